import ArgumentParser
import Assessment
import Foundation
import Interchange

/// How a command answers: text for people, which may change, or JSON for programs, which may not.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl, csv }

    @ArgumentParser.Option(help: "text for people, or json for programs; lists also as jsonl and csv.")
    var format = Format.text

    @Flag(help: "Print results only, no progress.")
    var quiet = false

    @Flag(
        name: [.customLong("no-colour"), .customLong("no-color")],
        help: "Print without colour; NO_COLOR in the environment does the same."
    )
    var noColour = false

    /// Prints the one result of a command on standard output.
    ///
    /// - Throws: ``CommandError`` when a table was asked for and there is none.
    func print(_ json: JSONValue, text: () -> String) throws {
        switch format {
        case .text: Self.write(text())
        case .json, .jsonl: Self.write(CanonicalJSON.text(json))
        case .csv: throw CommandError.usage("this answer is no list; ask for text or json")
        }
    }

    /// Prints an answer that is a list under the member `name`: the JSON object as it is, one element a line, a CSV
    /// table, or columns for people.
    ///
    /// `columns` are the heading of each column and the member that it shows; `empty` is what to say to people when
    /// there is nothing.
    func print(_ answer: JSONValue, list name: String, columns: KeyValuePairs<String, String>, empty: String) {
        let rows = answer[name]?.elements ?? []
        switch format {
        case .json: Self.write(CanonicalJSON.text(answer))
        case .jsonl: for row in rows { Self.write(CanonicalJSON.text(row)) }
        case .csv:
            let writer = CSVWriter(header: columns.map(\.value))
            var bytes = writer.head
            for row in rows { bytes += writer.row(columns.map { TextTable.cell(row[$0.value]) }) }
            Self.write(bytes)
        case .text:
            guard !rows.isEmpty else { return Self.write(empty) }
            let cells = rows.map { row in columns.map { TextTable.cell(row[$0.value]) } }
            Self.write(TextTable(headings: columns.map(\.key), rows: cells).text)
        }
    }

    /// Prints a line for people on standard error.
    func note(_ text: String) {
        guard !quiet else { return }
        Self.tell(text)
    }

    /// Writes a line on standard output at once, so that a program reading it need not wait for more.
    static func write(_ text: String) { write(Data((text + "\n").utf8)) }

    /// Writes on standard output; a result that cannot be written whole ends the process with 73.
    static func write(_ bytes: Data) {
        do {
            try FileHandle.standardOutput.write(contentsOf: bytes)
        } catch {
            // Whoever has stopped reading needs no more; a full disk must not look like a whole result.
            guard errno != EPIPE else { return }
            tell("error AV4074: standard output cannot be written: \(String(cString: strerror(errno)))")
            Foundation.exit(ExitCode.cannotWrite.rawValue)
        }
    }

    /// Writes a line on standard error.
    static func tell(_ text: String) { show("\(text)\n") }

    /// Writes on standard error as it is.
    static func show(_ text: String) {
        // When nobody can be told, nobody can be told of that either.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

/// Rows and headings in columns as wide as their widest cell.
struct TextTable {
    let headings: [String]
    let rows: [[String]]

    var text: String {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) {
                line += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        .joined(separator: "\n")
    }

    /// A JSON value in one line.
    static func cell(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text.replacing("\n", with: " ")
        case .integer(let number): String(number)
        case .bool(let bool): bool ? "yes" : "no"
        case .array(let elements): elements.map { cell($0) }.joined(separator: " ")
        case .object(let members)?: CanonicalJSON.text(.object(members))
        }
    }
}
