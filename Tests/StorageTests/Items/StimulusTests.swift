import Assessment
import Foundation
import Testing

@testable import Storage

/// Texts that items share are kept once, on every database, and no version is another for it.
@Suite struct StimulusTests {
    private static let now = TestSchool.now
    private static let words = "A man of 60 has had chest pain for an hour."
    private static let passage = Block.stimulus(ContentHash(of: Data(words.utf8)), [.text(words)])
    private static let other = Block.stimulus(ContentHash(of: Data()), [.text("A woman of 20.")])

    /// The sound specimen of that number, which shows `blocks` first.
    private static func item(_ index: Int, _ blocks: [Block] = [passage]) -> ItemVersion {
        var item = TestSchool.items[index]
        item.body = blocks + item.body
        return item
    }

    private static func stage(_ items: [ItemVersion], in school: TestSchool) async throws -> String {
        let record = try await school.importItems(items)
        #expect(record.counts[.blocked] == nil)
        return record.id
    }

    private static func bring(_ items: [ItemVersion], to school: TestSchool) async throws {
        try await school.store.applyImport(try await stage(items, in: school), by: .operatorAtMachine, now: now)
    }

    private static func count(_ query: StaticString, _ database: Database) async throws -> Int64? {
        try await database.read { try $0.row(query)?.integer("n") }
    }

    private static func texts(_ database: Database) async throws -> Int64? {
        try await count("SELECT COUNT(*) AS n FROM stimulus", database)
    }

    private static func uses(_ database: Database) async throws -> Int64? {
        try await count("SELECT COUNT(*) AS n FROM stimulus_use", database)
    }

    private static func whole(_ database: Database) async throws -> Int64? {
        try await count("SELECT COUNT(*) AS n FROM item_version WHERE body LIKE '%chest pain for%'", database)
    }

    @Test(arguments: TestDatabase.all)
    func `two items that show one text keep it in one row, and are what they were`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let within = Block.quotation([.list(isOrdered: false, items: [[Self.passage, Self.other]]), Self.passage])
            let items = [Self.item(0), Self.item(1, [within]), TestSchool.items[2]]
            try await Self.bring(items, to: school)
            #expect(try await Self.texts(database) == 2)
            #expect(try await Self.uses(database) == 3)
            #expect(try await Self.whole(database) == 0)
            for item in items {
                let read = try await school.store.version(item.hash)
                #expect(read == item)
                #expect(read?.canonicalData == item.canonicalData)
            }
            // The same package again, and a newer version of one of its items.
            var newer = items[0]
            newer.title += " again"
            try await Self.bring([newer, items[1]], to: school)
            #expect(try await Self.texts(database) == 2)
            #expect(try await school.store.version(newer.hash) == newer)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a discarded plan takes its texts along, and none that others show`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let alone = try await Self.stage([Self.item(0), Self.item(1)], in: school)
            #expect(try await Self.texts(database) == 1)
            try await school.store.discardImport(alone, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.texts(database) == 0)
            #expect(try await Self.uses(database) == 0)

            try await Self.bring([Self.item(0)], to: school)
            let second = try await Self.stage([Self.item(1, [Self.passage, Self.other])], in: school)
            #expect(try await Self.texts(database) == 2)
            try await school.store.discardImport(second, by: .operatorAtMachine, now: Self.now)
            #expect(try await Self.texts(database) == 1)
            #expect(try await school.store.version(Self.item(0).hash) == Self.item(0))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what a killed server was staging takes its texts along`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            _ = try await Self.stage([Self.item(0)], in: school)
            try await database.write { _ = try $0.execute("UPDATE import SET state = 'staging'") }
            try await school.store.clearStaging(begunBefore: Self.now + 1, now: Self.now)
            #expect(try await Self.texts(database) == 0)
            #expect(try await Self.count("SELECT COUNT(*) AS n FROM item_version", database) == 0)
        }
    }

    @Test(arguments: TestDatabase.all, [PlanEntry.Choice.ours, .theirs, .fork])
    func `a choice keeps the text of what was chosen alone`(kind: TestDatabase, choice: PlanEntry.Choice) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await ReimportTests.bring(ReimportTests.item("First"), in: "theirs", to: school)
            try await ReimportTests.bring(ReimportTests.item("Ours"), in: "own", to: school)
            var third = ReimportTests.item("Third")
            third.body.insert(Self.passage, at: 0)
            try await ReimportTests.bring(third, in: "theirs", choosing: choice, to: school)
            #expect(try await Self.texts(database) == (choice == .ours ? 0 : 1))
            #expect(try await Self.uses(database) == (choice == .ours ? 0 : 1))
            if choice == .theirs { #expect(try await school.store.version(third.hash) == third) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a version stored whole before is read, and refers to its text once it was gathered`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            try await database.migrate(Array(Store.migrations.prefix { $0.name != "stimuli" }), now: Self.now)
            var damaged = Self.item(1)
            damaged.title = "what stands in the row of another"
            let rows = [(Self.item(0), Self.item(0).hash), (damaged, Self.item(1).hash)]
            try await database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO import (
                        id, file_name, state, basis, applied_number, item_count, report, created_by, created_at
                    )
                    VALUES ('old', 'old.zip', 'applied', 0, 1, 2, '{}', 'operator', 0)
                    """
                )
                for (version, hash) in rows {
                    try transaction.execute(
                        """
                        INSERT INTO item_version (
                            import, hash, item, number, kind, language, title, facets, search_text, body
                        )
                        VALUES ('old', $1, $2, 1, $3, 'en', '', $4, '', $5)
                        """,
                        [
                            .text(hash.rawValue), .text(version.item.rawValue), .text(version.kind.rawValue),
                            .text(CanonicalJSON.text(ItemFacets(version).json)),
                            .text(String(decoding: version.canonicalData, as: UTF8.self)),
                        ]
                    )
                }
            }
            let school = try await TestSchool(database)
            #expect(try await school.store.version(Self.item(0).hash) == Self.item(0))
            #expect(try await Self.whole(database) == 2)
            #expect(try await school.store.gatherStimuli() == 1)
            #expect(try await Self.whole(database) == 1)
            #expect(try await Self.texts(database) == 1)
            #expect(try await school.store.version(Self.item(0).hash) == Self.item(0))
            #expect(try await school.store.gatherStimuli() == 0)
            #expect(try await school.store.version(Self.item(1).hash)?.title == damaged.title)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a text that was changed or is gone is never shown`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await Self.bring([Self.item(0)], to: school)
            let body = CanonicalJSON.text(Self.other.json)
            try await database.write { transaction in
                try transaction.execute("UPDATE stimulus SET body = $1", [.text(body)])
            }
            await #expect(throws: StorageError.corrupt("an item with its shared text differs from its hash")) {
                try await school.store.version(Self.item(0).hash)
            }
            try await database.write { transaction in
                try transaction.execute("DELETE FROM stimulus_use")
                try transaction.execute("DELETE FROM stimulus")
            }
            await #expect(throws: StorageError.corrupt("a text that items share is missing")) {
                try await school.store.version(Self.item(0).hash)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the items of one text know each other while their current versions show it`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let items = [
                Self.item(0), Self.item(1), Self.item(2, [Self.passage, Self.other]), Self.item(3, [Self.other]),
            ]
            try await Self.bring(items, to: school)
            _ = try await Self.stage([Self.item(4)], in: school)
            func sharers(of item: ItemVersion, limit: Int = 20) async throws -> (items: [ItemID], total: Int) {
                let found = try await school.store.sharers(of: item.item, version: item.hash, limit: limit)
                return (found.items.map(\.item), found.total)
            }
            let three = try await sharers(of: items[2])
            #expect(Set(three.items) == Set([items[0], items[1], items[3]].map(\.item)) && three.total == 3)
            let few = try await sharers(of: items[2], limit: 1)
            #expect(few.items == [three.items.min { $0.rawValue < $1.rawValue }] && few.total == 3)
            #expect(try await sharers(of: items[3]).items == [items[2].item])
            try await Self.bring([TestSchool.items[1]], to: school)
            #expect(try await sharers(of: items[0]).items == [items[2].item])
            #expect(try await sharers(of: TestSchool.items[1]).total == 0)
        }
    }
}
