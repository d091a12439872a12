import ArgumentParser
import Assessment
import Foundation

struct SittingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sitting",
        abstract: "Plan, open, watch and close sittings; keep their candidates.",
        discussion: """
            EXAMPLES
              avicenna sitting create --paper 0197a3c2-… --minutes 120 \\
                --candidates year5.csv
              avicenna sitting status 0197a3c2-…

            EXIT CODES
              0 done, 64 usage, 65 refused, 66 no such sitting, 69 folder in use
            """,
        subcommands: [
            List.self, SittingCreate.self, Open.self, Close.self, Status.self, Extend.self, SittingCandidates.self,
            SittingTickets.self, Responses.self,
        ]
    )

    static func target(_ sitting: String, _ rest: String = "") -> String {
        "/api/v1/sittings/\(ServerClient.escaped(sitting))\(rest)"
    }

    static func move(_ sitting: String, to state: SittingState, _ client: ServerClient) async throws -> JSONValue {
        try await client.ask("POST", target(sitting, "/state"), json: ["state": .string(state.rawValue)])
    }

    /// The sitting that a verb is about, and how to answer.
    struct One: ParsableArguments {
        @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
        var sitting: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List all sittings.",
            discussion: """
                EXAMPLES
                  avicenna sitting list
                  avicenna sitting list --format json

                EXIT CODES
                  0 done, 66 no installation, 69 folder in use
                """
        )

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let answer = try await ServerClient.use(data) { try await $0.ask("GET", "/api/v1/sittings") }
            output.print(
                answer,
                list: "sittings",
                columns: [
                    "sitting": "sitting", "state": "state", "opens": "opensAt", "closes": "closesAt",
                    "minutes": "minutes",
                    "title": "title",
                ],
                empty: "There are no sittings yet; plan one with avicenna sitting create."
            )
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Open a planned sitting; candidates may start within its window.",
            discussion: """
                EXAMPLES
                  avicenna sitting open 0197a3c2-…
                  avicenna sitting open 0197a3c2-… --format json

                EXIT CODES
                  0 done, 65 no such step, 66 no such sitting, 69 folder in use
                """
        )

        @OptionGroup var one: One

        func run() async throws {
            let moved = try await ServerClient.use(one.data) { client in
                try await SittingCommand.move(one.sitting, to: .open, client)
            }
            try one.output.print(moved) { "\(moved["title"]?.text ?? "") is open." }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Close a sitting: every attempt that still runs ends.",
            discussion: """
                Responses that arrive later are stored and marked as late. When somebody still
                works, --yes is needed.

                EXAMPLES
                  avicenna sitting close 0197a3c2-…
                  avicenna sitting close 0197a3c2-… --yes --format json

                EXIT CODES
                  0 done, 65 no such step, 66 no such sitting, 69 folder in use, 75 somebody
                  still works
                """
        )

        @OptionGroup var one: One

        @Flag(help: "Close even while candidates work.")
        var yes = false

        func run() async throws {
            let moved = try await ServerClient.use(one.data) { client in
                let live = try await client.ask("GET", SittingCommand.target(one.sitting, "/live"))
                let working = (live["candidates"]?.elements ?? []).count { $0["state"] == "working" }
                guard working == 0 || yes else {
                    throw CommandError(
                        code: "AV1075",
                        message: "\(working) \(working == 1 ? "candidate still works" : "candidates still work")",
                        place: one.sitting,
                        remedy: "avicenna sitting close \(one.sitting) --yes",
                        exit: ExitCode(75)
                    )
                }
                return try await SittingCommand.move(one.sitting, to: .closed, client)
            }
            try one.output.print(moved) { "\(moved["title"]?.text ?? "") is closed." }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "Show how every candidate of a sitting stands now.",
            discussion: """
                EXAMPLES
                  avicenna sitting status 0197a3c2-…
                  avicenna sitting status 0197a3c2-… --format jsonl

                EXIT CODES
                  0 done, 66 no such sitting, 69 folder in use
                """
        )

        @OptionGroup var one: One

        func run() async throws {
            let live = try await ServerClient.use(one.data) { client in
                try await client.ask("GET", SittingCommand.target(one.sitting, "/live"))
            }
            if one.output.format == .text {
                let rows = live["candidates"]?.elements ?? []
                let counts = Dictionary(grouping: rows) { $0["state"]?.text ?? "" }.mapValues(\.count)
                let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                OutputOptions.write(
                    (["\(live["state"]?.text ?? "") at \(live["now"]?.text ?? "")"] + words).joined(separator: " · ")
                )
            }
            one.output.print(
                live,
                list: "candidates",
                columns: [
                    "number": "number", "state": "state", "answered": "answered", "last save": "lastSavedAt",
                    "ends": "endsAt", "late": "late",
                ],
                empty: "The sitting has no candidates yet."
            )
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "extend",
            abstract: "Add minutes to the running attempt of one candidate.",
            discussion: """
                EXAMPLES
                  avicenna sitting extend 0197a3c2-… --candidate 40217 --minutes 10 \\
                    --reason "fire alarm"
                  avicenna sitting extend 0197a3c2-… --candidate 40217 --minutes 5 \\
                    --reason "wrong room" --format json

                EXIT CODES
                  0 done, 65 not started or refused, 66 no such sitting or candidate, 69
                  folder in use
                """
        )

        @ArgumentParser.Option(help: "Candidate number.")
        var candidate: String

        @ArgumentParser.Option(help: "Minutes to add, 1 to 600; -1 to -600 take minutes back (--minutes=-5).")
        var minutes: Int64

        @ArgumentParser.Option(help: "Why; it stays in the record of the attempt.")
        var reason: String

        @OptionGroup var one: One

        func run() async throws {
            let path = SittingCommand.target(one.sitting, "/candidates/\(ServerClient.escaped(candidate))/time")
            let answer = try await ServerClient.use(one.data) { client in
                try await client.ask("POST", path, json: ["minutes": .integer(minutes), "reason": .string(reason)])
            }
            try one.output.print(answer) { "Candidate \(candidate) now ends at \(answer["endsAt"]?.text ?? "")." }
        }
    }

    struct Responses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "responses",
            abstract: "List every response event of a sitting, with its standing and digest.",
            discussion: """
                EXAMPLES
                  avicenna sitting responses 0197a3c2-… --format json
                  avicenna sitting responses 0197a3c2-… --format jsonl

                EXIT CODES
                  0 done, 66 no such sitting, 69 folder in use
                """
        )

        @OptionGroup var one: One

        func run() async throws {
            let answer = try await ServerClient.use(one.data) { client in
                try await client.ask("GET", SittingCommand.target(one.sitting, "/responses"))
            }
            one.output.print(
                answer,
                list: "responses",
                columns: [
                    "candidate": "candidate", "position": "position", "response": "response", "standing": "standing",
                    "received": "receivedAt", "digest": "digest",
                ],
                empty: "No response has been given yet."
            )
        }
    }
}
