import Foundation
import Testing

@testable import Storage

@Suite struct RowTests {
    private static func row(_ value: SQLValue) -> Row {
        let columns = Row.Columns(names: ["id", "seats"], sql: "SELECT id, seats\nFROM sitting")
        return Row(columns: columns, values: [.null, value])
    }

    @Test func `a wrong type names table, column and both types`() throws {
        let error = StorageError.wrongColumn(
            table: "sitting",
            column: "seats",
            problem: "holds a text, not an integer"
        )
        #expect(throws: error) { try Self.row(.text("many")).integer("seats") }
    }

    @Test func `a missing column is named`() throws {
        let error = StorageError.wrongColumn(table: "sitting", column: "room", problem: "is not in the answer")
        #expect(throws: error) { try Self.row(.null).text("room") }
    }

    @Test func `null is an error unless it is asked for`() throws {
        #expect(throws: StorageError.self) { try Self.row(.null).text("seats") }
        let row = Self.row(.null)
        #expect(try row.ifPresent("seats", row.text) == nil)
        let other = Self.row(.text("A1"))
        #expect(try other.ifPresent("seats", other.text) == "A1")
    }

    @Test func `yes and no are one and nought and nothing else`() throws {
        #expect(try Self.row(.boolean(true)).boolean("seats"))
        #expect(try !Self.row(.boolean(false)).boolean("seats"))
        #expect(throws: StorageError.self) { try Self.row(.integer(Int64(2))).boolean("seats") }
    }

    @Test(arguments: [0, 0.001, 1_790_000_000.123, -86_400.5, 253_402_300_799.999])
    func `instants are kept to the millisecond`(seconds: Double) throws {
        let instant = Date(timeIntervalSince1970: seconds)
        let kept = try Self.row(.instant(instant)).instant("seats")
        #expect(abs(kept.timeIntervalSince(instant)) < 0.0005)
        #expect(kept.inMilliseconds == kept)
        #expect(SQLValue.instant(kept) == .instant(instant))
    }

    @Test func `instants beyond all calendars do not trap`() {
        #expect(SQLValue.instant(Date(timeIntervalSince1970: 1e300)) == .integer(Int64.max))
        #expect(SQLValue.instant(Date(timeIntervalSince1970: -1e300)) == .integer(Int64.min))
    }
}
