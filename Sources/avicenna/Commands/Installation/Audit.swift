import ArgumentParser
import Assessment
import Foundation
import Storage

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the journal, or list what was done.",
        discussion: """
            EXAMPLES
              avicenna audit verify
              avicenna audit list --format csv

            EXIT CODES
              0 done, 1 the journal does not verify, 64 usage, 66 no installation, 69
              folder in use
            """,
        subcommands: [Verify.self, List.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check every event of the journal: chains, sealed heads, counts, and anchors kept elsewhere.",
            discussion: """
                A server writes anchors to anchors.jsonl in its data folder. A copy of that
                file kept on another machine proves that nothing was cut off or set back
                since.

                EXAMPLES
                  avicenna audit verify --data /var/lib/avicenna
                  avicenna audit verify --anchor /mnt/other/anchors.jsonl --format json

                EXIT CODES
                  0 sound, 1 does not verify, 65 no anchors in the file, 66 file or
                  installation missing, 69 unavailable
                """
        )

        @ArgumentParser.Option(
            help: "File with anchors, one a line; the journal must continue each.",
            completion: .file()
        )
        var anchor: String?

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let anchors = try anchor.map { try AnchorFile.read(URL(filePath: $0)) } ?? []
            let report = try await ServerClient.use(data) { client in
                try await waiting(for: "audit verify", output: output) {
                    if let store = client.store { return Self.json(try await store.verifyJournal(against: anchors)) }
                    return try await Self.ask(client, anchors)
                }
            }
            let isSound = report["sound"] == .bool(true)
            try output.print(report) { Self.text(report, isSound: isSound, anchors: anchors.count) }
            guard isSound else { throw ExitCode.findings }
        }

        /// Asks the server, and believes its answer about anchors only when it says that it has looked at them.
        private static func ask(_ client: ServerClient, _ anchors: [JournalAnchor]) async throws -> JSONValue {
            let sent = try anchors.map { try StrictJSON.value(try AnchorFile.line($0)) }
            let body: JSONValue = anchors.isEmpty ? [:] : ["anchors": .array(sent)]
            let report = try await client.ask("POST", "/api/v1/audit/verify", json: body)
            guard anchors.isEmpty || report["anchors"]?.number == Int64(anchors.count) else {
                throw CommandError(
                    code: "AV2501",
                    message: "the running server does not check anchors",
                    remedy: "stop it and run this again",
                    exit: .unavailable
                )
            }
            return report
        }

        private static func json(_ report: JournalReport) -> JSONValue {
            [
                "events": .integer(report.events), "streams": .integer(report.streams),
                "sound": .bool(report.isSound),
                "findings": .array(
                    report.findings.map { finding in
                        [
                            "problem": .string(finding.problem.rawValue),
                            "stream": finding.stream.map(JSONValue.string) ?? .null,
                            "number": finding.number.map(JSONValue.integer) ?? .null,
                        ]
                    }
                ),
            ]
        }

        private static func text(_ report: JSONValue, isSound: Bool, anchors: Int) -> String {
            let events = ProgressLine.grouped(Int(report["events"]?.number ?? 0))
            let checked = anchors == 0 ? "" : " and \(anchors) \(anchors == 1 ? "anchor" : "anchors")"
            if isSound { return "The journal is sound: \(events) events\(checked) checked." }
            let findings = (report["findings"]?.elements ?? []).map { finding in
                let place = [finding["stream"]?.text, finding["number"]?.number.map { "number \($0)" }]
                return "  \(finding["problem"]?.text ?? "")  \(place.compactMap(\.self).joined(separator: " "))"
            }
            return "The journal does not verify: \(findings.count) findings in \(events) events\(checked).\n"
                + findings.joined(separator: "\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the audit stream, newest first.",
            discussion: """
                EXAMPLES
                  avicenna audit list
                  avicenna audit list --limit 20 --format jsonl
                  avicenna audit list --before 4000

                EXIT CODES
                  0 done, 64 usage, 66 no installation, 69 folder in use
                """
        )

        @ArgumentParser.Option(help: "How many events, 1 to 1000.")
        var limit = 1000

        @ArgumentParser.Option(help: "Only events before this number, to go on where a list ended.")
        var before: Int?

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...1000).contains(limit) else { throw ValidationError("--limit must be 1 to 1000") }
            guard before ?? 1 >= 1 else { throw ValidationError("--before must be 1 or more") }
        }

        func run() async throws {
            let page = "limit=\(limit)" + (before.map { "&before=\($0)" } ?? "")
            let answer = try await ServerClient.use(data) { try await $0.ask("GET", "/api/v1/audit?\(page)") }
            let rows = (answer["events"]?.elements ?? []).map { event -> JSONValue in
                .object(
                    (event["event"]?.members ?? [:]).merging(event.members ?? [:]) { first, _ in first }.filter {
                        $0.key != "event"
                    }
                )
            }
            output.print(
                ["events": .array(rows)],
                list: "events",
                columns: ["number": "number", "at": "at", "actor": "actor", "action": "action", "object": "object"],
                empty: "Nothing has been recorded."
            )
        }
    }
}
