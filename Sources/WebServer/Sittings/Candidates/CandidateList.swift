import Assessment
import Foundation
import Interchange
import Storage

/// A candidate list as CSV: `number`, `name`, and optionally `extra time` (per cent) and `extra minutes`.
///
/// Names are kept as they are written, in any script; only blanks around them go. The header decides which column is
/// which; further columns are named and left out. A column that is not there keeps what is stored, an empty cell of one
/// that is there takes it away. The text is UTF-8, or UTF-16 with its mark ("Unicode text" of Excel).
struct CandidateList: Sendable {
    private(set) var candidates: [IncomingCandidate] = []
    /// What is wrong, with line and column; with any, nothing may be imported.
    private(set) var problems: [Finding] = []
    /// Columns that nobody reads.
    private(set) var ignored: [String] = []

    static let columns = Column.allCases.map(\.rawValue)
    /// A list is one turn of the writer, for which the saves of running exams wait.
    static let mostRows = 5000

    private enum Column: String, CaseIterable {
        case number, name
        case extraTime = "extra time"
        case extraMinutes = "extra minutes"

        /// As a table looks its headings up.
        var key: String { CSVTable.columnName(rawValue) }
    }

    /// Where the table has each column; looked up once, not for each row.
    private var places: [Column: Int] = [:]

    init(_ bytes: Data) {
        var limits = CSVTable.Limits()
        limits.rows = Self.mostRows
        let table = CSVTable(bytes, limits: limits)
        problems = table.problems.map { Self.named($0, in: table) } + table.rows.flatMap(\.problems)
        for column in Column.allCases { places[column] = table.column(column.key) }
        for needed in [Column.number, .name] where places[needed] == nil {
            problems.append(Finding("column.missing", "the column “\(needed.rawValue)” is missing", line: 1))
        }
        let known = Set(Column.allCases.map(\.key))
        ignored = table.header.map { CSVTable.columnName($0.text) }.filter { !known.contains($0) && !$0.isEmpty }
        guard problems.isEmpty else { return }
        var lines: [String: Int] = [:]
        for row in table.rows { add(row, &lines) }
        if candidates.isEmpty, problems.isEmpty {
            problems.append(Finding("list.empty", "the list has no candidates", line: 1))
        }
    }

    /// The problem of the table in the words of a candidate list.
    private static func named(_ problem: Finding, in table: CSVTable) -> Finding {
        guard problem.code == "csv.rows", table.rows.count == mostRows else { return problem }
        return Finding(
            "list.long",
            "a list has at most \(mostRows) candidates; split it, and take the parts in one after the other",
            line: problem.line,
            column: problem.column
        )
    }

    private mutating func add(_ row: CSVRow, _ lines: inout [String: Int]) {
        let number = text(.number, row).trimmingCharacters(in: .whitespacesAndNewlines)
        let name = text(.name, row).trimmingCharacters(in: .whitespacesAndNewlines)
        let before = problems.count
        if !(1...40).contains(number.count) || !number.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) {
            problem(.number, "a candidate number has 1 to 40 letters, digits or hyphens", row)
        } else if let line = lines[number] {
            problem(.number, "the number \(number) stands in line \(line) too", row)
        }
        if !(1...200).contains(name.count) { problem(.name, "a name has 1 to 200 characters", row) }
        var adjustments: [Adjustment] = []
        var decides: Set<AdjustmentKind> = []
        if let percent = amount(.extraTime, in: 0...900, row) {
            decides.insert(.extraTime)
            if percent > 0 { adjustments.append(.extraTime(percent: percent)) }
        }
        if let minutes = amount(.extraMinutes, in: 0...1440, row) {
            decides.insert(.extraMinutes)
            if minutes > 0 { adjustments.append(.extraMinutes(minutes)) }
        }
        lines[number] = lines[number] ?? row.line
        guard problems.count == before else { return }
        candidates.append(IncomingCandidate(number: number, name: name, adjustments: adjustments, decides: decides))
    }

    private func text(_ column: Column, _ row: CSVRow) -> String {
        guard let place = places[column], row.cells.indices.contains(place) else { return "" }
        return row.cells[place].text
    }

    /// The number of a cell, 0 where it is empty; `nil` where the list has no such column.
    private mutating func amount(_ column: Column, in range: ClosedRange<Int>, _ row: CSVRow) -> Int? {
        guard places[column] != nil else { return nil }
        let text = text(column, row).trimmingCharacters(in: CharacterSet(charactersIn: " %\t"))
        guard !text.isEmpty else { return 0 }
        guard let amount = Int(text), range.contains(amount) else {
            problem(column, "a whole number from \(range.lowerBound) to \(range.upperBound) is needed", row)
            return nil
        }
        return amount
    }

    private mutating func problem(_ column: Column, _ message: String, _ row: CSVRow) {
        let place = places[column].flatMap { row.cells.indices.contains($0) ? row.cells[$0].column : nil }
        problems.append(Finding("row.\(column.key)", message, line: row.line, column: place ?? 0))
    }
}
