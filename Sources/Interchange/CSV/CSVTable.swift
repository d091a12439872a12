public import Foundation

/// A table as a spreadsheet or register office exports it: a heading row and rows of text, each cell with its place.
///
/// Read by RFC 4180 with what spreadsheets really write: comma, semicolon or tab, a byte-order mark, `sep=;` as the
/// first line, UTF-16, line breaks inside quotes. Cells are text, whatever they look like. All problems are listed.
public struct CSVTable: Sendable {
    public var header: [CSVCell]
    public var rows: [CSVRow]
    /// What is wrong with the table as a whole; problems of a row stand with the row.
    public var problems: [Finding]
    public var delimiter: Character

    /// Bounds on what is read; the rest is refused with a problem.
    public struct Limits: Hashable, Sendable {
        public var bytes = 32 << 20
        public var rows = 200_000
        public var columns = 500
        public var cells = 2_000_000
        public var cellBytes = 1 << 20

        public init() {}
    }

    /// Reads the table in `bytes`; a table that cannot be read at all has problems and no rows.
    public init(_ bytes: Data, limits: Limits = Limits()) {
        header = []
        rows = []
        problems = []
        delimiter = ","
        guard bytes.count <= limits.bytes else {
            problems.append(Finding("csv.size", "the file is larger than \(limits.bytes) bytes"))
            return
        }
        guard let text = Self.text(of: bytes) else {
            let line = Self.lineOfBrokenText(bytes)
            problems.append(
                Finding("csv.encoding", "the text is not UTF-8; save the table as “CSV UTF-8”", line: line)
            )
            return
        }
        var parser = CSVParser(text, limits: limits)
        delimiter = Character(Unicode.Scalar(parser.delimiter))
        guard let first = parser.next() else {
            problems.append(Finding("csv.empty", "the table is empty", line: 1, column: 1))
            return
        }
        readHeader(first)
        var cells = 0
        while let row = parser.next() {
            let fitted = fitted(row)
            cells += fitted.cells.count
            guard rows.count < limits.rows, cells <= limits.cells else {
                let message = "more than \(limits.rows) rows or \(limits.cells) cells"
                problems.append(Finding("csv.rows", message, line: row.line, column: 1))
                return
            }
            rows.append(fitted)
        }
    }

    private mutating func readHeader(_ row: CSVRow) {
        header = row.cells
        problems += row.problems
        // Spreadsheets often export empty columns at the right edge.
        while let last = header.last, last.text.isEmpty { header.removeLast() }
        var seen: Set<String> = []
        for cell in header {
            if cell.text.isEmpty {
                problems.append(
                    Finding("csv.heading", "a column has no heading", line: cell.line, column: cell.column)
                )
            } else if !seen.insert(Self.columnName(cell.text)).inserted {
                let message = "two columns are called “\(cell.text.prefix(60))”"
                problems.append(Finding("csv.heading", message, line: cell.line, column: cell.column))
            }
        }
    }

    private func fitted(_ row: CSVRow) -> CSVRow {
        var row = row
        while row.cells.count > header.count, let last = row.cells.last, last.text.isEmpty { row.cells.removeLast() }
        if row.cells.count != header.count {
            let message = "the row has \(row.cells.count) cells, the heading has \(header.count)"
            row.problems.append(Finding("csv.cells", message, line: row.line, column: 1))
        }
        return row
    }

    /// A heading as columns are looked up by: lower case, with hyphens for blanks and underscores.
    public static func columnName(_ heading: String) -> String {
        let words = heading.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" || $0 == "\n" }
        return words.joined(separator: "-")
    }

    /// The position of the column called `name`, as ``columnName(_:)`` writes it.
    public func column(_ name: String) -> Int? { header.firstIndex { Self.columnName($0.text) == name } }

    /// The text of the cell of `row` under the heading `name`; empty when there is none.
    public func text(_ row: CSVRow, _ name: String) -> String {
        guard let index = column(name), index < row.cells.count else { return "" }
        return row.cells[index].text
    }

    /// The text of a file in UTF-8, or in UTF-16 with a byte-order mark; `nil` for anything else.
    public static func text(of bytes: Data) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            // UTF-32 begins with the same mark.
            guard bytes.count % 2 == 0, !bytes.starts(with: [0xFF, 0xFE, 0, 0]) else { return nil }
            let isLittle = bytes.first == 0xFF
            let pairs = Array(bytes.dropFirst(2))
            let units = stride(from: 0, to: pairs.count, by: 2).map { index in
                let (first, second) = (UInt16(pairs[index]), UInt16(pairs[index + 1]))
                return isLittle ? second << 8 | first : first << 8 | second
            }
            // Half of a surrogate pair is no text, and nobody's name.
            return String(validating: units, as: UTF16.self)
        }
        // UTF-16 without its mark is valid UTF-8 full of NULs; a heading begins with two characters.
        guard !bytes.prefix(2).contains(0) else { return nil }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return String(validating: hasMark ? bytes.dropFirst(3) : bytes, as: UTF8.self)
    }

    static func lineOfBrokenText(_ bytes: Data) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return 1
    }
}

/// One row of a table and what is wrong with it.
public struct CSVRow: Hashable, Sendable {
    public var cells: [CSVCell]
    public var line: Int
    public var problems: [Finding]
}

/// The text of a cell and where it starts, counted from 1; columns are characters of the line.
public struct CSVCell: Hashable, Sendable {
    public var text: String
    public var line: Int
    public var column: Int
}
