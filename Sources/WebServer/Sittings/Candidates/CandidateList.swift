import Assessment
import Foundation
import Interchange
import Storage

/// A candidate list as CSV: `number`, `name`, and optionally `extra time` (per cent) and `extra minutes`.
///
/// Names are kept as they are written, in any script; only blanks around them go. The header decides which column is
/// which; further columns are named and left out. The text is UTF-8, or UTF-16 with its mark ("Unicode text" of Excel).
struct CandidateList: Sendable {
    private(set) var candidates: [IncomingCandidate] = []
    /// What is wrong, with line and column; with any, nothing may be imported.
    private(set) var problems: [Finding] = []
    /// Columns that nobody reads.
    private(set) var ignored: [String] = []

    static let columns = ["number", "name", "extra time", "extra minutes"]

    init(_ bytes: Data) {
        let table = CSVTable(bytes)
        problems = table.problems + table.rows.flatMap(\.problems)
        let names = table.header.map { CSVTable.columnName($0.text) }
        for needed in ["number", "name"] where table.column(needed) == nil {
            problems.append(Finding("column.missing", "the column “\(needed)” is missing", line: 1))
        }
        ignored = names.filter { !Self.columns.contains($0) && !$0.isEmpty }
        guard problems.isEmpty else { return }
        var lines: [String: Int] = [:]
        for row in table.rows { add(row, of: table, &lines) }
        if candidates.isEmpty, problems.isEmpty {
            problems.append(Finding("list.empty", "the list has no candidates", line: 1))
        }
    }

    private mutating func add(_ row: CSVRow, of table: CSVTable, _ lines: inout [String: Int]) {
        let number = table.text(row, "number").trimmingCharacters(in: .whitespacesAndNewlines)
        let name = table.text(row, "name").trimmingCharacters(in: .whitespacesAndNewlines)
        let before = problems.count
        if !(1...40).contains(number.count) || !number.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) {
            problem("number", "a candidate number has 1 to 40 letters, digits or hyphens", row, table)
        } else if let line = lines[number] {
            problem("number", "the number \(number) stands in line \(line) too", row, table)
        }
        if !(1...200).contains(name.count) { problem("name", "a name has 1 to 200 characters", row, table) }
        var adjustments: [Adjustment] = []
        if let percent = amount("extra time", in: 0...900, row, table), percent > 0 {
            adjustments.append(.extraTime(percent: percent))
        }
        if let minutes = amount("extra minutes", in: 0...1440, row, table), minutes > 0 {
            adjustments.append(.extraMinutes(minutes))
        }
        lines[number] = lines[number] ?? row.line
        guard problems.count == before else { return }
        candidates.append(IncomingCandidate(number: number, name: name, adjustments: adjustments))
    }

    private mutating func amount(
        _ column: String,
        in range: ClosedRange<Int>,
        _ row: CSVRow,
        _ table: CSVTable
    ) -> Int? {
        guard table.column(column) != nil else { return nil }
        let text = table.text(row, column).trimmingCharacters(in: CharacterSet(charactersIn: " %\t"))
        guard !text.isEmpty else { return nil }
        guard let amount = Int(text), range.contains(amount) else {
            problem(column, "a whole number from \(range.lowerBound) to \(range.upperBound) is needed", row, table)
            return nil
        }
        return amount
    }

    private mutating func problem(_ column: String, _ message: String, _ row: CSVRow, _ table: CSVTable) {
        let place = table.column(column).flatMap { row.cells.indices.contains($0) ? row.cells[$0].column : nil }
        problems.append(Finding("row.\(column.replacing(" ", with: "-"))", message, line: row.line, column: place ?? 0))
    }
}
