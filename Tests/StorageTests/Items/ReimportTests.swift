import Assessment
import Foundation
import Testing

@testable import Storage

/// A package that comes again, against a bank that has gone on.
@Suite struct ReimportTests {
    private static let now = TestSchool.now

    static func item(_ title: String, package: String? = nil) -> ItemVersion {
        var item = TestSchool.items[0]
        item.title = title
        if let package { item.metadata.kept["origin"] = ["package": .string(package)] }
        return item
    }

    /// One import of one item; applied unless it has something to choose about.
    @discardableResult
    static func bring(
        _ item: ItemVersion,
        in package: String,
        resource: String = "r1",
        media: [String: StoredMedia] = [:],
        choosing choice: PlanEntry.Choice? = nil,
        to school: TestSchool
    ) async throws -> (plan: ImportRecord, entry: PlanEntry) {
        let actor = Actor.person(school.examiner)
        let plan = try await school.store.stageImport(
            fileName: "\(package).zip",
            problems: [],
            package: package,
            items: [IncomingItem(path: "a.xml", version: item, resource: resource, media: media)],
            by: actor,
            now: Self.now
        )
        if let choice {
            try await school.store.choose(choice, forEntry: 1, of: plan.id, by: actor, now: Self.now)
        }
        try await school.store.applyImport(plan.id, by: actor, now: Self.now)
        return (plan, try #require(try await school.store.planEntries(of: plan.id).first))
    }

    static func titles(of item: ItemID, in school: TestSchool) async throws -> [String] {
        try await school.store.versions(of: item).map(\.title)
    }

    @Test(arguments: TestDatabase.all)
    func `a package that changed nothing leaves what the bank has made of its item`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await Self.bring(Self.item("First"), in: "theirs", to: school)
            // A folder of our own, edited by hand.
            #expect(try await Self.bring(Self.item("Ours"), in: "export", to: school).entry.outcome == .newer)
            let again = try await Self.bring(Self.item("First"), in: "theirs", to: school).entry
            #expect(again.outcome == .same && again.notes.first?.contains("the bank's stays") == true)
            #expect(try await Self.titles(of: Self.item("").item, in: school) == ["Ours", "First"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what only the package changed is newer, what both changed waits for a choice and is ours until then`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await Self.bring(Self.item("First"), in: "theirs", to: school)
            #expect(try await Self.bring(Self.item("Second"), in: "theirs", to: school).entry.outcome == .newer)
            try await Self.bring(Self.item("Ours"), in: "export", to: school)
            let (plan, entry) = try await Self.bring(Self.item("Third"), in: "theirs", to: school)
            #expect(entry.outcome == .changedBoth && entry.choice == .ours && plan.choices == [.ours: 1])
            #expect(try await Self.titles(of: entry.item, in: school) == ["Ours", "Second", "First"])
            let comparison = try #require(try await school.store.planComparison(of: plan.id, number: 1))
            #expect(
                [comparison.base?.title, comparison.ours.title, comparison.theirs.title] == ["Second", "Ours", "Third"]
            )
            // Decided once, the same file asks no more; its next edition is compared with what was declined.
            #expect(try await Self.bring(Self.item("Third"), in: "theirs", to: school).entry.outcome == .same)
            let next = try await Self.bring(Self.item("Fourth"), in: "theirs", to: school)
            #expect(next.entry.outcome == .changedBoth)
            let later = try #require(try await school.store.planComparison(of: next.plan.id, number: 1))
            #expect(later.base?.title == "Third")
        }
    }

    @Test(arguments: TestDatabase.all)
    func `theirs becomes the newest version, with its files`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let media = ["media/a.png": StoredMedia(type: "image/png", bytes: Data("picture".utf8))]
            try await Self.bring(Self.item("First"), in: "theirs", to: school)
            try await Self.bring(Self.item("Ours"), in: "export", to: school)
            try await Self.bring(Self.item("Third"), in: "theirs", media: media, choosing: .theirs, to: school)
            let versions = try await school.store.versions(of: Self.item("").item)
            #expect(versions.map(\.title) == ["Third", "Ours", "First"] && versions.map(\.number) == [3, 2, 1])
            #expect(try await school.store.media(named: "media/a.png", of: versions[0].hash) == media["media/a.png"])
            #expect(try await Self.bring(Self.item("Fourth"), in: "theirs", to: school).entry.outcome == .newer)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a fork is an item of its own, with its files, and stays it when the package comes again`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let media = ["media/a.png": StoredMedia(type: "image/png", bytes: Data("picture".utf8))]
            try await Self.bring(Self.item("First"), in: "theirs", to: school)
            try await Self.bring(Self.item("Ours"), in: "export", to: school)
            let (_, entry) = try await Self.bring(
                Self.item("Third"),
                in: "theirs",
                media: media,
                choosing: .fork,
                to: school
            )
            #expect(entry.choice == .fork)
            let fork = ItemID(rawValue: "\(entry.item.rawValue)-2")
            let version = try #require(try await school.store.versions(of: fork).first)
            #expect(try await school.store.media(named: "media/a.png", of: version.hash) == media["media/a.png"])
            #expect(try await Self.titles(of: entry.item, in: school) == ["Ours", "First"])
            let again = try await Self.bring(Self.item("Third"), in: "theirs", to: school).entry
            #expect(again.outcome == .same && again.item == fork)
            #expect(try await Self.bring(Self.item("Fourth"), in: "theirs", to: school).entry.item == fork)
            #expect(try await Self.titles(of: fork, in: school) == ["Fourth", "Third"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a choice can be changed until the plan is applied, and leaves nothing of the one before`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (store, actor) = (school.store, Actor.person(school.examiner))
            try await Self.bring(Self.item("First"), in: "theirs", to: school)
            try await Self.bring(Self.item("Ours"), in: "export", to: school)
            let media = ["media/a.png": StoredMedia(type: "image/png", bytes: Data("picture".utf8))]
            let plan = try await store.stageImport(
                fileName: "theirs.zip",
                problems: [],
                package: "theirs",
                items: [IncomingItem(path: "a.xml", version: Self.item("Third"), resource: "r1", media: media)],
                by: actor,
                now: Self.now
            )
            for choice in [PlanEntry.Choice.fork, .theirs, .fork, .theirs, .ours] {
                try await store.choose(choice, forEntry: 1, of: plan.id, by: actor, now: Self.now)
                #expect(try await store.planEntries(of: plan.id).first?.choice == choice)
            }
            let staged = try await database.read { transaction in
                try transaction.row("SELECT COUNT(*) AS n FROM item_version WHERE import = $1", [.text(plan.id)])?
                    .integer("n")
            }
            #expect(staged == 0)
            try await store.applyImport(plan.id, by: actor, now: Self.now)
            #expect(try await Self.titles(of: Self.item("").item, in: school) == ["Ours", "First"])
            await #expect(throws: ImportRefusal.notStaged(.applied)) {
                try await store.choose(.theirs, forEntry: 1, of: plan.id, by: actor, now: Self.now)
            }
            await #expect(throws: ImportRefusal.unknown) {
                try await store.choose(.theirs, forEntry: 1, of: "no such plan", by: actor, now: Self.now)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an item of the same identifier from another package is never a newer version`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await Self.bring(Self.item("Heart", package: "one"), in: "one", to: school)
            let (_, entry) = try await Self.bring(Self.item("Kidney", package: "two"), in: "two", to: school)
            #expect(entry.outcome == .changedBoth && entry.notes.first?.contains("two different items") == true)
            #expect(try await Self.titles(of: entry.item, in: school) == ["Heart"])
            // An edition of our own folder, which keeps where the item came from, is no stranger.
            let edited = try await Self.bring(Self.item("Hearts", package: "one"), in: "export", to: school)
            #expect(edited.entry.outcome == .newer)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `packages that share a name and the names of their resources do not overwrite each other's items`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let first = try await Self.bring(Self.item("Heart"), in: "MANIFEST1", to: school).entry
            var other = Self.item("Kidney")
            other.item = ItemID(rawValue: "kidney")
            let second = try await Self.bring(other, in: "MANIFEST1", to: school).entry
            #expect(second.outcome == .new && second.item == other.item)
            #expect(try await Self.titles(of: first.item, in: school) == ["Heart"])
            // Each is known for itself from now on.
            let edited = try await Self.bring(Self.item("Hearts"), in: "MANIFEST1", to: school).entry
            #expect(edited.outcome == .newer && edited.item == first.item)
            // Also where one of them was taken as an item of its own.
            try await Self.bring(Self.item("Ours"), in: "export", to: school)
            try await Self.bring(Self.item("Heart anew"), in: "MANIFEST1", choosing: .fork, to: school)
            other.title = "Kidneys"
            let third = try await Self.bring(other, in: "MANIFEST1", to: school).entry
            #expect(third.outcome == .newer && third.item == other.item)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `discarding forgets what a plan would have remembered`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let plan = try await school.importItems()
            try await school.store.discardImport(plan.id, by: .person(school.examiner), now: Self.now)
            let left = try await database.read { transaction in
                try transaction.row("SELECT COUNT(*) AS n FROM import_lineage")?.integer("n")
            }
            #expect(left == 0)
        }
    }
}
