import ArgumentParser
import Assessment
import Foundation
import Interchange
import ItemKinds

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write the questions of one format in another, and report what it could not hold.",
        discussion: """
            Needs no installation. OUT is a new folder, or an archive when its name ends
            in .zip, or one file when it has the format's ending, such as .csv. Rejected
            items are left out and named.

            EXAMPLES
              avicenna convert QuestionBanks/avicenna-first bank.zip --to qti3
              avicenna convert questions.csv our-bank --to avicenna --format json

            EXIT CODES
              0 done, 1 done with losses or items left out, 64 usage, 65
              nothing usable, 66 input missing, 73 OUT exists or cannot be written
            """
    )

    @ArgumentParser.Argument(help: "File, folder or zip; - reads standard input.", completion: .file())
    var input: String

    @ArgumentParser.Argument(help: "What to write; - writes an archive to standard output.", completion: .file())
    var out: String

    @ArgumentParser.Option(help: "The format to write.", completion: .list(FormatChoice.names))
    var to: FormatChoice

    @Flag(help: "Replace the file OUT.")
    var overwrite = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let reading = try Reading(input, output: output)
        guard !reading.bank.items.isEmpty else {
            throw CommandError(
                code: "AV4004",
                message: "nothing in it can be used",
                place: input,
                details: reading.problems.map { ReportText.line($0, in: input) },
                remedy: "avicenna validate \(input)",
                exit: .badData
            )
        }
        let losses = try OutputFiles.with(out, as: to.format, overwrites: overwrite) { files in
            var progress = ProgressLine("convert", of: reading.bank.items.count, "items", output: output)
            defer { progress.end() }
            return try to.format.write(
                reading.bank,
                catalogue: .standard,
                media: { reading.media[$0] },
                file: { (path: String, bytes: Data) throws in
                    try files.write(bytes, at: path)
                    progress.step()
                }
            )
        }
        let lost = reading.losses + losses
        if out == "-" {
            output.note(text(reading, lost))
        } else {
            try output.print(json(reading, lost)) { text(reading, lost) }
        }
        if !reading.problems.isEmpty || lost.contains(where: Self.isLost) { throw ExitCode.findings }
    }

    private func json(_ reading: Reading, _ lost: [ItemReport]) -> JSONValue {
        [
            "format": .string(to.rawValue), "out": .string(out),
            "written": .integer(Int64(reading.bank.items.count)), "losses": .array(lost.map(\.json)),
            "problems": .array(reading.problems.map(\.json)), "notes": .array(reading.notes.map(\.json)),
        ]
    }

    private func text(_ reading: Reading, _ lost: [ItemReport]) -> String {
        let count = reading.bank.items.count
        var lines = ["Wrote \(out): \(ProgressLine.grouped(count)) \(count == 1 ? "item" : "items") as \(to.rawValue)."]
        lines += (reading.problems + reading.notes).map { "  \(ReportText.line($0, in: input))" }
        for item in lost where item.status == .rejected {
            lines.append("  left out  \(item.path)  \(item.id)")
            lines += item.problems.map { "    \(ReportText.line($0, in: item.path))" }
        }
        // One line for what many items lose alike; which ones, the JSON says.
        let alike = Dictionary(grouping: lost.flatMap(\.losses), by: \.message).mapValues(\.count)
        for (message, count) in alike.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(count) \(count == 1 ? "item" : "items"): \(message)")
        }
        return lines.joined(separator: "\n")
    }

    /// Whether an item is gone, or a part of it; what stands in our JSON beside a QTI document is not lost to us.
    private static func isLost(_ report: ItemReport) -> Bool {
        report.status == .rejected || report.losses.contains { $0.code != "qti.json-only" }
    }

    /// Everything that a source holds, in memory.
    private struct Reading {
        var bank: Bank
        var media: [String: Data] = [:]
        /// Items that were rejected, and what reading itself could not hold.
        var losses: [ItemReport] = []
        var problems: [Finding] = []
        /// Files that no item takes.
        var notes: [Finding] = []

        init(_ path: String, output: OutputOptions) throws {
            let input: InputFiles
            do {
                input = try InputFiles(path)
            } catch let refusal as Source.Refusal {
                bank = Bank(id: "", name: "")
                problems = refusal.findings
                return
            }
            var items: [ItemVersion] = []
            var media: [String: Data] = [:]
            var losses: [ItemReport] = []
            var progress = ProgressLine("read", of: input.count, "items", output: output)
            let package = try input.read(catalogue: .standard) { item in
                if let version = item.version { items.append(version) }
                if item.version == nil || !item.report.losses.isEmpty { losses.append(item.report) }
                for file in item.media { media[file.path] = file.bytes }
                progress.step()
            }
            progress.end()
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            bank = package.bank ?? Bank(id: name, name: name)
            bank.items = items
            self.media = media
            for file in package.media { self.media[file.path] = file.bytes }
            self.losses = losses
            notes = package.report.notes
            problems = package.report.problems
        }
    }
}
