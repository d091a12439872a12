import Foundation
import Testing

@testable import Storage

@Suite struct JournalTests {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let stream = StreamName("attempt-1")

    static func journal() throws -> Journal { Journal(key: try JournalKey(secret: Data(repeating: 5, count: 32))) }

    static func entry(_ id: String, _ body: String, stream: StreamName = stream) throws -> JournalEntry {
        JournalEntry(
            stream: stream,
            changeID: try #require(ChangeID(rawValue: id)),
            epoch: 3,
            receivedAt: now,
            body: Data(body.utf8)
        )
    }

    @Test(arguments: TestDatabase.all)
    func `events are numbered, chained and come back as they were appended`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            let entries = [try Self.entry("a", "one"), try Self.entry("b", ""), try Self.entry("c", "é e\u{301}")]
            let outcomes = try await database.write { transaction in
                try entries.map { try journal.append($0, in: transaction) }
            }
            let events = try await database.read { try journal.events(of: Self.stream, in: $0) }
            #expect(events.map(\.number) == [1, 2, 3])
            #expect(events.map(\.position) == [1, 2, 3])
            #expect(events.map(\.body) == entries.map(\.body))
            #expect(events.map(\.epoch) == [3, 3, 3])
            #expect(events.map(\.receivedAt) == Array(repeating: Self.now, count: 3))
            #expect(events.map(\.previousHash) == [.none, events[0].hash, events[1].hash])
            #expect(outcomes == events.map { .appended($0.receipt) })
            let rest = try await database.read { try journal.events(of: Self.stream, from: 2, in: $0) }
            #expect(rest == events.suffix(2))
            #expect(try await database.read { try journal.lastNumber(of: Self.stream, in: $0) } == 3)
            #expect(try await database.read { try journal.lastNumber(of: StreamName("other"), in: $0) } == 0)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the newest events come first, page by page, of one stream`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            for number in 1...5 {
                for stream in [Self.stream, StreamName("other")] {
                    let entry = try Self.entry("\(number)", "r", stream: stream)
                    _ = try await database.write { try journal.append(entry, in: $0) }
                }
            }
            func page(before end: Int64, limit: Int) async throws -> [Int64] {
                let events = try await database.read {
                    try journal.newestEvents(of: Self.stream, before: end, limit: limit, in: $0)
                }
                #expect(events.allSatisfy { $0.stream == Self.stream })
                return events.map(\.number)
            }
            #expect(try await page(before: .max, limit: 2) == [5, 4])
            #expect(try await page(before: 4, limit: 2) == [3, 2])
            #expect(try await page(before: 2, limit: 2) == [1])
            #expect(try await page(before: 1, limit: 2).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the same change again gets its first receipt and appends nothing`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            let first = try await database.write { try journal.append(try Self.entry("a", "one"), in: $0) }
            _ = try await database.write { try journal.append(try Self.entry("b", "two"), in: $0) }
            var again = try Self.entry("a", "one")
            again.receivedAt = Self.now + 90
            let repeated = try await database.write { [again] in try journal.append(again, expecting: 0, in: $0) }
            #expect(repeated == .repeated(first.receipt))
            #expect(try await database.read { try journal.events(of: Self.stream, in: $0) }.count == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `another body under the same change is kept as evidence, once, and changes nothing`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            let first = try await database.write { try journal.append(try Self.entry("a", "one"), in: $0) }
            for _ in 0..<2 {
                let outcome = try await database.write { try journal.append(try Self.entry("a", "forged"), in: $0) }
                guard case .differs(let standing, let evidence) = outcome else {
                    Issue.record("\(outcome) is not a difference")
                    return
                }
                #expect(standing == first.receipt)
                #expect(evidence.stream == Self.stream.evidence)
                #expect(evidence.number == 1)
            }
            let kept = try await database.read { try journal.events(of: Self.stream.evidence, in: $0) }
            #expect(kept.map(\.body) == [Data("forged".utf8)])
            #expect(try await database.read { try journal.events(of: Self.stream, in: $0) }.count == 1)
            #expect(try await database.read { try journal.verify(in: $0) }.isSound)
        }
    }

    @Test func `the caller may say what makes a change the same`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            let first = try await database.write { try journal.append(try Self.entry("a", "B, in time"), in: $0) }
            var late = try Self.entry("a", "B, late")
            late.isRepeat = { $0.body.first == UInt8(ascii: "B") }
            let again = try await database.write { [late] in try journal.append(late, in: $0) }
            #expect(again == .repeated(first.receipt))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a stream that has moved on is not appended to blindly`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            _ = try await database.write { try journal.append(try Self.entry("a", "one"), expecting: 0, in: $0) }
            for number in [Int64(0), 2, -1] {
                await #expect(throws: StorageError.outOfDate(stream: Self.stream.rawValue, number: 1)) {
                    try await database.write {
                        try journal.append(try Self.entry("b", "two"), expecting: number, in: $0)
                    }
                }
            }
            _ = try await database.write { try journal.append(try Self.entry("b", "two"), expecting: 1, in: $0) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an append goes with its transaction`(kind: TestDatabase) async throws {
        struct Refusal: Error {}
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            await #expect(throws: Refusal.self) {
                try await database.write { transaction in
                    _ = try journal.append(try Self.entry("a", "one"), in: transaction)
                    throw Refusal()
                }
            }
            #expect(try await database.read { try journal.events(after: 0, limit: 9, in: $0) }.isEmpty)
            #expect(try await database.read { try journal.verify(in: $0) } == JournalReport())
        }
    }

    @Test(arguments: TestDatabase.all, [UInt64(1), 2, 3])
    func `whatever is appended in whatever order, the journal is the list of first bodies`(
        kind: TestDatabase,
        seed: UInt64
    ) async throws {
        try await kind.with { database in
            let journal = try Self.journal()
            try await database.migrate([Journal.migration], now: Self.now)
            var generator = SeededGenerator(seed: seed)
            var model: [StreamName: [(id: String, body: String)]] = [:]
            for _ in 0..<120 {
                let candidate = UInt8.random(in: 0...4, using: &generator)
                let stream = StreamName("attempt", UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, candidate)))
                let id = "c\(Int.random(in: 0...30, using: &generator))"
                let body = "\(Int.random(in: 0...1, using: &generator))"
                let entry = try Self.entry(id, body, stream: stream)
                let outcome = try await database.write { try journal.append(entry, in: $0) }
                let known = model[stream, default: []].firstIndex { $0.id == id }
                switch (outcome, known) {
                case (.appended(let receipt), nil):
                    model[stream, default: []].append((id, body))
                    #expect(receipt.number == Int64(model[stream, default: []].count))
                case (.repeated(let receipt), let index?):
                    #expect(model[stream]?[index].body == body)
                    #expect(receipt.number == Int64(index + 1))
                case (.differs(let receipt, _), let index?):
                    #expect(model[stream]?[index].body != body)
                    #expect(receipt.number == Int64(index + 1))
                default:
                    Issue.record("\(outcome) for a change that is \(known == nil ? "new" : "known")")
                }
            }
            for (stream, expected) in model {
                let events = try await database.read { try journal.events(of: stream, in: $0) }
                #expect(events.map { String(decoding: $0.body, as: UTF8.self) } == expected.map(\.body))
            }
            let all = try await database.read { try journal.events(after: 0, limit: 1_000, in: $0) }
            #expect(all.map(\.position) == (1...Int64(all.count)).map { $0 })
            let report = try await database.read { try journal.verify(in: $0) }
            #expect(report.isSound)
            #expect(report.events == Int64(all.count))
        }
    }

    @Test(arguments: ["", "é", "a b", "evidence/x", String(repeating: "x", count: 101), "tab\t"])
    func `a stream's name is short visible ASCII and never in the evidence`(name: String) {
        #expect(StreamName(rawValue: name) == nil)
        if name != "evidence/x" { #expect(ChangeID(rawValue: name) == nil) }
    }

    @Test func `fields that run into each other hash differently`() throws {
        func event(_ stream: String, _ id: String, _ body: String) -> ChainHash {
            JournalEvent(
                position: 1,
                stream: StreamName(trusted: stream),
                number: 1,
                changeID: ChangeID(trusted: id),
                epoch: 0,
                receivedAt: Self.now,
                body: Data(body.utf8),
                previousHash: .none
            ).hash
        }
        let hashes = [event("ab", "c", "d"), event("a", "bc", "d"), event("a", "b", "cd"), event("abc", "", "d")]
        #expect(Set(hashes).count == 4)
    }

    /// A journal written by an earlier version must verify for ever: the digest of a stored specimen is frozen.
    @Test func `the hash of the specimen event is what it always was`() throws {
        let event = JournalEvent(
            position: 7,
            stream: StreamName("attempt/specimen"),
            number: 2,
            changeID: ChangeID(trusted: "0190a8c0-0000-7000-8000-000000000001"),
            epoch: 1,
            receivedAt: Date(timeIntervalSince1970: 1_790_000_000.5),
            body: Data(#"{"format":1,"type":"responded"}"#.utf8),
            previousHash: .none
        )
        #expect(event.hash.hexadecimal == "78ceea3c868b2ccaf7aec6f2502c776e2b5fe6846808d95db6d62c09cdaa3176")
    }

    @Test func `an entry beyond the limit and a short key are refused`() async throws {
        let big = JournalEntry(
            stream: Self.stream,
            changeID: ChangeID(trusted: "a"),
            receivedAt: Self.now,
            body: Data(count: JournalEntry.sizeLimit + 1)
        )
        #expect(throws: StorageError.self) { try big.check() }
        #expect(throws: StorageError.self) { try JournalKey(secret: Data(count: 31)) }
    }
}
