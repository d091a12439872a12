import Foundation
import Testing

@testable import Storage

/// The contract of every driver: the same statements give the same answers and the same errors.
@Suite struct DatabaseTests {
    #if PostgreSQL
    @Test(.enabled(if: TestDatabase.address != nil, "AVICENNA_TEST_POSTGRES is not set: PostgreSQL was not tested"))
    func `the contract runs on PostgreSQL too`() async throws {
        #expect(TestDatabase.all.contains(.postgreSQL))
        try await TestDatabase.postgreSQL.with { #expect($0.dialect == .postgreSQL) }
    }
    #endif

    private static let values: [SQLValue] = [
        .null, .integer(0), .integer(Int64.min), .integer(Int64.max), .real(0.1), .real(-1e300), .text(""),
        .text("aorta"), .text("é e\u{301} 🫀 עברית"), .bytes(Data()), .bytes(Data(0...255)), .boolean(true),
        .text(String(repeating: "a long answer ", count: 50_000)),
    ]

    private static func column(for value: SQLValue) -> StaticString {
        switch value {
        case .null, .integer: "INSERT INTO kept (id, whole) VALUES ($1, $2)"
        case .real: "INSERT INTO kept (id, fraction) VALUES ($1, $2)"
        case .text: "INSERT INTO kept (id, words) VALUES ($1, $2)"
        case .bytes: "INSERT INTO kept (id, octets) VALUES ($1, $2)"
        }
    }

    private static let kept: StaticString =
        "CREATE TABLE kept (id BIGINT PRIMARY KEY, whole BIGINT, fraction DOUBLE PRECISION, words TEXT, octets BYTEA)"

    @Test(arguments: TestDatabase.all)
    func `every value comes back as it was stored`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { transaction in
                try transaction.execute(Self.kept)
                for (id, value) in Self.values.enumerated() {
                    try transaction.execute(Self.column(for: value), [.integer(id), value])
                }
            }
            let rows = try await database.read { try $0.rows("SELECT * FROM kept ORDER BY id") }
            #expect(rows.count == Self.values.count)
            for (row, value) in zip(rows, Self.values) {
                let column =
                    switch value {
                    case .null, .integer: "whole"
                    case .real: "fraction"
                    case .text: "words"
                    case .bytes: "octets"
                    }
                #expect(try row.value(column) == value)
            }
            // Swift holds é and e + accent for equal; the database must not have changed one into the other.
            let accented = try await database.read { try $0.row("SELECT words FROM kept WHERE id = $1", [.integer(8)]) }
            #expect(try accented.map { Array(try $0.text("words").utf8) } == Array("é e\u{301} 🫀 עברית".utf8))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a placeholder stands for the value of its number, in any order and as often as it is used`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let row = try await database.read { transaction in
                try transaction.row(
                    """
                    SELECT $2 || $1 AS turned, $1 || $1 AS twice, $11 AS eleventh, $3 + $3 * $4 AS sum
                    WHERE $5 = 5 AND $6 = 6 AND $7 = 7 AND $8 = 8 AND $9 = 9 AND $10 = 10
                    """,
                    [.text("a"), .text("b"), .integer(3), .integer(4)] + (5...11).map { .integer($0) }
                )
            }
            #expect(try row?.text("turned") == "ba")
            #expect(try row?.text("twice") == "aa")
            #expect(try row?.integer("eleventh") == 11)
            #expect(try row?.integer("sum") == 15)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `values that do not match the placeholders are refused`(kind: TestDatabase) async throws {
        try await kind.with { database in
            for values in [[], [SQLValue.integer(1)], (0..<3).map { .integer($0) }] {
                await #expect(throws: StorageError.self) {
                    try await database.read { try $0.rows("SELECT CAST($1 AS BIGINT) AS a, $2 AS b", values) }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.all, [SQLValue.text("a\0b"), .real(.nan), .real(.infinity)])
    func `what only one database would keep is refused`(kind: TestDatabase, value: SQLValue) async throws {
        try await kind.with { database in
            await #expect {
                try await database.read { try $0.rows("SELECT $1 AS a", [value]) }
            } throws: {
                if case StorageError.badValue = $0 { true } else { false }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `each constraint is refused under its own name and leaves nothing behind`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE school (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
                try transaction.execute(
                    """
                    CREATE TABLE sitting (
                        id BIGINT PRIMARY KEY,
                        school BIGINT REFERENCES school (id),
                        seats BIGINT CHECK (seats > 0)
                    )
                    """
                )
                try transaction.execute("INSERT INTO school (id, name) VALUES (1, 'Salerno')")
            }
            let refused: [(StaticString, isConflict: Bool)] = [
                ("INSERT INTO school (id, name) VALUES (1, 'Bologna')", true),
                ("INSERT INTO school (id, name) VALUES (2, 'Salerno')", true),
                ("INSERT INTO school (id, name) VALUES (3, NULL)", false),
                ("INSERT INTO sitting (id, school) VALUES (1, 9)", false),
                ("INSERT INTO sitting (id, seats) VALUES (1, 0)", false),
            ]
            for (statement, isConflict) in refused {
                await #expect {
                    try await database.write { transaction in
                        try transaction.execute("INSERT INTO school (id, name) VALUES (7, 'Montpellier')")
                        try transaction.execute(statement)
                    }
                } throws: { error in
                    switch error {
                    case StorageError.conflict: isConflict
                    case StorageError.constraint: !isConflict
                    default: false
                    }
                }
            }
            let left = try await database.read { try $0.row("SELECT COUNT(*) AS n FROM school") }
            #expect(try left?.integer("n") == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a swallowed error still fails the whole transaction`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { try $0.execute("CREATE TABLE item (id BIGINT PRIMARY KEY)") }
            await #expect {
                try await database.write { transaction in
                    try transaction.execute("INSERT INTO item (id) VALUES (1)")
                    do { try transaction.execute("INSERT INTO item (id) VALUES (1)") } catch {}
                }
            } throws: {
                if case StorageError.conflict = $0 { true } else { false }
            }
            #expect(try await database.read { try $0.rows("SELECT id FROM item") }.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `upserts tell how many rows they changed and return them`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE item (id BIGINT PRIMARY KEY, uses BIGINT NOT NULL)")
                let skip: StaticString = "INSERT INTO item (id, uses) VALUES ($1, 1) ON CONFLICT (id) DO NOTHING"
                #expect(try transaction.execute(skip, [.integer(1)]) == 1)
                #expect(try transaction.execute(skip, [.integer(1)]) == 0)
                let count: StaticString =
                    """
                    INSERT INTO item (id, uses)
                    VALUES ($1, 1)
                    ON CONFLICT (id) DO UPDATE SET uses = item.uses + excluded.uses
                    RETURNING uses
                    """
                #expect(try transaction.row(count, [.integer(1)])?.integer("uses") == 2)
                #expect(try transaction.row(count, [.integer(2)])?.integer("uses") == 1)
                #expect(try transaction.execute("UPDATE item SET uses = 0") == 2)
                #expect(try transaction.execute("DELETE FROM item WHERE id = $1", [.integer(9)]) == 0)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a reader cannot write`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { try $0.execute("CREATE TABLE item (id BIGINT PRIMARY KEY)") }
            await #expect(throws: StorageError.badStatement("a reader cannot write")) {
                try await database.read { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a statement that is none is refused and later ones work`(kind: TestDatabase) async throws {
        try await kind.with { database in
            await #expect {
                try await database.read { try $0.rows("SELEKT 1") }
            } throws: {
                if case StorageError.badStatement = $0 { true } else { false }
            }
            let one = try await database.read { try $0.row("SELECT 1 AS one")?.integer("one") }
            #expect(one == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `writers come one after another`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE counter (n BIGINT)")
                try transaction.execute("INSERT INTO counter (n) VALUES (0)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { transaction in
                            let n = try transaction.row("SELECT n FROM counter")?.integer("n") ?? 0
                            try transaction.execute("UPDATE counter SET n = $1", [.integer(n + 1)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.row("SELECT n FROM counter")?.integer("n") } == 50)
        }
    }

    @Test(arguments: TestDatabase.concurrent)
    func `a reader keeps its snapshot while others write`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { try $0.execute("CREATE TABLE item (id BIGINT PRIMARY KEY)") }
            let (started, begin) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchGate()
            async let counts = database.read { transaction in
                let before = try transaction.rows("SELECT id FROM item").count
                begin.finish()
                gate.wait()
                return [before, try transaction.rows("SELECT id FROM item").count]
            }
            for await _ in started {}
            try await database.write { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
            gate.open()
            #expect(try await counts == [0, 0])
            #expect(try await database.read { try $0.rows("SELECT id FROM item").count } == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `texts sort by their bytes and sums of whole numbers are whole`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE mark (name TEXT, points BIGINT)")
                for (name, points) in [("b", 3), ("B", -20_000), ("ä", 100_000_000), ("a", 4)] {
                    try transaction.execute(
                        "INSERT INTO mark (name, points) VALUES ($1, $2)",
                        [.text(name), .integer(points)]
                    )
                }
            }
            let rows = try await database.read { try $0.rows("SELECT name FROM mark ORDER BY name") }
            #expect(try rows.map { try $0.text("name") } == ["B", "a", "b", "ä"])
            let sums = try await database.read { transaction in
                try transaction.row(
                    """
                    SELECT SUM(points) AS sum, AVG(points) AS mean, AVG(points * 0) AS zero
                    FROM mark
                    WHERE points < 1000
                    """
                )
            }
            #expect(try sums?.integer("sum") == -19_993)
            let mean = try #require(try sums?.real("mean"))
            #expect(abs(mean + 6664.333_333) < 0.001)
            #expect(try sums?.real("zero") == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a cancelled writer leaves nothing behind`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.write { try $0.execute("CREATE TABLE item (id BIGINT PRIMARY KEY)") }
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await database.write { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await database.read { try $0.rows("SELECT id FROM item") }.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `after closing every call throws`(kind: TestDatabase) async throws {
        try await kind.with { database in
            guard kind != .sqliteInMemory else { return }
            try await database.close()
            await #expect(throws: (any Error).self) { try await database.read { try $0.rows("SELECT 1 AS one") } }
            await #expect(throws: (any Error).self) { try await database.write { try $0.rows("SELECT 1 AS one") } }
        }
    }
}

/// Holds a thread until it is opened.
private final class DispatchGate: Sendable {
    private let condition = NSCondition()
    private nonisolated(unsafe) var isOpen = false

    func wait() {
        condition.lock()
        while !isOpen { condition.wait() }
        condition.unlock()
    }

    func open() {
        condition.lock()
        isOpen = true
        condition.broadcast()
        condition.unlock()
    }
}
