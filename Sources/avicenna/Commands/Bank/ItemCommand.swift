import ArgumentParser
import Assessment
import Foundation
import Interchange
import ItemKinds

struct ItemCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "item",
        abstract: "Look at single items: mark responses, find flaws.",
        discussion: """
            EXAMPLES
              avicenna item lint QuestionBanks/avicenna-first
              avicenna item score item.xml --responses cases.json

            EXIT CODES
              0 done, 1 with findings, 64 usage, 65 bad data, 66 input missing
            """,
        subcommands: [Lint.self, ItemScore.self]
    )

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint",
            abstract: "List what an author should mend, item by item.",
            discussion: """
                Errors make an item undeliverable; warnings ask an author to look.

                EXAMPLES
                  avicenna item lint QuestionBanks/avicenna-first
                  avicenna item lint item.xml --format jsonl

                EXIT CODES
                  0 nothing to mend, 1 with findings, 65 nothing usable, 66 input missing
                """
        )

        @ArgumentParser.Argument(help: "File, folder or zip; - reads standard input.", completion: .file())
        var path: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let input: InputFiles
            do {
                input = try InputFiles(path)
            } catch let refusal as Source.Refusal {
                throw Self.unusable(path, refusal.findings)
            }
            var rows: [JSONValue] = []
            var count = 0
            var progress = ProgressLine("lint", of: input.count, "items", output: output)
            let package = try input.read(catalogue: .standard) { item in
                count += item.report.status == .rejected ? 0 : 1
                rows += Self.rows(item)
                progress.step()
            }
            progress.end()
            guard count > 0 || !rows.isEmpty else { throw Self.unusable(path, package.report.problems) }
            output.print(
                ["findings": .array(rows), "items": .integer(Int64(count))],
                list: "findings",
                columns: [
                    "severity": "severity", "path": "path", "item": "item", "part": "part", "message": "message",
                    "code": "code",
                ],
                empty: "\(count) \(count == 1 ? "item" : "items"), nothing to mend."
            )
            if count == 0 { throw ExitCode.badData }
            if !rows.isEmpty { throw ExitCode.findings }
        }

        private static func rows(_ item: ImportedItem) -> [JSONValue] {
            let problems = item.version.map { Catalogue.standard.problems(in: $0) } ?? []
            let ofFile = item.report.problems.map { finding in
                row(item.report, "error", finding.line > 0 ? "line \(finding.line)" : "", finding.message, finding.code)
            }
            // What is not understood is told once, in the words of the file.
            guard item.report.status == .ok else { return ofFile }
            return ofFile
                + problems.map { row(item.report, $0.severity.rawValue, $0.part, $0.message, $0.code) }
        }

        private static func row(
            _ report: ItemReport,
            _ severity: String,
            _ part: String,
            _ message: String,
            _ code: String
        ) -> JSONValue {
            [
                "path": .string(report.path), "item": .string(report.id), "severity": .string(severity),
                "part": .string(part), "message": .string(message), "code": .string(code),
            ]
        }

        private static func unusable(_ path: String, _ findings: [Finding]) -> CommandError {
            CommandError(
                code: "AV4004",
                message: "nothing in it can be used",
                place: path,
                details: findings.map { ReportText.line($0, in: path) },
                exit: .badData
            )
        }
    }
}
