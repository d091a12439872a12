import ArgumentParser
import Assessment
import Foundation

struct Results: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "Show the results of a sitting, or set its pass mark.",
        discussion: """
            With a sitting alone, its results are shown as scored now.

            EXAMPLES
              avicenna results 0197a3c2-…
              avicenna results pass-mark 0197a3c2-… 11/20

            EXIT CODES
              0 done, 64 usage, 65 refused, 66 no such sitting, 69 folder in use, 73 the
              file cannot be written
            """,
        subcommands: [Show.self, PassMark.self],
        defaultSubcommand: Show.self
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show the results of a sitting as scored now, or write them as a table.",
            discussion: """
                Scores afresh from the journal and stores nothing.

                EXAMPLES
                  avicenna results show 0197a3c2-…
                  avicenna results show 0197a3c2-… --csv results.csv

                EXIT CODES
                  0 done, 65 not in the state for it, 66 no such sitting, 69 folder in use,
                  73 the file cannot be written
                """
        )

        @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
        var sitting: String

        @ArgumentParser.Option(
            help: "Write a table with a row a candidate; - for standard output.",
            completion: .file()
        )
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

    struct PassMark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pass-mark",
            abstract: "Set the pass mark of a sitting, or take it away.",
            discussion: """
                SHARE is an exact share of the marks, from 0 to 1: 11/20 or 0.55. Results that
                were marked or confirmed go back to be scored again, and a proposed release
                is forgotten.

                EXAMPLES
                  avicenna results pass-mark 0197a3c2-… 11/20
                  avicenna results pass-mark 0197a3c2-… --none --format json

                EXIT CODES
                  0 done, 64 usage, 65 released already, 66 no such sitting, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
        var sitting: String

        @ArgumentParser.Argument(help: "Share of the marks, such as 11/20 or 0.55.")
        var share: String?

        @Flag(help: "Take the pass mark away.")
        var none = false

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (share == nil) == none else { throw ValidationError("Give a share, or --none.") }
            guard let share else { return }
            guard let mark = Mark(parsing: share), (Mark.zero...Mark.one).contains(mark) else {
                throw ValidationError("“\(share)” is no share from 0 to 1, such as 11/20 or 0.55.")
            }
        }

        func run() async throws {
            let target = "/api/v1/sittings/\(ServerClient.escaped(sitting))/pass-mark"
            let answer = try await ServerClient.use(data) { client in
                try await client.ask("POST", target, json: ["passMark": share.map { .string($0) } ?? .null])
            }
            try output.print(answer) {
                let mark = answer["passMark"]?.text.map { "The pass mark is now \($0)" } ?? "There is no pass mark now"
                return "\(mark); the sitting is \(answer["state"]?.text ?? "")."
            }
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
