import ArgumentParser
import Assessment
import Foundation

struct Results: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "Show the results of a sitting as scored now, or write them as a table.",
        discussion: """
            Scores afresh from the journal and stores nothing.

            EXAMPLES
              avicenna results 0197a3c2-…
              avicenna results 0197a3c2-… --csv results.csv

            EXIT CODES
              0 done, 65 not in the state for it, 66 no such sitting, 69 folder in use,
              73 the file cannot be written
            """
    )

    @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
    var sitting: String

    @ArgumentParser.Option(help: "Write a table with a row a candidate; - for standard output.", completion: .file())
    var csv: String?

    @Flag(help: "Replace the file of --csv.")
    var overwrite = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let target = "/api/v1/sittings/\(ServerClient.escaped(sitting))/results"
        if csv != nil || output.format == .csv {
            let table = try await ServerClient.use(data) { try await $0.bytes("GET", "\(target).csv") }
            guard let csv, csv != "-" else { return OutputOptions.write(table) }
            let path = csv.hasSuffix(".csv") ? csv : "\(csv).csv"
            try OutputFiles.with(path, overwrites: overwrite) { try $0.write(table, at: path) }
            output.note("Wrote \(path).")
            return
        }
        let scored = try await ServerClient.use(data) { try await $0.ask("GET", target) }
        if output.format == .jsonl {
            return output.print(scored, list: "candidates", columns: [:], empty: "")
        }
        try output.print(scored) {
            "\(ResultsText.summary(scored))\n\(ResultsText.table(scored))"
        }
    }
}

/// Results in words.
enum ResultsText {
    static func summary(_ scored: JSONValue) -> String {
        let candidates = scored["candidates"]?.elements ?? []
        let passes = candidates.count { $0["result"]?["pass"] == .bool(true) }
        let judged = candidates.contains { $0["result"]?["pass"] != nil }
        return "\(candidates.count) \(candidates.count == 1 ? "candidate" : "candidates"), "
            + "\(scored["available"]?.text ?? "0") marks available\(judged ? ", \(passes) passed" : ""); "
            + "digest \((scored["digest"]?.text ?? "").prefix(12))"
    }

    static func table(_ scored: JSONValue) -> String {
        let rows = (scored["candidates"]?.elements ?? []).map { candidate in
            let result = candidate["result"]
            return [
                TextTable.cell(candidate["number"]), TextTable.cell(result?["marks"]),
                TextTable.cell(result?["percent"]), TextTable.cell(result?["pass"]),
            ]
        }
        return TextTable(headings: ["number", "marks", "percent", "pass"], rows: rows).text
    }
}
