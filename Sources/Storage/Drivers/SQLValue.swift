public import Foundation

/// One value on its way into or out of the database.
///
/// Both databases keep exactly these five; instants are milliseconds since 1970 UTC in a BIGINT column, yes and no
/// are 1 and 0.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes(Data)

    /// The instant, cut to whole milliseconds.
    public static func instant(_ date: Date) -> SQLValue { .integer(date.millisecondsSince1970) }

    public static func boolean(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    public static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }

    public static func optional<Value>(_ value: Value?, _ make: (Value) -> SQLValue) -> SQLValue {
        value.map(make) ?? .null
    }

    /// Refuses what only one of the two databases would keep: a NUL in a text and numbers that are not finite.
    func check() throws(StorageError) {
        switch self {
        case .text(let text) where Self.hasNUL(text):
            throw .badValue("a text with a NUL character")
        case .real(let number) where !number.isFinite:
            throw .badValue("a number that is not finite")
        case .null, .integer, .real, .text, .bytes:
            return
        }
    }

    private static func hasNUL(_ text: String) -> Bool {
        // Every bound text passes here, so the usual case is one memchr.
        text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        } ?? text.utf8.contains(0)
    }
}

extension Date {
    /// Whole milliseconds since 1970 UTC, rounded to the nearest; the first or last there is beyond 292 million years.
    var millisecondsSince1970: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        return Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max)
    }

    init(millisecondsSince1970 milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// The same instant as the database keeps it.
    var inMilliseconds: Date { Date(millisecondsSince1970: millisecondsSince1970) }
}
