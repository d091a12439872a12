public import Foundation

/// One row of an answer, read by column name.
///
/// Every getter throws ``StorageError/wrongColumn(table:column:problem:)`` when the column is missing, is null where
/// that is not asked for, or holds another type.
public struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    public func integer(_ column: String) throws -> Int64 {
        switch try value(column) {
        case .integer(let value): value
        case let other: throw wrong(column, other, wanted: "an integer")
        }
    }

    public func text(_ column: String) throws -> String {
        switch try value(column) {
        case .text(let value): value
        case let other: throw wrong(column, other, wanted: "a text")
        }
    }

    public func bytes(_ column: String) throws -> Data {
        switch try value(column) {
        case .bytes(let value): value
        case let other: throw wrong(column, other, wanted: "bytes")
        }
    }

    /// A number; whole numbers count too, since databases differ in what AVG and SUM of integers are.
    public func real(_ column: String) throws -> Double {
        switch try value(column) {
        case .real(let value): value
        case .integer(let value): Double(value)
        case let other: throw wrong(column, other, wanted: "a number")
        }
    }

    public func instant(_ column: String) throws -> Date { Date(millisecondsSince1970: try integer(column)) }

    public func boolean(_ column: String) throws -> Bool {
        switch try integer(column) {
        case 0: false
        case 1: true
        case let other: throw columns.wrong(column, "holds \(other), not 0 or 1")
        }
    }

    public func isNull(_ column: String) throws -> Bool { try value(column) == .null }

    /// What `get` reads from the column, or `nil` where it is null: `try row.ifPresent("ended_at", row.instant)`.
    public func ifPresent<Value>(_ column: String, _ get: (String) throws -> Value) throws -> Value? {
        try isNull(column) ? nil : get(column)
    }

    public func value(_ column: String) throws -> SQLValue {
        guard let index = columns.names.firstIndex(of: column) else {
            throw columns.wrong(column, "is not in the answer")
        }
        return values[index]
    }

    private func wrong(_ column: String, _ value: SQLValue, wanted: String) -> StorageError {
        let found =
            switch value {
            case .null: "null"
            case .integer: "an integer"
            case .real: "a number with a fraction"
            case .text: "a text"
            case .bytes: "bytes"
            }
        return columns.wrong(column, "holds \(found), not \(wanted)")
    }

    /// The column names of one answer, shared by its rows.
    final class Columns: Sendable {
        let names: [String]
        private let sql: StaticString

        init(names: [String], sql: StaticString) {
            self.names = names
            self.sql = sql
        }

        func wrong(_ column: String, _ problem: String) -> StorageError {
            .wrongColumn(table: table, column: column, problem: problem)
        }

        /// The word after the first FROM, INTO or UPDATE: good enough to say where to look.
        private var table: String {
            let words = sql.description.split(whereSeparator: \.isWhitespace)
            guard let verb = words.firstIndex(where: { ["FROM", "INTO", "UPDATE"].contains($0) }),
                words.indices.contains(verb + 1)
            else { return "?" }
            return String(words[verb + 1])
        }
    }
}
