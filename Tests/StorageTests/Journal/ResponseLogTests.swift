import Foundation
import Testing

@testable import Storage

@Suite struct ResponseLogTests {
    private static func stream(_ number: Int) throws -> StreamName {
        try #require(StreamName(rawValue: "attempt/\(number)"))
    }

    private static func log(_ database: Database) async throws -> ResponseLog {
        try await database.migrate([Journal.migration], now: JournalTests.now)
        return ResponseLog(database: database, journal: try JournalTests.journal())
    }

    @Test(arguments: TestDatabase.all)
    func `every receipt is an event in the database and many share a commit`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let log = try await Self.log(database)
            let receipts = try await withThrowingTaskGroup(of: [JournalReceipt].self) { group in
                for candidate in 0..<32 {
                    group.addTask {
                        var receipts: [JournalReceipt] = []
                        for change in 0..<10 {
                            let entry = try JournalTests.entry("c\(change)", "r", stream: try Self.stream(candidate))
                            receipts.append(try await log.append(entry, expecting: Int64(change)).receipt)
                        }
                        return receipts
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let journal = try JournalTests.journal()
            let events = try await database.read { try journal.events(after: 0, limit: 1_000, in: $0) }
            #expect(Set(events.map(\.receipt)) == Set(receipts))
            #expect(events.count == 320)
            #expect(log.counts.entries == 320)
            #expect(log.counts.commits < 320)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
        }
    }

    @Test func `entries of one stream are appended in the order of the calls`() async throws {
        try await TestDatabase.sqliteFile.with { database in
            let log = try await Self.log(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    let entry = try JournalTests.entry("c\(number)", "\(number)")
                    // Each call is made before the next: the task runs up to its first wait here.
                    let call = Task.immediate { try await log.append(entry, expecting: Int64(number)) }
                    group.addTask { _ = try await call.value }
                }
                try await group.waitForAll()
            }
            let journal = try JournalTests.journal()
            let events = try await database.read { try journal.events(of: JournalTests.stream, in: $0) }
            #expect(events.map { String(decoding: $0.body, as: UTF8.self) } == (0..<100).map(String.init))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `one caller's conflict concerns nobody else in the commit`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let log = try await Self.log(database)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            let entry = try JournalTests.entry("c", "r", stream: try Self.stream(number))
                            _ = try await log.append(entry, expecting: number.isMultiple(of: 2) ? 0 : 5)
                            #expect(number.isMultiple(of: 2))
                        } catch {
                            #expect(!number.isMultiple(of: 2))
                            let expected = StorageError.outOfDate(stream: "attempt/\(number)", number: 0)
                            #expect(error as? StorageError == expected)
                        }
                    }
                }
            }
            let journal = try JournalTests.journal()
            #expect(try await database.read { try journal.events(after: 0, limit: 99, in: $0) }.count == 10)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `heads in memory give way to what others have appended`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let log = try await Self.log(database)
            let journal = try JournalTests.journal()
            for round in 0..<5 {
                _ = try await log.append(try JournalTests.entry("log-\(round)", "r"), expecting: Int64(round * 2))
                let entry = try JournalTests.entry("other-\(round)", "r")
                _ = try await database.write { try journal.append(entry, expecting: Int64(round * 2 + 1), in: $0) }
            }
            #expect(try await database.read { try journal.events(of: JournalTests.stream, in: $0) }.count == 10)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
            #expect(log.counts.failedCommits == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a repeated save gets its first receipt, in the same commit or later`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let log = try await Self.log(database)
            let entry = try JournalTests.entry("c", "r")
            let outcomes = try await withThrowingTaskGroup(of: JournalOutcome.self) { group in
                for _ in 0..<20 { group.addTask { try await log.append(entry, expecting: 0) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(outcomes.map(\.receipt)).count == 1)
            #expect(outcomes.filter { if case .appended = $0 { true } else { false } }.count == 1)
            #expect(try await log.append(entry, expecting: 0) == .repeated(outcomes[0].receipt))
        }
    }

    @Test func `a full disk gives errors and no receipt, and the log goes on when there is room`() async throws {
        try await TestDatabase.sqliteFile.with { database in
            let log = try await Self.log(database)
            let before = try await log.append(try JournalTests.entry("before", "r")).receipt
            _ = try await database.write { try $0.rows("PRAGMA max_page_count = 60") }
            let body = String(repeating: "a long answer ", count: 5_000)
            let outcomes = await withTaskGroup(of: Result<JournalReceipt, any Error>.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        do {
                            let entry = try JournalTests.entry("c", body, stream: try Self.stream(number))
                            return .success(try await log.append(entry).receipt)
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            var receipts = [before]
            for outcome in outcomes {
                switch outcome {
                case .success(let receipt): receipts.append(receipt)
                case .failure(let error): #expect(error as? StorageError == .full)
                }
            }
            #expect(receipts.count < 20)
            #expect(log.counts.failedCommits > 0)
            let journal = try JournalTests.journal()
            let kept = try await database.read { try journal.events(after: 0, limit: 99, in: $0) }
            #expect(Set(kept.map(\.receipt)) == Set(receipts))
            _ = try await database.write { try $0.rows("PRAGMA max_page_count = 100000") }
            for number in 0..<40 {
                _ = try await log.append(try JournalTests.entry("c", body, stream: try Self.stream(number)))
            }
            #expect(try await database.read { try journal.events(after: 0, limit: 99, in: $0) }.count == 41)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
        }
    }

    @Test func `heads of a commit that failed are forgotten`() async throws {
        try await TestDatabase.sqliteFile.with { database in
            let log = try await Self.log(database)
            _ = try await log.append(try JournalTests.entry("a", "r"))
            try await database.write { _ = try $0.execute("ALTER TABLE journal_tally RENAME TO away") }
            await #expect(throws: StorageError.self) { try await log.append(try JournalTests.entry("b", "r")) }
            try await database.write { _ = try $0.execute("ALTER TABLE away RENAME TO journal_tally") }
            let journal = try JournalTests.journal()
            let entry = try JournalTests.entry("c", "r", stream: StreamName("other"))
            _ = try await database.write { try journal.append(entry, in: $0) }
            #expect(try await log.append(try JournalTests.entry("b", "r")).receipt.number == 2)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an entry that the database refuses fails alone`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let log = try await Self.log(database)
            // A rule of the test's own, under which one entry of the commit cannot be stored.
            try await database.write { transaction in
                try transaction.run(
                    script: "CREATE TABLE hidden (stream TEXT NOT NULL, number BIGINT, change_id TEXT, epoch BIGINT, "
                        + "received_at BIGINT, body BYTEA, previous_hash BYTEA, position BIGINT UNIQUE, "
                        + "PRIMARY KEY (stream, number), UNIQUE (stream, change_id), CHECK (epoch <> 13)); "
                        + "DROP TABLE journal; ALTER TABLE hidden RENAME TO journal"
                )
            }
            let failed = await withTaskGroup(of: Int?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            var entry = try JournalTests.entry("c", "r", stream: try Self.stream(number))
                            if number == 7 { entry.epoch = 13 }
                            _ = try await log.append(entry)
                            return nil
                        } catch {
                            return number
                        }
                    }
                }
                return await group.reduce(into: []) { failed, number in number.map { failed.append($0) } }
            }
            #expect(failed == [7])
            let journal = try JournalTests.journal()
            #expect(try await database.read { try journal.events(after: 0, limit: 99, in: $0) }.count == 19)
        }
    }

    @Test func `bulk work comes in short transactions with saves in between, whole and in order`() async throws {
        try await TestDatabase.sqliteFile.with { database in
            let log = try await Self.log(database)
            try await database.write { _ = try $0.execute("CREATE TABLE staged (id BIGINT PRIMARY KEY, words TEXT)") }
            let saving = Task {
                var saves = 0
                while !Task.isCancelled {
                    _ = try await log.append(try JournalTests.entry("c\(saves)", "r"))
                    saves += 1
                }
                return saves
            }
            try await log.bulk(Array(0..<20_000)) { transaction, id in
                try transaction.execute(
                    "INSERT INTO staged (id, words) VALUES ($1, $2)",
                    [.integer(id), .text("an item")]
                )
            }
            saving.cancel()
            let saves = try await saving.value
            #expect(log.counts.chunks > 1)
            #expect(saves >= log.counts.chunks - 2)
            let staged = try await database.read { try $0.row("SELECT COUNT(*) AS n, MAX(id) AS last FROM staged") }
            #expect(try staged?.integer("n") == 20_000)
            #expect(try staged?.integer("last") == 19_999)
        }
    }

    @Test func `bulk work stops at its first error and keeps the chunks before it`() async throws {
        struct Refusal: Error {}
        try await TestDatabase.sqliteInMemory.with { database in
            let log = try await Self.log(database)
            try await database.write { _ = try $0.execute("CREATE TABLE staged (id BIGINT PRIMARY KEY)") }
            await #expect(throws: Refusal.self) {
                try await log.bulk(Array(0..<50_000)) { transaction, id in
                    if id == 49_999 { throw Refusal() }
                    try transaction.execute("INSERT INTO staged (id) VALUES ($1)", [.integer(id)])
                }
            }
            let staged = try await database.read { try $0.row("SELECT COUNT(*) AS n FROM staged")?.integer("n") ?? 0 }
            #expect(staged < 49_999)
            #expect(staged > 0)
            try await log.bulk([Int]()) { _, _ in }
        }
    }

    @Test(arguments: [TestDatabase.sqliteFile, .sqliteInMemory])
    func `more than may wait is refused at once as busy, and all that waited is saved`(kind: TestDatabase) async throws
    {
        try await kind.with { database in
            let log = try await Self.log(database)
            #expect(try await Self.refused(4_096 + 5, ofBytes: 10, by: log, database) == 5)
            // Long answers are counted by their bytes: eight of a mebibyte wait, the next do not.
            #expect(try await Self.refused(8 + 3, ofBytes: 1 << 20, by: log, database) == 3)
            // One alone may be as large as any, and there is room again.
            #expect(try await Self.refused(1, ofBytes: JournalEntry.sizeLimit, by: log, database) == 0)
            let journal = try JournalTests.journal()
            let kept = try await database.read { try journal.events(after: 0, limit: 10_000, in: $0).count }
            #expect(kept == 4_096 + 8 + 1)
        }
    }

    @Test func `one stream that fills half of the room leaves the other half to others`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let log = try await Self.log(database)
            let loud = StreamName("loud")
            let many = try (0..<2_500).map { try JournalTests.entry("\($0)", "a", stream: loud) }
            let quiet = try (0..<100).map {
                try JournalTests.entry("q", "a", stream: StreamName(trusted: "quiet-\($0)"))
            }
            #expect(try await Self.refused(many + quiet, by: log, database) == 2_500 - 2_048)
            let journal = try JournalTests.journal()
            let events = try await database.read { try journal.events(after: 0, limit: 10_000, in: $0) }
            #expect(events.count { $0.stream != loud } == 100)
            // The same by bytes: long answers of one stream stop at half, short ones of others get in.
            let long = String(repeating: "a", count: 512 << 10)
            let longs = try (0..<16).map { try JournalTests.entry("long-\($0)", long, stream: loud) }
            let others = try (0..<100).map {
                try JournalTests.entry("r", "a", stream: StreamName(trusted: "quiet-\($0)"))
            }
            #expect(try await Self.refused(longs + others, by: log, database) == 16 - 8)
        }
    }

    /// Hands in `count` entries, each of a stream of its own, while nothing can be written; says how many were refused.
    private static func refused(
        _ count: Int,
        ofBytes size: Int,
        by log: ResponseLog,
        _ database: Database
    ) async throws -> Int {
        let body = String(repeating: "a", count: size)
        let entries = try (0..<count).map { index in
            try JournalTests.entry("\(size)-\(index)", body, stream: StreamName(trusted: "attempt-\(size)-\(index)"))
        }
        return try await refused(entries, by: log, database)
    }

    /// Hands in `entries` while nothing can be written; says how many were refused as busy.
    private static func refused(
        _ entries: [JournalEntry],
        by log: ResponseLog,
        _ database: Database
    ) async throws -> Int {
        // While this transaction is open the log's writer waits for its turn; the tasks run up to their first wait.
        let calls = try await database.write { _ in
            entries.map { entry in Task.immediate { try await log.append(entry) } }
        }
        var busy = 0
        for call in calls {
            do {
                _ = try await call.value
            } catch StorageError.busy {
                busy += 1
            }
        }
        return busy
    }
}
