import ArgumentParser
import Assessment
import Foundation
import Interchange
import ItemBank
import ItemKinds

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Read a file, folder or zip as an import would, and report every item, problem and loss.",
        discussion: """
            Needs no installation and changes nothing. An item that is sound but more than
            is understood here is unsupported: an import would keep it as it is.

            EXAMPLES
              avicenna validate questions.zip
              avicenna validate QuestionBanks/avicenna-first --format json

            EXIT CODES
              0 all ok, 1 with findings, 65 nothing usable, 66 input missing
            """
    )

    @ArgumentParser.Argument(help: "File, folder or zip; - reads standard input.", completion: .file())
    var path: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = try Self.report(path, output: output)
        try output.print(report.json) { Self.text(report, path) }
        if report.isUseless { throw ExitCode.badData }
        if !report.isClean { throw ExitCode.findings }
    }

    static func report(_ path: String, output: OutputOptions) throws -> ImportReport {
        var items: [ItemReport] = []
        let input: InputFiles
        do {
            input = try InputFiles(path)
        } catch let refusal as Source.Refusal {
            return ImportReport(package: PackageReport(status: .rejected, problems: refusal.findings), items: [])
        }
        var progress = ProgressLine("validate", of: input.count, "items", output: output)
        var package = try input.read(catalogue: .standard) { item in
            items.append(item.report)
            if item.report.status != .ok { progress.warnings += 1 }
            progress.step()
        }
        progress.end()
        let blueprints = (package.bank?.files ?? []).filter { $0.role == .blueprint }
        package.report.problems += blueprints.flatMap(faults(of:))
        return ImportReport(package: package.report, items: items)
    }

    /// What would keep a blueprint from being imported.
    private static func faults(of file: BankFile) -> [Finding] {
        do throws(FormatProblem) {
            return try Blueprint(data: file.bytes).problems().filter { $0.severity == .error }.map {
                Finding($0.code, "\(file.path): " + ($0.part.isEmpty ? $0.message : "\($0.part): \($0.message)"))
            }
        } catch {
            return [Finding("blueprint.format", "\(file.path): \(error.description)")]
        }
    }

    private static func text(_ report: ImportReport, _ path: String) -> String {
        let counts = ItemReport.Status.allCases.map { status in
            (status, report.items.count { $0.status == status })
        }
        let said = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
        var lines = ["\(path): \(said.isEmpty ? "no items" : said.joined(separator: " · "))"]
        lines += report.package.problems.map { "  \(ReportText.line($0, in: path))" }
        lines += report.package.notes.map { "  note: \(ReportText.line($0, in: path))" }
        for item in report.items where !item.problems.isEmpty || !item.losses.isEmpty {
            lines.append("  \(item.status.rawValue)  \(item.path)  \(item.id)")
            lines += item.problems.map { "    \(ReportText.line($0, in: item.path))" }
            lines += item.losses.map { "    loss: \(ReportText.line($0, in: item.path))" }
        }
        return lines.joined(separator: "\n")
    }
}

/// Findings in one line for people.
enum ReportText {
    static func line(_ finding: Finding, in path: String) -> String {
        // A row of a table is an item, and its path names its line already.
        let hasLine = path.hasSuffix(":\(finding.line)")
        let place = (hasLine ? [path] : [path, String(finding.line)]) + [String(finding.column)]
        let known = finding.line == 0 ? [] : finding.column == 0 ? place.dropLast() : place[...]
        return (known.isEmpty ? "" : known.joined(separator: ":") + "  ") + "\(finding.message) [\(finding.code)]"
    }
}
