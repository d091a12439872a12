import Assessment
import Foundation
import Testing

@testable import Storage

/// Files of items on their way into the bank, and what is left of those that never came in, on every database.
@Suite struct StagedMediaTests {
    static let now = TestSchool.now
    static let name = "media/ecg.png"

    /// Bytes that repeat nowhere at the length of a piece.
    private static func picture(_ length: Int, seed: UInt8 = 0) -> StoredMedia {
        StoredMedia(type: "image/png", bytes: Data((0..<length).map { UInt8(truncatingIfNeeded: $0 / 251) &+ seed }))
    }

    private static func stage(
        _ media: StoredMedia,
        in school: TestSchool,
        item: ItemVersion = TestSchool.items[0],
        now: Date = Self.now
    ) async throws -> String {
        try await school.store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: [IncomingItem(path: "a.json", version: item, media: [name: media])],
            by: .operatorAtMachine,
            now: now
        ).id
    }

    private static func media(
        _ school: TestSchool,
        item: ItemVersion = TestSchool.items[0]
    ) async throws
        -> StoredMedia?
    {
        try await school.store.media(named: name, of: item.hash)
    }

    /// Rows of staging and of media, by table.
    private static func rows(_ database: Database) async throws -> [String: Int64] {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT
                    (SELECT COUNT(*) FROM import_entry) AS entries,
                    (SELECT COUNT(*) FROM item_version) AS versions,
                    (SELECT COUNT(*) FROM media_name) AS names,
                    (SELECT COUNT(*) FROM media) AS media,
                    (SELECT COUNT(*) FROM media_piece) AS pieces
                """
            )
            let names = ["entries", "versions", "names", "media", "pieces"]
            return try Dictionary(uniqueKeysWithValues: names.map { ($0, try row?.integer($0) ?? -1) })
        }
    }

    private static let nothing: [String: Int64] = ["entries": 0, "versions": 0, "names": 0, "media": 0, "pieces": 0]

    @Test(arguments: TestDatabase.all, [0, 1, 262_144, 262_145, 700_000])
    func `a file comes in by short pieces and back whole`(kind: TestDatabase, length: Int) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let media = Self.picture(length)
            let plan = try await Self.stage(media, in: school)
            #expect(try await Self.media(school) == nil)
            try await school.store.applyImport(plan, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.media(school) == media)
            let longest = try await database.read { transaction in
                try transaction.row("SELECT COALESCE(MAX(length(bytes)), 0) AS longest FROM media_piece")?
                    .integer("longest")
            }
            #expect(try #require(longest) <= 262_144)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a turn of the writer takes half a megabyte of a file at most, coming and going`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let plan = try await Self.stage(Self.picture(4 << 20), in: school)
            let staged = store.saveCounts.chunks
            #expect(staged >= 1 + 8)
            try await store.discardImport(plan, by: .operatorAtMachine, now: Self.now)
            #expect(store.saveCounts.chunks - staged >= 3 + 8 + 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a damaged or missing piece is never served`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let plan = try await Self.stage(Self.picture(300_000), in: school)
            try await school.store.applyImport(plan, by: .operatorAtMachine, now: Self.now)
            try await database.write { transaction in
                let bytes = Self.picture(300_000 - 262_144, seed: 1).bytes
                try transaction.execute("UPDATE media_piece SET bytes = $1 WHERE number = 1", [.bytes(bytes)])
            }
            await #expect(throws: StorageError.corrupt("a file of an item differs from its hash")) {
                try await Self.media(school)
            }
            try await database.write { try $0.execute("DELETE FROM media_piece WHERE number = 1") }
            await #expect(throws: StorageError.corrupt("a piece of an item's file is missing")) {
                try await Self.media(school)
            }
        }
    }

    @Test(arguments: TestDatabase.all, [true, false])
    func `the file of a plan that never came in wins no name`(kind: TestDatabase, isDiscarded: Bool) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let other = try await Self.stage(Self.picture(10), in: school)
            if isDiscarded { try await store.discardImport(other, by: .operatorAtMachine, now: Self.now) }
            #expect(try await Self.media(school) == nil)
            // The same bytes under another type, and other bytes under the same name.
            let again = try await Self.stage(StoredMedia(type: "text/plain", bytes: Self.picture(10).bytes), in: school)
            #expect(try await Self.media(school) == nil)
            let own = Self.picture(20, seed: 9)
            let plan = try await Self.stage(own, in: school)
            try await store.applyImport(plan, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.media(school) == own)
            try await store.discardImport(again, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.media(school) == own)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a discarded plan leaves nothing behind, and takes nothing that others need`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let shared = Self.picture(600_000)
            let alone = try await Self.stage(shared, in: school)
            try await store.discardImport(alone, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.rows(database) == Self.nothing)

            let applied = try await Self.stage(shared, in: school)
            try await store.applyImport(applied, by: .operatorAtMachine, now: Self.now)
            let before = try await Self.rows(database)
            let second = try await Self.stage(shared, in: school, item: TestSchool.items[1])
            let third = try await Self.stage(Self.picture(9, seed: 3), in: school, item: TestSchool.items[2])
            for plan in [second, third] {
                try await store.discardImport(plan, by: .operatorAtMachine, now: Self.now)
            }
            #expect(try await Self.rows(database) == before)
            #expect(try await Self.media(school) == shared)
            #expect(try await store.importRecord(second)?.state == .discarded)
        }
    }

    @Test(arguments: TestDatabase.concurrent)
    func `a plan discarded in the making leaves nothing behind`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            async let staging = Self.stage(Self.picture(20_000_000), in: school)
            var begun: String?
            while begun == nil { begun = try await store.latestImports().first?.id }
            try await store.discardImport(try #require(begun), by: .operatorAtMachine, now: Self.now)
            // On a fast machine it was made whole before; the one or the other, its rows are gone.
            _ = try? await staging
            #expect(try await Self.rows(database) == Self.nothing)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what a killed server was staging is cleared away by the next one, and nothing else`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let killed = try await Self.stage(Self.picture(600_000), in: school)
            // As a kill leaves it: the state of the making, some of the pieces.
            try await database.write { transaction in
                try transaction.execute("UPDATE import SET state = 'staging'")
                try transaction.execute("DELETE FROM media_piece WHERE number = 1")
            }
            await #expect(throws: ImportRefusal.notStaged(.staging)) {
                try await store.applyImport(killed, by: .operatorAtMachine, now: Self.now)
            }
            #expect(try await store.clearStaging(begunBefore: Self.now, now: Self.now) == 0)
            #expect(try await store.clearStaging(begunBefore: Self.now + 1, now: Self.now) == 1)
            #expect(try await Self.rows(database) == Self.nothing)
            #expect(try await store.importRecord(killed)?.state == .discarded)

            let whole = try await Self.stage(Self.picture(600_000), in: school)
            #expect(try await store.clearStaging(begunBefore: Self.now + 1, now: Self.now) == 0)
            try await store.applyImport(whole, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.media(school) == Self.picture(600_000))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a removal that was cut off is ended by the next server`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            _ = try await Self.stage(Self.picture(600_000), in: school)
            let second = try await Self.stage(Self.picture(300_000, seed: 5), in: school, item: TestSchool.items[1])
            try await database.write { transaction in
                try transaction.execute("UPDATE import SET state = 'discarded'")
                try transaction.execute("DELETE FROM media_name WHERE import = $1", [.text(second)])
            }
            try await school.store.clearStaging(begunBefore: Self.now + 1, now: Self.now)
            #expect(try await Self.rows(database) == Self.nothing)
        }
    }
}
