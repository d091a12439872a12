import Assessment
import Foundation
import Testing

@testable import Storage

/// Stagings that end early, and what no bank can keep, on every database.
@Suite struct StagingEndsTests {
    static let now = TestSchool.now

    private static func stage(
        _ items: [IncomingItem],
        _ files: [IncomingFile] = [],
        in school: TestSchool
    ) async throws -> ImportRecord {
        try await school.store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: items,
            files: files,
            by: .operatorAtMachine,
            now: now
        )
    }

    /// Rows of staging, whatever they belong to.
    private static func rows(_ database: Database) async throws -> Int64 {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT
                    (SELECT COUNT(*) FROM import_entry) + (SELECT COUNT(*) FROM item_version)
                    + (SELECT COUNT(*) FROM media_name) + (SELECT COUNT(*) FROM media)
                    + (SELECT COUNT(*) FROM media_piece) AS total
                """
            )
            return try row?.integer("total") ?? -1
        }
    }

    private static func media(_ length: Int, type: String = "image/png") -> StoredMedia {
        StoredMedia(type: type, bytes: Data((0..<length).map { UInt8(truncatingIfNeeded: $0 / 251) }))
    }

    @Test(arguments: TestDatabase.all)
    func `a staging that fails leaves nothing behind`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let sound = IncomingItem(
                path: "a.json",
                version: TestSchool.items[0],
                media: ["media/a.png": Self.media(600_000)]
            )
            let odd = IncomingItem(
                path: "b.json",
                version: TestSchool.items[1],
                media: ["media/b.png": Self.media(10, type: "image/\0")]
            )
            await #expect(throws: StorageError.badValue("a text with a NUL character")) {
                try await Self.stage([sound, odd], in: school)
            }
            #expect(try await Self.rows(database) == 0)
            #expect(try await school.store.latestImports().map(\.state) == [.discarded])
        }
    }

    @Test(arguments: TestDatabase.concurrent)
    func `a staging whose request went away leaves nothing behind`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let item = IncomingItem(
                path: "a.json",
                version: TestSchool.items[0],
                media: ["media/a.png": Self.media(20_000_000)]
            )
            let staging = Task { try await Self.stage([item], in: school) }
            while try await school.store.latestImports().isEmpty { await Task.yield() }
            staging.cancel()
            let outcome = await staging.result
            // On a fast machine it may have been whole before; that it was not is what the test is about.
            #expect(throws: (any Error).self) { try outcome.get() }
            #expect(try await Self.rows(database) == 0)
            #expect(try await school.store.latestImports().map(\.state) == [.discarded])
        }
    }

    @Test(arguments: TestDatabase.all, ["identifier", "title", "language"])
    func `a NUL character blocks its item by name, and the plan is made`(kind: TestDatabase, field: String) async throws
    {
        try await kind.with { database in
            let school = try await TestSchool(database)
            var odd = TestSchool.items[0]
            switch field {
            case "identifier": odd.item = ItemID(rawValue: "a\0b")
            case "title": odd.title = "\0"
            default: odd.language = "e\0n"
            }
            let items = [IncomingItem(path: "odd.json", version: odd)]
            let blueprint = IncomingFile(path: "b.json", content: .blueprint(id: "b\0", name: "B", body: [:]))
            let plan = try await Self.stage(items, [blueprint], in: school)
            #expect(plan.counts == [.blocked: 2])
            let entries = try await school.store.planEntries(of: plan.id)
            #expect(entries.map(\.path) == ["odd.json", "b.json"])
            #expect(entries[0].item == odd.item)
            #expect(entries[0].notes == ["the \(field) holds a NUL character (U+0000); remove it"])
            #expect(entries[1].notes == ["the identifier holds a NUL character (U+0000); remove it"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an item, pack or number of files beyond its limit is blocked, the last one within comes in`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            func item(_ index: Int, padding: Int) -> IncomingItem {
                var version = TestSchool.items[index]
                version.title = ""
                version.title = String(repeating: "x", count: padding - version.canonicalData.count)
                return IncomingItem(path: "\(index).json", version: version)
            }
            var (crowded, full) = (item(2, padding: 9000), item(3, padding: 9000))
            for number in 0...200 { crowded.media["media/\(number)"] = Self.media(number) }
            for number in 0..<200 { full.media["media/\(number)"] = Self.media(number) }
            let items = [item(0, padding: 1 << 20), item(1, padding: (1 << 20) + 1), crowded, full]
            let plan = try await Self.stage(items, in: school)
            let entries = try await school.store.planEntries(of: plan.id)
            #expect(entries.map(\.outcome) == [.new, .blocked, .blocked, .new])
            #expect(entries[1].notes == [IncomingItem.tooLarge])
            #expect(entries[2].notes == ["the item has 201 files; at most 200 can come in with one item"])

            let files = (0...200).map { number in
                IncomingFile(path: "\(number)", content: .blueprint(id: "\(number)", name: "", body: [:]))
            }
            let crowd = try await Self.stage([], files, in: school)
            #expect(crowd.counts == [.new: 200, .blocked: 1])
            #expect(try await school.store.planEntries(of: crowd.id).last?.outcome == .blocked)
        }
    }

    @Test func `a resource pack of more than 8 MiB is blocked`() throws {
        func faults(_ size: Int) throws -> [String] {
            let json: JSONValue = ["format": 1, "id": "o", "title": "Open", "language": "en", "pages": []]
            let file = IncomingFile(path: "o.json", content: .resources(try ResourcePack(json: json)))
            return file.faults(size: size)
        }
        #expect(try faults(8 << 20).isEmpty)
        #expect(try faults((8 << 20) + 1) == ["the resource pack is larger than 8 MiB; make several packs of it"])
    }
}
