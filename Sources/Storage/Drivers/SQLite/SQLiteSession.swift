import Foundation
import GRDB
import GRDBSQLite

/// One transaction on a GRDB connection.
///
/// GRDB prepares and keeps the statements; binding and stepping go straight to SQLite, because GRDB binds `$1` by name
/// only through a dictionary a call, and saves pay for that.
final class SQLiteSession: Session {
    let dialect = Dialect.sqlite
    var failure: (any Error)?
    private let database: GRDB.Database
    private let isReading: Bool
    /// Statements of this transaction by the address of their literal: a commit of many saves runs few of them.
    private var prepared: [UnsafeRawPointer: Prepared] = [:]

    init(_ database: GRDB.Database, isReading: Bool) {
        self.database = database
        self.isReading = isReading
    }

    func execute(_ sql: StaticString, _ values: [SQLValue]) throws -> Int {
        try step(sql, values) { _ in }
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    func rows(_ sql: StaticString, _ values: [SQLValue]) throws -> [Row] {
        var rows: [Row] = []
        var columns: Row.Columns?
        try step(sql, values) { statement in
            let count = sqlite3_column_count(statement)
            let header = columns ?? Row.Columns(names: Self.names(statement, count), sql: sql)
            columns = header
            var values: [SQLValue] = []
            values.reserveCapacity(Int(count))
            for index in 0..<count { values.append(Self.value(statement, index)) }
            rows.append(Row(columns: header, values: values))
        }
        return rows
    }

    func run(script: String) throws {
        do { try database.execute(sql: script) } catch { throw Self.translated(error) }
    }

    private func step(_ sql: StaticString, _ values: [SQLValue], _ each: (OpaquePointer) -> Void) throws {
        let prepared = try prepare(sql)
        guard prepared.valueCount == values.count else {
            throw StorageError.badStatement("placeholders and values do not match")
        }
        let statement = prepared.statement.sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, number) in prepared.numbers.enumerated() {
            let value = values[number - 1]
            try value.check()
            guard Self.bind(value, to: statement, at: CInt(index + 1)) == SQLITE_OK else { throw lastError() }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: each(statement)
            case SQLITE_DONE: return
            default: throw lastError()
            }
        }
    }

    private func prepare(_ sql: StaticString) throws -> Prepared {
        let address = UnsafeRawPointer(sql.utf8Start)
        if let known = prepared[address] { return known }
        let statement: Statement
        do { statement = try database.cachedStatement(sql: sql.description) } catch { throw Self.translated(error) }
        guard !isReading || statement.isReadonly else { throw StorageError.badStatement("a reader cannot write") }
        let new = try Prepared(statement)
        prepared[address] = new
        return new
    }

    /// A statement and which value goes to which of its parameters.
    private struct Prepared {
        let statement: Statement
        /// SQLite numbers `$1`, `$2` by first appearance, so each parameter's name says which value it wants.
        let numbers: [Int]
        let valueCount: Int

        init(_ statement: Statement) throws {
            self.statement = statement
            numbers = try (0..<sqlite3_bind_parameter_count(statement.sqliteStatement)).map { position in
                guard let name = sqlite3_bind_parameter_name(statement.sqliteStatement, position + 1),
                    let number = SQLiteSession.number(in: name)
                else { throw StorageError.badStatement("a placeholder that is not $1, $2 …") }
                return number
            }
            valueCount = numbers.count
            guard Set(numbers) == Set(1..<(valueCount + 1)) else {
                throw StorageError.badStatement("placeholders and values do not match")
            }
        }
    }

    /// The `12` of `$12`.
    private static func number(in name: UnsafePointer<CChar>) -> Int? {
        guard name[0] == CChar(UInt8(ascii: "$")) else { return nil }
        var number = 0
        var digit = name + 1
        while digit.pointee != 0 {
            guard case 48...57 = digit.pointee else { return nil }
            number = number * 10 + Int(digit.pointee - 48)
            digit += 1
        }
        return number
    }

    private static func bind(_ value: SQLValue, to statement: OpaquePointer, at index: CInt) -> CInt {
        // SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies the bytes at once.
        let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let number):
            return sqlite3_bind_int64(statement, index, number)
        case .real(let number):
            return sqlite3_bind_double(statement, index, number)
        case .text(""):
            return sqlite3_bind_text(statement, index, "", 0, copying)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { bytes in
                    sqlite3_bind_text64(
                        statement,
                        index,
                        bytes.baseAddress,
                        UInt64(bytes.count),
                        copying,
                        UInt8(SQLITE_UTF8)
                    )
                }
            }
        case .bytes(let data):
            guard !data.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return data.withUnsafeBytes { bytes in
                sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), copying)
            }
        }
    }

    private static func names(_ statement: OpaquePointer, _ count: CInt) -> [String] {
        (0..<count).map { index in sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "" }
    }

    private static func value(_ statement: OpaquePointer, _ index: CInt) -> SQLValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(statement, index) else { return .text("") }
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(statement, index) else { return .bytes(Data()) }
            return .bytes(Data(bytes: start, count: Int(sqlite3_column_bytes(statement, index))))
        default:
            return .null
        }
    }

    private func lastError() -> any Error {
        let connection = database.sqliteConnection
        return Self.translated(
            DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection))
            )
        )
    }

    /// Leaves those as they are that the driver must see: faults of the disk, and cancelling.
    private static func translated(_ error: any Error) -> any Error {
        guard let failure = error as? DatabaseError else { return error }
        return switch failure.resultCode {
        case .SQLITE_IOERR, .SQLITE_INTERRUPT: failure
        default: StorageError(sqlite: failure)
        }
    }
}
