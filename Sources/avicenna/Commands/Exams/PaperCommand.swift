import ArgumentParser
import Assessment
import Foundation

struct PaperCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper",
        abstract: "Build papers: list, begin, fill from the bank, move on, seal.",
        discussion: """
            A paper is draft, in-review, approved, sealed, retired. Approving is for a
            second person, who signs in to the pages for it.

            EXAMPLES
              avicenna paper list
              avicenna paper new "Year 5 paper A" --blueprint year-5-paper-a --seed 7

            EXIT CODES
              0 done, 64 usage, 65 refused, 66 no such paper, 69 folder in use, 77 only
              a person can do this
            """,
        subcommands: [List.self, Show.self, Draft.self, PaperAssemble.self, Move.self, Seal.self]
    )

    static func target(_ paper: String, _ rest: String = "") -> String {
        "/api/v1/papers/\(ServerClient.escaped(paper))\(rest)"
    }

    /// A paper in words.
    static func text(_ paper: JSONValue) -> String {
        let items = (paper["items"]?.elements ?? []).compactMap { $0["item"]?.text }
        let facts = [
            ("state", paper["state"]), ("blueprint", paper["blueprint"]), ("seed", paper["seed"]),
            ("form", paper["form"]),
        ]
        let lines = facts.compactMap { name, value in value?.text.map { "  \(name) \($0)" } }
        let title = "\(paper["title"]?.text ?? "") (\(paper["paper"]?.text ?? ""))"
        return ([title] + lines + ["  \(items.count) items"] + items.map { "    \($0)" }).joined(separator: "\n")
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List all papers.",
            discussion: """
                EXAMPLES
                  avicenna paper list
                  avicenna paper list --format json

                EXIT CODES
                  0 done, 66 no installation, 69 folder in use
                """
        )

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let answer = try await ServerClient.use(data) { try await $0.ask("GET", "/api/v1/papers") }
            output.print(
                answer,
                list: "papers",
                columns: ["paper": "paper", "state": "state", "title": "title", "blueprint": "blueprint"],
                empty: "There are no papers yet; begin one with avicenna paper new."
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one paper with its items.",
            discussion: """
                EXAMPLES
                  avicenna paper show 0197a3c2-…
                  avicenna paper show 0197a3c2-… --format json

                EXIT CODES
                  0 done, 66 no such paper, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "The paper, as avicenna paper list shows it.")
        var paper: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let answer = try await ServerClient.use(data) { client in
                try await client.ask("GET", PaperCommand.target(paper))
            }
            try output.print(answer) { PaperCommand.text(answer) }
        }
    }

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Begin a draft.",
            discussion: """
                EXAMPLES
                  avicenna paper new "Year 5 paper A" --blueprint year-5-paper-a --seed 7
                  avicenna paper new "Mock" --blueprint blueprint.json --language en-GB

                EXIT CODES
                  0 done, 65 refused, 66 no installation, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "Title, 1 to 200 characters.")
        var title: String

        @ArgumentParser.Option(help: "Id of a blueprint in the bank, or a file to save there first.")
        var blueprint: String?

        @ArgumentParser.Option(help: "Which of the equally good papers assembly takes.")
        var seed: Int64 = 1

        @ArgumentParser.Option(help: "Language of the paper, as a BCP 47 tag.")
        var language = "en"

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let made = try await ServerClient.use(data) { client in
                var body: [String: JSONValue] = [
                    "title": .string(title), "seed": .integer(seed), "language": .string(language),
                ]
                if let blueprint { body["blueprint"] = .string(try await saved(blueprint, client)) }
                return try await client.ask("POST", "/api/v1/papers", json: .object(body))
            }
            try output.print(made) { made["paper"]?.text ?? "" }
        }

        private func saved(_ blueprint: String, _ client: ServerClient) async throws -> String {
            guard FileManager.default.fileExists(atPath: blueprint) else { return blueprint }
            let json = try StrictJSON.value(try Data(contentsOf: URL(filePath: blueprint)))
            let id = json["id"]?.text ?? ""
            _ = try await client.ask("PUT", "/api/v1/blueprints/\(ServerClient.escaped(id))", json: json)
            return id
        }
    }

    struct PaperAssemble: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assemble",
            abstract: "Fill the gaps of a draft from the bank, exactly, or say which targets conflict.",
            discussion: """
                EXAMPLES
                  avicenna paper assemble 0197a3c2-… --seed 7
                  avicenna paper assemble 0197a3c2-… --format json

                EXIT CODES
                  0 filled, 65 no set meets all rules, or no draft, 66 no such paper, 69
                  folder in use
                """
        )

        @ArgumentParser.Argument(help: "The paper, as avicenna paper list shows it.")
        var paper: String

        @ArgumentParser.Option(help: "Which of the equally good papers; the paper's own seed by default.")
        var seed: Int64?

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body: JSONValue = seed.map { ["seed": .integer($0)] } ?? [:]
            let filled = try await ServerClient.use(data) { client in
                try await waiting(for: "assemble", output: output) {
                    try await client.ask("POST", PaperCommand.target(paper, "/assemble"), json: body)
                }
            }
            try output.print(filled) {
                let chosen = (filled["chosen"]?.elements ?? []).compactMap(\.text)
                let added = filled["added"]?.elements?.count ?? 0
                return "\(chosen.count) items, \(added) added, seed \(filled["seed"]?.text ?? "").\n"
                    + chosen.map { "  \($0)" }.joined(separator: "\n")
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move",
            abstract: "Move a paper one step on or back.",
            discussion: """
                EXAMPLES
                  avicenna paper move 0197a3c2-… --to in-review
                  avicenna paper move 0197a3c2-… --to draft

                EXIT CODES
                  0 done, 65 no such step, 66 no such paper, 69 folder in use, 77 only a
                  second person can approve
                """
        )

        @ArgumentParser.Argument(help: "The paper, as avicenna paper list shows it.")
        var paper: String

        @ArgumentParser.Option(help: "draft, in-review, sealed or retired.", completion: .list(Self.states))
        var to: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        private static let states = PaperState.allCases.map(\.rawValue)

        func run() async throws {
            guard Self.states.contains(to) else {
                throw CommandError.usage("there is no state “\(to)”", remedy: Self.states.joined(separator: ", "))
            }
            guard to != PaperState.approved.rawValue else {
                throw CommandError.personNeeded(
                    "approving a paper is for a second person, whose name stays with it",
                    remedy: "sign in to the pages as an examiner who is not the author"
                )
            }
            let moved = try await PaperCommand.move(paper, to: to, data)
            try output.print(moved) { "\(moved["title"]?.text ?? "") is now \(moved["state"]?.text ?? "")." }
        }
    }

    struct Seal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seal",
            abstract: "Seal an approved paper: its form and key are frozen by hash.",
            discussion: """
                EXAMPLES
                  avicenna paper seal 0197a3c2-…
                  avicenna paper seal 0197a3c2-… --format json

                EXIT CODES
                  0 done, 65 not approved or not sound, 66 no such paper, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "The paper, as avicenna paper list shows it.")
        var paper: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let sealed = try await PaperCommand.move(paper, to: PaperState.sealed.rawValue, data)
            try output.print(sealed) { "Sealed \(sealed["title"]?.text ?? "") as \(sealed["form"]?.text ?? "")." }
        }
    }

    private static func move(_ paper: String, to state: String, _ data: DataOptions) async throws -> JSONValue {
        try await ServerClient.use(data) { client in
            try await client.ask("POST", target(paper, "/state"), json: ["state": .string(state)])
        }
    }
}
