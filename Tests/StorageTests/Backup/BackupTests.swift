import Foundation
import Testing

@testable import Storage

@Suite struct BackupTests {
    private static let now = JournalTests.now

    /// A data folder with a journal of 100 events, and a backup of it.
    private func withBackup(_ body: (URL, URL, Database) async throws -> Void) async throws {
        try await withTemporaryFolder { root in
            let folder = try DataFolder(preparing: root.appending(path: "data"))
            let database = try Database.sqlite(at: folder.database)
            try await database.migrate([Journal.migration], now: Self.now)
            try await JournalTamperingTests.fill(database)
            let backup = root.appending(path: "backup")
            try await database.backUp(to: backup, journal: try JournalTests.journal(), program: "test", now: Self.now)
            try await body(root, backup, database)
            try await database.close()
        }
    }

    private static func restore(_ backup: URL, to root: URL, key: UInt8 = 5, schema: Int = 1) async throws -> Database {
        let lock = try DataFolderLock(try DataFolder(preparing: root.appending(path: "restored")))
        let journal = Journal(key: try JournalKey(secret: Data(repeating: key, count: 32)))
        try await lock.restore(from: backup, journal: journal, schema: schema)
        return try Database.sqlite(at: lock.folder.database)
    }

    @Test func `what was backed up comes back whole`() async throws {
        try await withBackup { root, backup, database in
            let restored = try await Self.restore(backup, to: root)
            let journal = try JournalTests.journal()
            let (was, now) = (
                try await database.read { try journal.events(after: 0, limit: 1_000, in: $0) },
                try await restored.read { try journal.events(after: 0, limit: 1_000, in: $0) }
            )
            #expect(was.count == 100)
            #expect(was == now)
            let manifest = try BackupManifest.read(in: backup)
            #expect(manifest.anchor.events == 100)
            #expect(manifest.schema == 1)
            #expect(manifest.madeAt == Self.now)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: backup.path).sorted()
                    == ["database.sqlite", "manifest.json"]
            )
            try await restored.close()
        }
    }

    @Test func `a backup made while answers come in is one moment of the journal`() async throws {
        try await withBackup { root, _, database in
            let log = ResponseLog(database: database, journal: try JournalTests.journal())
            let saving = Task {
                var saves = 0
                while !Task.isCancelled {
                    _ = try await log.append(try JournalTests.entry("c\(saves)", "r"), expecting: Int64(saves))
                    saves += 1
                }
                return Int64(saves)
            }
            let backup = root.appending(path: "during")
            for number in 0..<5 {
                let target = number == 4 ? backup : root.appending(path: "during-\(number)")
                try await database.backUp(to: target, journal: try JournalTests.journal(), program: "t", now: Self.now)
            }
            saving.cancel()
            let saves = try await saving.value
            let restored = try await Self.restore(backup, to: root)
            let journal = try JournalTests.journal()
            let kept = try await restored.read { try journal.lastNumber(of: JournalTests.stream, in: $0) }
            #expect(kept <= saves)
            #expect(try BackupManifest.read(in: backup).anchor.events == 100 + kept)
            try await restored.close()
        }
    }

    @Test func `a data folder that holds anything is not overwritten`() async throws {
        try await withBackup { root, backup, _ in
            let folder = try DataFolder(preparing: root.appending(path: "restored"))
            try Data("notes".utf8).write(to: folder.url.appending(path: "notes.txt"))
            await #expect(throws: StorageError.folderNotEmpty(path: folder.url.path)) {
                try await Self.restore(backup, to: root)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.database.path))
        }
    }

    @Test func `a backup is not written over another`() async throws {
        try await withBackup { _, backup, database in
            let before = try Data(contentsOf: backup.appending(path: "manifest.json"))
            await #expect(throws: StorageError.folderNotEmpty(path: backup.path)) {
                try await database.backUp(to: backup, journal: try JournalTests.journal(), program: "t", now: Self.now)
            }
            #expect(try Data(contentsOf: backup.appending(path: "manifest.json")) == before)
        }
    }

    enum Damage: CaseIterable, Sendable { case bit, cut, missing, manifest, otherName, otherKey, tampered, newer }

    @Test(arguments: Damage.allCases)
    func `a damaged backup is refused and leaves the folder as it was`(damage: Damage) async throws {
        try await withBackup { root, backup, _ in
            let (file, list) = (backup.appending(path: "database.sqlite"), backup.appending(path: "manifest.json"))
            var bytes = try Data(contentsOf: file)
            var manifest = try String(contentsOf: list, encoding: .utf8)
            switch damage {
            case .bit: bytes[bytes.count / 2] ^= 1
            case .cut: bytes.removeLast(4096)
            case .missing: try FileManager.default.removeItem(at: file)
            case .manifest: manifest = "{}"
            case .otherName: manifest.replace("database.sqlite", with: "../../outside")
            case .otherKey, .newer: break
            case .tampered:
                // Someone changes an answer and writes the right checksum.
                let database = try Database.sqlite(at: file)
                try await database.write { try $0.execute("UPDATE journal SET epoch = 9 WHERE number = 20") }
                try await database.close()
                bytes = try Data(contentsOf: file)
                let (old, new) = (
                    try BackupManifest.read(in: backup).files[0].sha256,
                    try DurableFile.describe(file, name: "database.sqlite").sha256
                )
                manifest.replace(old, with: new)
            }
            if damage != .missing { try bytes.write(to: file) }
            try manifest.write(to: list, atomically: true, encoding: .utf8)
            await #expect {
                try await Self.restore(
                    backup,
                    to: root,
                    key: damage == .otherKey ? 6 : 5,
                    schema: damage == .newer ? 0 : 1
                )
            } throws: { error in
                switch error as? StorageError {
                case .badBackup: damage != .newer
                case .newerDatabase(found: 1, known: 0): damage == .newer
                default: damage == .missing
                }
            }
            #expect(try DataFolder(preparing: root.appending(path: "restored")).isFresh())
        }
    }

    @Test func `a backup that fails leaves nothing under its name`() async throws {
        try await withBackup { root, _, database in
            try await database.write { try $0.run(script: "DROP TABLE schema_migration") }
            let target = root.appending(path: "second")
            await #expect(throws: StorageError.self) {
                try await database.backUp(to: target, journal: try JournalTests.journal(), program: "t", now: Self.now)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
            #expect(names.sorted() == ["backup", "data"])
        }
    }

    #if PostgreSQL
    @Test(.enabled(if: TestDatabase.address != nil, "AVICENNA_TEST_POSTGRES is not set: PostgreSQL was not tested"))
    func `in PostgreSQL mode the tool to use is named`() async throws {
        try await withTemporaryFolder { root in
            try await TestDatabase.postgreSQL.with { database in
                await #expect {
                    try await database.backUp(
                        to: root.appending(path: "backup"),
                        journal: try JournalTests.journal(),
                        program: "t",
                        now: Self.now
                    )
                } throws: {
                    "\($0)".contains("pg_dump")
                }
            }
        }
    }
    #endif
}
