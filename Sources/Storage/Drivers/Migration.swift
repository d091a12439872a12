import Crypto
public import Foundation

/// One numbered step of the schema: SQL text only, never edited once released.
///
/// Both databases run the same text; types are BIGINT, TEXT, BYTEA and DOUBLE PRECISION. Only what has no common
/// words, such as full text search, gives two texts.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    private let texts: [Dialect: String]

    public init(number: Int, name: String, sql: String) {
        self.init(number: number, name: name, sqlite: sql, postgreSQL: sql)
    }

    public init(number: Int, name: String, sqlite: String, postgreSQL: String) {
        self.number = number
        self.name = name
        texts = [.sqlite: sqlite, .postgreSQL: postgreSQL]
    }

    func text(for dialect: Dialect) -> String { texts[dialect] ?? "" }

    /// SHA-256 of the text, in hexadecimal.
    func digest(for dialect: Dialect) -> String {
        SHA256.hash(data: Data(text(for: dialect).utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Database {
    /// Applies those of all migrations that this database does not have yet, each in its own transaction.
    ///
    /// They are numbered 1, 2, 3 …
    ///
    /// - Returns: The numbers applied now.
    /// - Throws: ``StorageError/newerDatabase(found:known:)`` or ``StorageError/changedMigration(number:name:)``; then
    ///   nothing was changed. An error inside a migration leaves the earlier ones applied and that one undone.
    @discardableResult
    public func migrate(_ migrations: [Migration], now: Date) async throws -> [Int] {
        precondition(migrations.map(\.number) == Array(1..<(migrations.count + 1)), "migrations are numbered 1, 2, 3 …")
        try await write { transaction in
            try transaction.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number BIGINT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    applied_at BIGINT NOT NULL
                )
                """
            )
        }
        let missing = try await read { try Self.missing(migrations, in: $0) }
        for migration in missing {
            try await write { transaction in
                // Another node may have applied it since.
                guard try Self.missing(migrations, in: transaction).contains(where: { $0.number == migration.number })
                else { return }
                try transaction.run(script: migration.text(for: transaction.dialect))
                try transaction.execute(
                    """
                    INSERT INTO schema_migration (number, name, digest, applied_at)
                    VALUES ($1, $2, $3, $4)
                    """,
                    [
                        .integer(migration.number), .text(migration.name),
                        .text(migration.digest(for: transaction.dialect)), .instant(now),
                    ]
                )
            }
        }
        return missing.map(\.number)
    }

    private static func missing(_ migrations: [Migration], in transaction: Transaction) throws -> [Migration] {
        var missing = migrations
        let applied = try transaction.rows(
            """
            SELECT number, name, digest
            FROM schema_migration
            ORDER BY number
            """
        )
        for row in applied {
            let number = Int(try row.integer("number"))
            guard let known = migrations.first(where: { $0.number == number }) else {
                throw StorageError.newerDatabase(
                    found: Int(try applied.last?.integer("number") ?? 0),
                    known: migrations.count
                )
            }
            guard try row.text("digest") == known.digest(for: transaction.dialect) else {
                throw StorageError.changedMigration(number: number, name: try row.text("name"))
            }
            missing.removeAll { $0.number == number }
        }
        return missing
    }
}
