import ArgumentParser
import Assessment
import Foundation

struct SittingCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Plan a sitting of a sealed paper, with its candidates if wanted, and open it if wanted.",
        discussion: """
            Instants are written as 2027-06-03T09:00:00Z. Exam tickets are shown once,
            here: keep them.

            EXAMPLES
              avicenna sitting create --paper 0197a3c2-… --minutes 120 \\
                --opens 2027-06-03T08:00:00Z
              avicenna sitting create --paper 0197a3c2-… --minutes 60 \\
                --candidates year5.csv --open --format json

            EXIT CODES
              0 done, 64 usage, 65 refused or errors in the list, 66 no such paper or
              file, 69 folder in use
            """
    )

    @ArgumentParser.Option(help: "The sealed paper, as avicenna paper list shows it.")
    var paper: String

    @ArgumentParser.Option(help: "Minutes that a candidate has, without adjustments.")
    var minutes: Int64

    @ArgumentParser.Option(help: "Title; the paper's own by default.")
    var title: String?

    @ArgumentParser.Option(help: "When candidates may start; now by default.")
    var opens: String?

    @ArgumentParser.Option(help: "When the window closes; an hour after the last minute by default.")
    var closes: String?

    @ArgumentParser.Option(help: "IANA zone in which people read its times; the server's by default.")
    var zone: String?

    @ArgumentParser.Option(help: "Pass mark as a share of the marks, such as 11/20 or 0.55.")
    var passMark: String?

    @ArgumentParser.Option(help: "Hash of the resource pack that is allowed.")
    var resources: String?

    @Flag(help: "A practice sitting: it counts for nothing.")
    var practice = false

    @ArgumentParser.Option(help: "Candidate list as CSV with the columns number and name.", completion: .file())
    var candidates: String?

    @Flag(name: .customLong("open"), help: "Open it at once.")
    var opensAtOnce = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...10_080).contains(minutes) else { throw ValidationError("Minutes are 1 to 10080.") }
    }

    func run() async throws {
        let start = try opens.map { try Self.instant($0, "--opens") } ?? Date()
        let end = try closes.map { try Self.instant($0, "--closes") } ?? start + TimeInterval(60 * minutes + 3600)
        let list = try candidates.map { try Data(contentsOf: URL(filePath: $0)) }
        let made = try await ServerClient.use(data) { client in
            let sitting = try await plan(from: start, to: end, client)
            do {
                let outcome = try await taken(list, into: sitting, client)
                let moved = opensAtOnce ? try await SittingCommand.move(sitting, to: .open, client) : [:]
                return Self.answer(sitting, outcome, state: moved["state"] ?? "planned")
            } catch {
                var failure = CommandError(error)
                failure.details.append("the sitting \(sitting) is planned, without candidates")
                throw failure
            }
        }
        try output.print(made) {
            let codes = (made["tickets"]?.elements ?? []).map { ticket in
                "  \(ticket["candidate"]?.text ?? "")  \(ticket["code"]?.text ?? "")"
            }
            let head = "\(made["sitting"]?.text ?? "") is \(made["state"]?.text ?? "")."
            return ([head] + (codes.isEmpty ? [] : ["Exam tickets, shown once:"] + codes)).joined(separator: "\n")
        }
    }

    private func plan(from start: Date, to end: Date, _ client: ServerClient) async throws -> String {
        let record = try await client.ask("GET", PaperCommand.target(paper))
        guard let form = record["form"] else {
            throw CommandError(
                code: "AV1065",
                message: "the paper is \(record["state"]?.text ?? "no more"); only a sealed paper can be sat",
                place: paper,
                remedy: "avicenna paper seal \(paper)",
                exit: .badData
            )
        }
        var body: [String: JSONValue] = [
            "title": .string(title ?? record["title"]?.text ?? ""), "form": form, "minutes": .integer(minutes),
            "opensAt": .string(start.formatted(.iso8601)), "closesAt": .string(end.formatted(.iso8601)),
            "practice": .bool(practice),
        ]
        for (name, value) in [("zone", zone), ("passMark", passMark), ("resources", resources)] {
            if let value { body[name] = .string(value) }
        }
        return try await client.ask("POST", "/api/v1/sittings", json: .object(body))["sitting"]?.text ?? ""
    }

    private func taken(_ list: Data?, into sitting: String, _ client: ServerClient) async throws -> JSONValue {
        guard let list, let candidates else { return [:] }
        let name = URL(filePath: candidates).lastPathComponent
        return try await client.send(list, named: name, to: SittingCommand.target(sitting, "/candidates"))
    }

    private static func answer(_ sitting: String, _ outcome: JSONValue, state: JSONValue) -> JSONValue {
        [
            "sitting": .string(sitting), "state": state,
            "tickets": SittingCandidates.tickets(outcome),
        ]
    }

    private static func instant(_ text: String, _ option: String) throws -> Date {
        do {
            return try Date(text, strategy: .iso8601)
        } catch {
            throw CommandError.usage("\(option) must be an instant such as 2027-06-03T09:00:00Z")
        }
    }
}
