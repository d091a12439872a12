public import Foundation

/// Writes rows as comma-separated text that no spreadsheet takes for formulas.
///
/// Every field is quoted, lines end with CR LF, the text is UTF-8 behind a byte-order mark, without which spreadsheets
/// guess the encoding. A field that starts like a formula gets an apostrophe before it; ``unguarded(_:)`` takes it away.
///
/// Source: RFC 4180; rule I7 of the threat model.
public struct CSVWriter: Sendable {
    private let columns: Int

    /// The bytes that a file starts with.
    public let head: Data

    /// A writer of rows under `header`.
    public init(header: [String]) {
        columns = header.count
        head = Data([0xEF, 0xBB, 0xBF]) + Self.line(header)
    }

    /// The bytes of one row; it must have as many cells as the heading.
    public func row(_ cells: [String]) -> Data {
        precondition(cells.count == columns, "a row must fit its heading")
        return Self.line(cells)
    }

    private static func line(_ cells: [String]) -> Data {
        let fields = cells.map { "\"\(guarded($0).replacing("\"", with: "\"\""))\"" }
        return Data((fields.joined(separator: ",") + "\r\n").utf8)
    }

    /// Returns `text` with an apostrophe before it when a spreadsheet would compute it.
    ///
    /// Text that already starts with apostrophes before such a character gets one more, so that nothing is ambiguous.
    public static func guarded(_ text: String) -> String { startsLikeFormula(text) ? "'" + text : text }

    /// Takes away what ``guarded(_:)`` added.
    public static func unguarded(_ text: String) -> String {
        text.unicodeScalars.first == "'" && startsLikeFormula(text)
            ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
    }

    private static func startsLikeFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first(where: { $0 != "'" }) {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
