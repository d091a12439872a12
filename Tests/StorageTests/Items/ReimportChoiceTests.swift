import Assessment
import Foundation
import Testing

@testable import Storage

/// What a choice about an item leaves behind, and choices for all items of a plan.
@Suite struct ReimportChoiceTests {
    private static let now = TestSchool.now
    private static let picture = ["media/a.png": StoredMedia(type: "image/png", bytes: Data("picture".utf8))]

    private static func count(_ query: StaticString, _ database: Database) async throws -> Int64? {
        try await database.read { try $0.row(query)?.integer("n") }
    }

    @Test(arguments: TestDatabase.all)
    func `a fork of a file without a package says nothing of the next such file`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let first = try await ReimportTests.bring(ReimportTests.item("First"), in: "", to: school).entry
            try await ReimportTests.bring(ReimportTests.item("Ours"), in: "own", to: school)
            try await ReimportTests.bring(ReimportTests.item("Third"), in: "", choosing: .fork, to: school)
            let next = try await ReimportTests.bring(ReimportTests.item("Anybody's"), in: "", to: school).entry
            #expect(next.outcome == .changedBoth && next.item == first.item)
            let fork = ItemID(rawValue: "\(first.item.rawValue)-2")
            #expect(try await ReimportTests.titles(of: fork, in: school) == ["Third"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a package that says its item came from elsewhere than the bank's is asked about, known or not`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await ReimportTests.bring(ReimportTests.item("Heart", package: "one"), in: "shared", to: school)
            let other = ReimportTests.item("Kidney", package: "two")
            let entry = try await ReimportTests.bring(other, in: "shared", to: school).entry
            #expect(entry.outcome == .changedBoth && entry.notes.first?.contains("two different items") == true)
            // Our own folder in a format that says who wrote it is no stranger.
            let own = ReimportTests.item("Hearts", package: school.store.bankID)
            #expect(try await ReimportTests.bring(own, in: school.store.bankID, to: school).entry.outcome == .newer)
        }
    }

    @Test(arguments: TestDatabase.all, [PlanEntry.Choice.ours, .theirs, .fork])
    func `files of what was declined do not stay`(kind: TestDatabase, choice: PlanEntry.Choice) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            try await ReimportTests.bring(ReimportTests.item("First"), in: "theirs", to: school)
            try await ReimportTests.bring(ReimportTests.item("Ours"), in: "own", to: school)
            let third = ReimportTests.item("Third")
            try await ReimportTests.bring(third, in: "theirs", media: Self.picture, choosing: choice, to: school)
            let kept: Int64 = choice == .ours ? 0 : 1
            #expect(try await Self.count("SELECT COUNT(*) AS n FROM media_name", database) == kept)
            #expect(try await Self.count("SELECT COUNT(*) AS n FROM media", database) == kept)
            #expect(try await Self.count("SELECT COUNT(*) AS n FROM media_piece", database) == kept)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a fork leaves its case and never shares a form with the first, also when the package comes again`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            var third = ReimportTests.item("Third")
            third.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "case"), step: 1)
            try await ReimportTests.bring(ReimportTests.item("First"), in: "theirs", to: school)
            try await ReimportTests.bring(ReimportTests.item("Ours"), in: "own", to: school)
            try await ReimportTests.bring(third, in: "theirs", choosing: .fork, to: school)
            let fork = ItemID(rawValue: "\(third.item.rawValue)-2")
            let hash = try #require(try await school.store.versions(of: fork).first?.hash)
            let version = try #require(try await school.store.version(hash))
            #expect(version.metadata.caseSet == nil && version.metadata.enemies == [third.item])
            let again = try await ReimportTests.bring(third, in: "theirs", to: school).entry
            #expect(again.outcome == .same && again.item == fork)
            #expect(again.notes.contains { $0.contains("in no case") })
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a package is known again by names of any length`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let name = (0..<2_000).map { String($0, radix: 36) }.joined()
            for title in ["First", "Second"] {
                try await ReimportTests.bring(ReimportTests.item(title), in: name, resource: name, to: school)
            }
            try await ReimportTests.bring(ReimportTests.item("Ours"), in: "own", to: school)
            let third = try await ReimportTests.bring(ReimportTests.item("Third"), in: name, resource: name, to: school)
            #expect(third.entry.outcome == .changedBoth)
        }
    }

    // MARK: - All at once

    /// A plan in which every item of the school was changed here and there.
    private static func contested(in school: TestSchool) async throws -> String {
        func stage(_ title: String, in package: String) async throws -> String {
            let items = (1...40).map { number in
                var version = ReimportTests.item("\(title) \(number)")
                version.item = ItemID(rawValue: "item-\(number)")
                return IncomingItem(path: "\(number).xml", version: version)
            }
            return try await school.store.stageImport(
                fileName: "\(package).zip",
                problems: [],
                package: package,
                items: items,
                by: .person(school.examiner),
                now: now
            ).id
        }
        for (title, package) in [("First", "theirs"), ("Ours", "own")] {
            let plan = try await stage(title, in: package)
            try await school.store.applyImport(plan, by: .person(school.examiner), now: now)
        }
        return try await stage("Third", in: "theirs")
    }

    @Test(arguments: TestDatabase.all)
    func `one choice for all is one event and reaches every item`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (store, actor) = (school.store, Actor.person(school.examiner))
            let plan = try await Self.contested(in: school)
            let before = try await store.auditEvents(limit: 1_000).count
            try await store.chooseForAll(.fork, of: plan, by: actor, now: Self.now)
            #expect(try await store.auditEvents(limit: 1_000).count == before + 1)
            #expect(try await store.importRecord(plan)?.choices == [.fork: 40])
            try await store.applyImport(plan, by: actor, now: Self.now)
            #expect(try await store.items().total == 80)
            await #expect(throws: ImportRefusal.notStaged(.applied)) {
                try await store.chooseForAll(.ours, of: plan, by: actor, now: Self.now)
            }
            await #expect(throws: ImportRefusal.unknown) {
                try await store.chooseForAll(.ours, of: "no such plan", by: actor, now: Self.now)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a plan whose choice for all was broken off waits until it is made again`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (store, actor) = (school.store, Actor.person(school.examiner))
            let plan = try await Self.contested(in: school)
            // A body that cannot be read stands for whatever breaks the work off at its last item.
            let body = try await database.write { transaction in
                let body = try transaction.row(
                    "SELECT body FROM import_lineage WHERE import = $1 AND number = 40",
                    [.text(plan)]
                )?.text("body")
                try transaction.execute(
                    "UPDATE import_lineage SET body = '{}' WHERE import = $1 AND number = 40",
                    [.text(plan)]
                )
                return body ?? ""
            }
            await #expect(throws: (any Error).self) {
                try await store.chooseForAll(.theirs, of: plan, by: actor, now: Self.now)
            }
            await #expect(throws: ImportRefusal.unfinishedChoice) {
                try await store.applyImport(plan, by: actor, now: Self.now)
            }
            try await database.write { transaction in
                try transaction.execute(
                    "UPDATE import_lineage SET body = $1 WHERE import = $2 AND number = 40",
                    [.text(body), .text(plan)]
                )
            }
            try await store.chooseForAll(.theirs, of: plan, by: actor, now: Self.now)
            try await store.applyImport(plan, by: actor, now: Self.now)
            #expect(try await store.versions(of: ItemID(rawValue: "item-40")).first?.title == "Third 40")
        }
    }
}
