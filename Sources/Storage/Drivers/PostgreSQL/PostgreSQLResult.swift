#if PostgreSQL
import CPostgreSQL
import Foundation

/// What the server answered to one statement, freed with this value.
final class PostgreSQLResult {
    let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// The command tag without its counts, such as `COMMIT` or `INSERT`.
    var tag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// Rows inserted, updated or deleted; 0 for a SELECT.
    var changedRows: Int {
        guard !tag.hasPrefix("SELECT") else { return 0 }
        return PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func rows(for sql: StaticString) throws -> [Row] {
        let count = PQnfields(pointer)
        let columns = Row.Columns(
            names: (0..<count).map { column in PQfname(pointer, column).map { String(cString: $0) } ?? "" },
            sql: sql
        )
        return try (0..<PQntuples(pointer)).map { row in
            Row(columns: columns, values: try (0..<count).map { try value(row, $0) })
        }
    }

    private func value(_ row: CInt, _ column: CInt) throws -> SQLValue {
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column)))
        switch PQftype(pointer, column) {
        case PostgreSQLType.int8: return .integer(Self.integer(Int64.self, bytes))
        case PostgreSQLType.int4: return .integer(Int64(Self.integer(Int32.self, bytes)))
        case PostgreSQLType.int2: return .integer(Int64(Self.integer(Int16.self, bytes)))
        case PostgreSQLType.bool: return .integer(bytes.first == 1 ? 1 : 0)
        case PostgreSQLType.float8: return .real(Double(bitPattern: Self.integer(UInt64.self, bytes)))
        case PostgreSQLType.float4: return .real(Double(Float(bitPattern: Self.integer(UInt32.self, bytes))))
        case PostgreSQLType.text, PostgreSQLType.varchar, PostgreSQLType.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgreSQLType.bytea: return .bytes(Data(bytes))
        case PostgreSQLType.numeric: return try Self.numeric(bytes)
        case PostgreSQLType.void: return .null
        case let other: throw StorageError.badStatement("a column of type \(other), which SQLite does not have")
        }
    }

    private static func integer<Number: FixedWidthInteger>(
        _ type: Number.Type,
        _ bytes: UnsafeRawBufferPointer
    ) -> Number {
        guard bytes.count == MemoryLayout<Number>.size else { return 0 }
        return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
    }

    /// SUM and AVG of integers are NUMERIC: a sign, and digits to the base 10,000 from `weight` downwards.
    ///
    /// Source: PostgreSQL, src/backend/utils/adt/numeric.c, `numeric_send`.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) throws -> SQLValue {
        let words = stride(from: 0, to: bytes.count - 1, by: 2).map { offset in
            Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))
        }
        guard words.count >= 4, words[2] == 0 || words[2] == 0x4000 else {
            throw StorageError.badValue("a NUMERIC that is not finite")
        }
        let (digits, weight, sign) = (words.dropFirst(4), Int(words[1]), words[2] == 0 ? 1 : -1)
        if digits.count <= weight + 1 {
            var whole = Int64(0)
            var overflows = false
            for place in 0..<max(weight + 1, 0) {
                let digit = place < digits.count ? Int64(digits[digits.startIndex + place]) : 0
                let (product, first) = whole.multipliedReportingOverflow(by: 10_000)
                let (sum, second) = product.addingReportingOverflow(Int64(sign) * digit)
                overflows = overflows || first || second
                whole = sum
            }
            guard !overflows else { throw StorageError.badValue("a sum beyond 64 bits") }
            return .integer(whole)
        }
        let whole = digits.prefix(max(weight + 1, 0)).map(padded).joined()
        let zeros = String(repeating: "0000", count: max(-weight - 1, 0))
        let fraction = zeros + digits.dropFirst(max(weight + 1, 0)).map(padded).joined()
        let text = "0\(whole).\(fraction)"
        guard let number = Double((sign < 0 ? "-" : "") + text) else {
            throw StorageError.badValue("a NUMERIC that is no number")
        }
        return .real(number)
    }

    private static func padded(_ digit: Int16) -> String {
        let text = String(digit)
        return String(repeating: "0", count: 4 - text.count) + text
    }
}
#endif
