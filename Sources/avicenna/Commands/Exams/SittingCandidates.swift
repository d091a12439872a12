import ArgumentParser
import Assessment
import Foundation

struct SittingCandidates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates",
        abstract: "List the candidates of a sitting, or take a candidate list in, whole or not at all.",
        discussion: """
            The list is CSV with the columns number and name, and optionally extra time
            (per cent) and extra minutes. Taking the same list in twice changes nothing.
            New candidates get exam tickets, shown once, here.

            EXAMPLES
              avicenna sitting candidates 0197a3c2-…
              avicenna sitting candidates 0197a3c2-… year5.csv --dry-run

            EXIT CODES
              0 done, 65 the list has errors: nothing was taken in, 66 no such sitting
              or file, 69 folder in use
            """
    )

    @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
    var sitting: String

    @ArgumentParser.Argument(help: "Candidate list to take in; - reads standard input.", completion: .file())
    var list: String?

    @Flag(help: "Tell what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let list else { return try await show() }
        let bytes =
            list == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: list))
        let target = SittingCommand.target(sitting, "/candidates\(dryRun ? "?dryRun=true" : "")")
        let answer = try await ServerClient.use(data) { client in
            try await client.send(bytes, named: URL(filePath: list).lastPathComponent, to: target)
        }
        let tickets = Self.tickets(answer)
        let json = JSONValue.object((answer.members ?? [:]).merging(["tickets": tickets]) { _, new in new })
        try output.print(json) { text(answer, tickets.elements ?? []) }
    }

    private func show() async throws {
        let answer = try await ServerClient.use(data) { client in
            try await client.ask("GET", SittingCommand.target(sitting, "/candidates"))
        }
        output.print(
            answer,
            list: "candidates",
            columns: ["number": "number", "name": "name", "adjustments": "adjustments", "attempt": "attempt"],
            empty: "The sitting has no candidates yet."
        )
    }

    private func text(_ answer: JSONValue, _ tickets: [JSONValue]) -> String {
        let counts = ["added", "changed", "same"].map { "\(answer[$0]?.number ?? 0) \($0)" }.joined(separator: " · ")
        var lines = [dryRun ? "\(counts) (dry run: nothing was taken in)" : counts]
        let ignored = (answer["ignoredColumns"]?.elements ?? []).compactMap(\.text)
        if !ignored.isEmpty { lines.append("columns left out: \(ignored.joined(separator: ", "))") }
        if !tickets.isEmpty { lines.append("Exam tickets, shown once:") }
        lines += tickets.map { "  \($0["candidate"]?.text ?? "")  \($0["code"]?.text ?? "")" }
        return lines.joined(separator: "\n")
    }

    /// The tickets of an answer as a list in the order of the numbers.
    static func tickets(_ answer: JSONValue) -> JSONValue {
        let tickets = (answer["tickets"]?.members ?? [:]).sorted { $0.key < $1.key }
        return .array(tickets.map { ["candidate": .string($0.key), "code": $0.value] })
    }
}

struct SittingTickets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "Make new exam tickets; the old ones stop working.",
        discussion: """
            Tickets cannot be shown again, since only a keyed digest of each is kept.

            EXAMPLES
              avicenna sitting tickets 0197a3c2-… 40217 40218
              avicenna sitting tickets 0197a3c2-… --all --yes --format csv

            EXIT CODES
              0 done, 64 usage, 66 no such sitting or candidate, 69 folder in use
            """
    )

    @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
    var sitting: String

    @ArgumentParser.Argument(help: "Candidate numbers.")
    var numbers: [String] = []

    @Flag(help: "For every candidate of the sitting; needs --yes.")
    var all = false

    @Flag(help: "Yes, the tickets that were handed out stop working.")
    var yes = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard numbers.isEmpty == all else { throw ValidationError("Give candidate numbers, or --all.") }
        guard !all || yes else {
            throw ValidationError("Every ticket that was handed out would stop working: say --yes if that is meant.")
        }
    }

    func run() async throws {
        let tickets = try await ServerClient.use(data) { client in
            var numbers = numbers
            if all {
                let answer = try await client.ask("GET", SittingCommand.target(sitting, "/candidates"))
                numbers = (answer["candidates"]?.elements ?? []).compactMap { $0["number"]?.text }
            }
            var tickets: [JSONValue] = []
            for number in numbers {
                let target = SittingCommand.target(sitting, "/candidates/\(ServerClient.escaped(number))/ticket")
                let made = try await client.ask("POST", target, json: [:])
                tickets.append(["candidate": .string(number), "code": made["ticket"] ?? ""])
            }
            return tickets
        }
        output.print(
            ["tickets": .array(tickets)],
            list: "tickets",
            columns: ["candidate": "candidate", "code": "code"],
            empty: "The sitting has no candidates yet."
        )
    }
}
