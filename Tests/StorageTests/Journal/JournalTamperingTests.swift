import Foundation
import Testing

@testable import Storage

/// Someone with the database file but without the key changes the past: every way must be found.
@Suite struct JournalTamperingTests {
    /// Five streams of twenty events.
    static func fill(_ database: Database, from first: Int = 1, through last: Int = 20) async throws {
        let journal = try JournalTests.journal()
        try await database.write { transaction in
            for number in first...last {
                for stream in ["s1", "s2", "s3", "s4", "s5"] {
                    let entry = try JournalTests.entry(
                        "change-\(number)",
                        "response \(number)",
                        stream: try #require(StreamName(rawValue: stream))
                    )
                    _ = try journal.append(entry, in: transaction)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what nobody touched is sound`(kind: TestDatabase) async throws {
        try await kind.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database)
            let report = try await database.read { try JournalTests.journal().verify(in: $0) }
            #expect(report.findings == [])
            #expect(report.events == 100)
            #expect(report.streams == 5)
        }
    }

    @Test(arguments: Tampering.byHand)
    func `a change by hand is found`(tampering: Tampering) async throws {
        for kind in TestDatabase.all where kind != .sqliteFile {
            // SQLite keeps a text in a column for bytes; PostgreSQL makes it bytes and the seal fails instead.
            let expected: JournalFinding.Problem =
                tampering.name == "the tally's seal" && kind == .postgreSQL ? .tallySeal : tampering.problem
            try await kind.with { database in
                try await database.migrate([Journal.migration], now: JournalTests.now)
                try await Self.fill(database)
                try await database.write { try $0.run(script: tampering.script) }
                let report = try await database.read { try JournalTests.journal().verify(in: $0) }
                #expect(report.findings.contains { $0.problem == expected }, "\(kind): \(report.findings)")
            }
        }
    }

    @Test func `a journal rewritten from an event on, with a right chain, is found by its seals`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database)
            let forger = Journal(key: try JournalKey(secret: Data(repeating: 6, count: 32)))
            try await database.write { transaction in
                let events = try forger.events(after: 0, limit: 100, in: transaction)
                try transaction.run(script: "DELETE FROM journal; DELETE FROM journal_head; DELETE FROM journal_tally")
                for event in events {
                    let entry = JournalEntry(
                        stream: event.stream,
                        changeID: event.changeID,
                        epoch: event.epoch,
                        receivedAt: event.receivedAt,
                        body: event.number == 7 ? Data("the right answer".utf8) : event.body
                    )
                    _ = try forger.append(entry, in: transaction)
                }
            }
            #expect(try await database.read { try forger.verify(in: $0) }.isSound)
            let report = try await database.read { try JournalTests.journal().verify(in: $0) }
            #expect(report.findings.map(\.problem) == [.tallySeal])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `one stream set back, with its head and all positions moved up, is found by the seal`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database, through: 10)
            let old = try await database.read { transaction in
                try #require(try transaction.row("SELECT events, streams, chain, seal FROM journal_tally"))
            }
            try await Self.fill(database, from: 11)
            try await database.write { transaction in
                // The sealed tally of an older moment belongs to fewer events than are left.
                try transaction.execute("DELETE FROM journal WHERE stream = 's2' AND number > 10")
                try transaction.execute("UPDATE journal_head SET number = 10, position = 47 WHERE stream = 's2'")
                try transaction.execute(
                    "UPDATE journal_tally SET events = $1, streams = $2, chain = $3, seal = $4",
                    [
                        try old.value("events"), try old.value("streams"), try old.value("chain"),
                        try old.value("seal"),
                    ]
                )
            }
            let report = try await database.read { try JournalTests.journal().verify(in: $0) }
            let problems = Set(report.findings.map(\.problem))
            #expect(problems.isSuperset(of: [.tallyDiffers, .chainDiffers, .position]))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a database set back whole is found by an anchor, and a continued one is sound`(
        kind: TestDatabase
    ) async throws {
        let journal = try JournalTests.journal()
        let anchors = try await Self.anchorsOfALongerJournal(kind)
        try await kind.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database, through: 10)
            let early = try await database.read { try journal.verify(against: [anchors[0]], in: $0) }
            #expect(early.isSound)
            let late = try await database.read { try journal.verify(against: anchors, in: $0) }
            #expect(late.findings.map(\.problem) == [.anchorDiffers])
            // Writing on from the older state does not help: those are not the same events.
            try await database.write { transaction in
                for number in 1...50 {
                    _ = try journal.append(try JournalTests.entry("x\(number)", "new"), in: transaction)
                }
            }
            let other = try await database.read { try journal.verify(against: anchors, in: $0) }
            #expect(other.findings.map(\.problem) == [.anchorDiffers])
        }
    }

    /// Anchors taken after 50 and after 100 events.
    private static func anchorsOfALongerJournal(_ kind: TestDatabase) async throws -> [JournalAnchor] {
        let journal = try JournalTests.journal()
        var anchors: [JournalAnchor] = []
        try await kind.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await fill(database, through: 10)
            anchors.append(try await database.read { try journal.anchor(at: JournalTests.now, in: $0) })
            try await fill(database, from: 11)
            anchors.append(try await database.read { try journal.anchor(at: JournalTests.now + 60, in: $0) })
            let report = try await database.read { [anchors] in try journal.verify(against: anchors, in: $0) }
            #expect(report.isSound)
        }
        return anchors
    }

    @Test func `an anchor survives being written down, and a forged one is named`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database)
            let journal = try JournalTests.journal()
            let anchor = try await database.read { try journal.anchor(at: JournalTests.now, in: $0) }
            let text = try JSONEncoder().encode(anchor)
            #expect(try JSONDecoder().decode(JournalAnchor.self, from: text) == anchor)
            let forged = JournalAnchor(
                takenAt: anchor.takenAt + 1,
                events: anchor.events,
                streams: anchor.streams,
                root: anchor.root,
                seal: anchor.seal
            )
            let report = try await database.read { try journal.verify(against: [forged], in: $0) }
            #expect(report.findings.map(\.problem) == [.anchorSeal])
        }
    }

    @Test(arguments: [
        "UPDATE journal_head SET number = 3 WHERE stream = 's2'", "DELETE FROM journal_head WHERE stream = 's2'",
        "UPDATE journal_tally SET events = 40", "DELETE FROM journal_tally",
        "DELETE FROM journal WHERE stream = 's2' AND number = 20",
    ])
    func `a save after tampering is still stored, and does not make the tampering good`(script: String) async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            try await database.migrate([Journal.migration], now: JournalTests.now)
            try await Self.fill(database)
            try await database.write { try $0.run(script: script) }
            let journal = try JournalTests.journal()
            for id in ["late-1", "late-2"] {
                let entry = try JournalTests.entry(id, "an answer", stream: StreamName("s2"))
                let outcome = try await database.write { try journal.append(entry, in: $0) }
                guard case .appended = outcome else {
                    Issue.record("\(outcome) is not an append")
                    return
                }
            }
            #expect(try await database.read { try !journal.verify(in: $0).isSound })
        }
    }
}
