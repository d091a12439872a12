import Foundation
import Testing

@testable import Storage

@Suite struct MigrationTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let first = Migration(
        number: 1,
        name: "items",
        sql: "CREATE TABLE item (id BIGINT PRIMARY KEY); CREATE TABLE tag (name TEXT PRIMARY KEY);"
    )
    private static let second = Migration(number: 2, name: "more", sql: "ALTER TABLE item ADD COLUMN title TEXT")

    @Test(arguments: TestDatabase.all)
    func `each migration is applied once, with its digest and instant`(kind: TestDatabase) async throws {
        try await kind.with { database in
            #expect(try await database.migrate([Self.first], now: Self.now) == [1])
            #expect(try await database.migrate([Self.first, Self.second], now: Self.now + 60) == [2])
            #expect(try await database.migrate([Self.first, Self.second], now: Self.now + 90) == [])
            let rows = try await database.read { try $0.rows("SELECT * FROM schema_migration ORDER BY number") }
            #expect(try rows.map { try $0.instant("applied_at") } == [Self.now, Self.now + 60])
            #expect(try rows.map { try $0.text("digest") }.allSatisfy { $0.count == 64 })
            _ = try await database.read { try $0.rows("SELECT title FROM item") }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an applied migration whose text was changed is refused`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.migrate([Self.first], now: Self.now)
            let edited = Migration(number: 1, name: "items", sql: "CREATE TABLE item (id BIGINT)")
            await #expect(throws: StorageError.changedMigration(number: 1, name: "items")) {
                try await database.migrate([edited, Self.second], now: Self.now)
            }
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT title FROM item") }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a database from a newer program is refused`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.migrate([Self.first, Self.second], now: Self.now)
            await #expect(throws: StorageError.newerDatabase(found: 2, known: 1)) {
                try await database.migrate([Self.first], now: Self.now)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a migration that fails is undone whole and earlier ones stay`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let broken = Migration(
                number: 2,
                name: "broken",
                sql: "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);"
            )
            await #expect(throws: StorageError.self) {
                try await database.migrate([Self.first, broken], now: Self.now)
            }
            _ = try await database.read { try $0.rows("SELECT id FROM item") }
            await #expect(throws: StorageError.self) { try await database.read { try $0.rows("SELECT id FROM half") } }
            #expect(try await database.migrate([Self.first, Self.second], now: Self.now) == [2])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `where the databases differ each gets its own text`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let search = Migration(
                number: 1,
                name: "search",
                sqlite: "CREATE VIRTUAL TABLE search USING fts5 (words)",
                postgreSQL: "CREATE TABLE search (words TSVECTOR)"
            )
            let applied = try await database.migrate([search], now: Self.now)
            #expect(applied == [1])
            #expect(try await database.migrate([search], now: Self.now) == [])
        }
    }
}
