import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// Imports, papers and candidate lists through the store, on every database.
@Suite struct BankTests {
    static let now = TestSchool.now

    @Test(arguments: TestDatabase.all)
    func `staged items show only once the plan is applied, all at once`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let plan = try await school.importItems()
            #expect(plan.counts == [.new: TestSchool.items.count])
            #expect(try await school.store.items().total == 0)
            try await school.store.applyImport(plan.id, by: .person(school.examiner), now: Self.now)
            #expect(try await school.store.items().total == TestSchool.items.count)
            let hash = TestSchool.items[0].hash
            #expect(try await school.store.version(hash)?.canonicalData == TestSchool.items[0].canonicalData)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the same file again is recognised, a changed item becomes a newer version`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let first = try await school.importItems()
            try await store.applyImport(first.id, by: .person(school.examiner), now: Self.now)
            var items = TestSchool.items
            items[0].title = "Changed"
            let second = try await school.importItems(items)
            #expect(second.counts == [.same: items.count - 1, .newer: 1])
            try await store.applyImport(second.id, by: .person(school.examiner), now: Self.now)
            let versions = try await store.versions(of: items[0].item)
            #expect(versions.map(\.number) == [2, 1])
            #expect(try await store.items().total == items.count)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `one blocked item keeps the whole package out`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            var incoming = TestSchool.items.map { IncomingItem(path: $0.item.rawValue, version: $0) }
            incoming[1].blockers = ["line 3: not well-formed"]
            let plan = try await store.stageImport(
                fileName: "broken.zip",
                problems: [],
                items: incoming,
                by: .person(school.examiner),
                now: Self.now
            )
            await #expect(throws: ImportRefusal.blocked(1)) {
                try await store.applyImport(plan.id, by: .person(school.examiner), now: Self.now)
            }
            #expect(try await store.items().total == 0)
            try await store.discardImport(plan.id, by: .person(school.examiner), now: Self.now)
            await #expect(throws: ImportRefusal.notStaged(.discarded)) {
                try await store.applyImport(plan.id, by: .person(school.examiner), now: Self.now)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a plan made before another was applied is made again, not applied`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let first = try await school.importItems()
            let second = try await school.importItems()
            try await school.store.applyImport(first.id, by: .person(school.examiner), now: Self.now)
            await #expect(throws: ImportRefusal.outdated) {
                try await school.store.applyImport(second.id, by: .person(school.examiner), now: Self.now)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `search finds words in any case, kinds and tags, and takes wildcards as letters`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            var items = TestSchool.items
            items[0].metadata.tags = ["content": ["cardio_vascular"]]
            let plan = try await school.importItems(items)
            try await school.store.applyImport(plan.id, by: .person(school.examiner), now: Self.now)
            func found(_ change: (inout ItemQuery) -> Void) async throws -> Int {
                var query = ItemQuery()
                change(&query)
                return try await school.store.items(query).total
            }
            #expect(try await found { $0.words = ["AORTA"] } == 1)
            let percent = items.count { $0.searchText.contains("%") }
            #expect(percent < items.count)
            #expect(try await found { $0.words = ["%"] } == percent)
            #expect(try await found { $0.kind = KindName(rawValue: "numeric") } == 1)
            #expect(try await found { $0.tag = ("content", "cardio_vascular") } == 1)
            #expect(try await found { $0.tag = ("content", "cardioxvascular") } == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the author of a paper cannot approve it, and a sealed one cannot change`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let (id, _) = try await school.paper(in: .inReview)
            await #expect(throws: PaperRefusal.ownPaper) {
                try await store.movePaper(id, to: .approved, by: .person(school.examiner), now: Self.now)
            }
            try await store.movePaper(id, to: .approved, by: .person(school.second), now: Self.now)
            let form = try await store.sealPaper(id, by: .person(school.second), now: Self.now)
            let record = try #require(try await store.paper(id))
            #expect(record.form == form)
            #expect(try await store.form(form)?.hash == form)
            #expect(try await store.key(ofForm: form)?.form == form)
            await #expect(throws: PaperRefusal.notEditable(.sealed)) {
                try await store.savePaper(
                    record.paper,
                    blueprint: nil,
                    seed: 1,
                    upon: record.revision,
                    by: .person(school.examiner),
                    now: Self.now
                )
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a candidate list again changes nothing, and its tickets open the sitting`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let id = try await school.sitting([])
            let list = [
                IncomingCandidate(number: "1", name: "أمينة", adjustments: [.extraTime(percent: 25)]),
                IncomingCandidate(number: "2", name: "Ó Briain"),
            ]
            func take(_ list: [IncomingCandidate], isDryRun: Bool) async throws -> CandidateListOutcome {
                try await store.importCandidates(
                    list,
                    into: id,
                    isDryRun: isDryRun,
                    by: .person(school.officer),
                    now: Self.now
                )
            }
            let dry = try await take(list, isDryRun: true)
            #expect((dry.added, dry.tickets.count) == (2, 0))
            #expect(try await store.candidates(of: id).isEmpty)
            let first = try await take(list, isDryRun: false)
            #expect(first.added == 2)
            let again = try await take(list, isDryRun: false)
            #expect((again.added, again.same) == (0, 2))
            let ticket = try #require(first.tickets["1"])
            let typed = try #require(Ticket(typed: ticket.printed.lowercased()))
            #expect(try await store.candidate(withTicket: typed)?.number == "1")
            #expect(try await store.candidates(of: id).first?.name == "أمينة")
        }
    }

    @Test func `a version 7 identifier sorts by its time`() {
        let ids = (0..<50).map { UUID.version7(now: Self.now + Double($0) / 100).uuidString }
        #expect(ids == ids.sorted())
        #expect(ids.allSatisfy { $0.dropFirst(14).first == "7" })
    }

    /// RFC 7914, section 12, third vector; of its 64 bytes the first 32, which PBKDF2 makes as a block of their own.
    @Test func `a password hash is the scrypt of RFC 7914`() throws {
        let salt = Data("SodiumChloride".utf8).base64EncodedString()
        let hash = "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        #expect(try PasswordHash(stored: "scrypt$14$8$1$\(salt)$\(hash)").matches("pleaseletmein"))
    }

    @Test func `a password is matched by itself alone`() throws {
        let hash = try PasswordHash(hashing: "correct horse battery")
        #expect(try hash.matches("correct horse battery"))
        #expect(try !hash.matches("correct horse batterx"))
        #expect(try !PasswordHash(stored: "nonsense").matches(""))
    }
}
