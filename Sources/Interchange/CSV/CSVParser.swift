/// Cuts text into records and cells; always moves forward.
///
/// Source: RFC 4180, section 2, with other delimiters and line feeds alone.
struct CSVParser {
    let delimiter: UInt8
    private let bytes: [UInt8]
    private let limits: CSVTable.Limits
    private var position = 0
    private var line = 1
    private var column = 1

    init(_ text: String, limits: CSVTable.Limits) {
        bytes = Array(text.utf8)
        self.limits = limits
        if let named = Self.namedDelimiter(bytes) {
            delimiter = named.delimiter
            position = named.length
            line = 2
        } else {
            delimiter = Self.likelyDelimiter(bytes)
        }
    }

    /// The next record that is not blank; `nil` at the end.
    mutating func next() -> CSVRow? {
        while position < bytes.count {
            let row = record()
            if row.cells.contains(where: { !$0.text.isEmpty }) || !row.problems.isEmpty { return row }
        }
        return nil
    }

    private mutating func record() -> CSVRow {
        var row = CSVRow(cells: [], line: line, problems: [])
        while true {
            let cell = readCell(problems: &row.problems)
            if row.cells.count < limits.columns {
                row.cells.append(cell)
            } else if row.cells.count == limits.columns, row.problems.last?.code != "csv.columns" {
                let message = "more than \(limits.columns) columns"
                row.problems.append(Finding("csv.columns", message, line: cell.line, column: cell.column))
            }
            guard position < bytes.count, bytes[position] == delimiter else { break }
            step()
        }
        passLineEnd()
        return row
    }

    private mutating func readCell(problems: inout [Finding]) -> CSVCell {
        let (startLine, startColumn) = (line, column)
        var text: [UInt8] = []
        if peek == UInt8(ascii: "\"") {
            readQuoted(into: &text, problems: &problems)
            if !isAtEndOfCell {
                problems.append(
                    Finding("csv.quote", "text stands behind a closing quote", line: line, column: column)
                )
            }
        }
        while !isAtEndOfCell {
            if bytes[position] == UInt8(ascii: "\""), problems.last?.code != "csv.quote" {
                let message = "a quote stands inside a cell that is not quoted"
                problems.append(Finding("csv.quote", message, line: line, column: column))
            }
            text.append(bytes[position])
            step()
        }
        if text.contains(0) {
            problems.append(Finding("csv.nul", "a cell holds a NUL", line: startLine, column: startColumn))
        }
        if text.count > limits.cellBytes {
            let message = "a cell is longer than \(limits.cellBytes) bytes"
            problems.append(Finding("csv.cell", message, line: startLine, column: startColumn))
            text = []
        }
        return CSVCell(text: String(decoding: text, as: UTF8.self), line: startLine, column: startColumn)
    }

    private mutating func readQuoted(into text: inout [UInt8], problems: inout [Finding]) {
        let (startLine, startColumn) = (line, column)
        step()
        while let byte = peek {
            step()
            guard byte == UInt8(ascii: "\"") else {
                text.append(byte)
                continue
            }
            guard peek == UInt8(ascii: "\"") else { return }
            text.append(byte)
            step()
        }
        problems.append(
            Finding("csv.quote", "a quote is opened here and never closed", line: startLine, column: startColumn)
        )
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private var isAtEndOfCell: Bool {
        guard let byte = peek else { return true }
        return byte == delimiter || byte == 0x0A || byte == 0x0D
    }

    private mutating func step() {
        let byte = bytes[position]
        position += 1
        if byte == 0x0A || (byte == 0x0D && peek != 0x0A) {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func passLineEnd() {
        if peek == 0x0D {
            step()
            if peek == 0x0A { step() }
        } else if peek == 0x0A {
            step()
        }
    }

    // MARK: - Delimiters

    /// The delimiter of a first line `sep=;`, which spreadsheets write for each other.
    private static func namedDelimiter(_ bytes: [UInt8]) -> (delimiter: UInt8, length: Int)? {
        guard bytes.count > 5, bytes.starts(with: "sep=".utf8),
            [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].contains(bytes[4])
        else { return nil }
        var end = 5
        if bytes[end] == 0x0D { end += 1 }
        guard end < bytes.count, bytes[end] == 0x0A else { return nil }
        return (bytes[4], end + 1)
    }

    /// The one of comma, semicolon and tab that stands most often in the first record, outside quotes.
    private static func likelyDelimiter(_ bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                // Blank lines before the heading say nothing.
                guard counts.isEmpty else { break }
                continue
            }
            counts[byte, default: 0] += 1
        }
        let comma = UInt8(ascii: ",")
        return [UInt8(ascii: ";"), 0x09].reduce(comma) { best, other in
            counts[other, default: 0] > counts[best, default: 0] ? other : best
        }
    }
}
