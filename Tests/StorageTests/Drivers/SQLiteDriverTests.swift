import Foundation
import Testing

@testable import Storage

@Suite struct SQLiteDriverTests {
    @Test func `a writer that does not sync every commit is refused`() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: StorageError.notDurable("PRAGMA synchronous reads 1 instead of 2 (FULL)")) {
                try SQLiteDriver(file: folder.appending(path: "test.sqlite"), readers: 1, synchronous: .normal)
            }
        }
    }

    @Test func `the writer syncs, logs ahead, keeps foreign keys and leaves checkpoints to us`() async throws {
        try await TestDatabase.sqliteFile.with { database in
            let settings = try await database.write { transaction in
                [
                    try transaction.row("PRAGMA synchronous")?.integer("synchronous"),
                    try transaction.row("PRAGMA foreign_keys")?.integer("foreign_keys"),
                    try transaction.row("PRAGMA wal_autocheckpoint")?.integer("wal_autocheckpoint"),
                    try transaction.row("PRAGMA trusted_schema")?.integer("trusted_schema"),
                    try transaction.row("PRAGMA cell_size_check")?.integer("cell_size_check"),
                ]
            }
            #expect(settings == [2, 1, 0, 0, 1])
            let mode = try await database.write { try $0.row("PRAGMA journal_mode")?.text("journal_mode") }
            #expect(mode == "wal")
        }
    }

    @Test func `the log is copied back and does not grow with the writing`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "test.sqlite")
            let database = try Database.sqlite(at: file)
            try await database.write { try $0.execute("CREATE TABLE blob (bytes BYTEA)") }
            for _ in 0..<160 {
                try await database.write { transaction in
                    try transaction.execute(
                        "INSERT INTO blob (bytes) VALUES ($1)",
                        [.bytes(Data(repeating: 7, count: 500_000))]
                    )
                }
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path + "-wal")
            let size = try #require(attributes[.size] as? Int)
            // 80 MB were written; the log begins anew after 16 MiB as soon as a checkpoint has come between.
            #expect(size < 32 << 20)
            try await database.close()
        }
    }

    @Test func `a full disk is said to be full, keeps nothing of the transaction and ends when there is room`()
        async throws
    {
        try await TestDatabase.sqliteFile.with { database in
            try await database.write { transaction in
                try transaction.execute("CREATE TABLE blob (bytes BYTEA)")
                _ = try transaction.rows("PRAGMA max_page_count = 40")
            }
            await #expect(throws: StorageError.full) {
                try await database.write { transaction in
                    for _ in 0..<100 {
                        try transaction.execute(
                            "INSERT INTO blob (bytes) VALUES ($1)",
                            [.bytes(Data(repeating: 7, count: 10_000))]
                        )
                    }
                }
            }
            #expect(try await database.read { try $0.rows("SELECT bytes FROM blob") }.isEmpty)
            #expect(database.fault == nil)
            try await database.write { transaction in
                _ = try transaction.rows("PRAGMA max_page_count = 4000")
                try transaction.execute("INSERT INTO blob (bytes) VALUES ($1)", [.bytes(Data(count: 400_000))])
            }
            #expect(try await database.read { try $0.rows("SELECT bytes FROM blob") }.count == 1)
        }
    }

    @Test func `a file that is no database is refused`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "test.sqlite")
            try Data(repeating: 0x41, count: 8192).write(to: file)
            #expect {
                try Database.sqlite(at: file)
            } throws: {
                if case StorageError.corrupt = $0 { true } else { false }
            }
        }
    }

    @Test func `a folder that is not there is named as such`() {
        #expect(throws: StorageError.self) {
            try Database.sqlite(at: URL(filePath: "/nowhere/at/all/test.sqlite"))
        }
    }
}
