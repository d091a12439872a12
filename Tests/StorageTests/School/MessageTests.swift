import Assessment
import Foundation
import Testing

@testable import Storage

/// Messages of those who lead a sitting, on every database.
@Suite struct MessageTests {
    static let now = TestSchool.now

    @Test(arguments: TestDatabase.all)
    func `everybody gets a message to all, one candidate the message to that one`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            let all = try await room.send("To all", to: nil)
            let one = try await room.send("To one", to: room.first, now: Self.now + 1)
            #expect(try await room.received(room.first) == [all, one])
            #expect(try await room.received(room.second) == [all])
            let late = IncomingCandidate(number: "3", name: "Late")
            _ = try await room.store.importCandidates(
                [late],
                into: room.id,
                isDryRun: false,
                by: .person(room.school.officer),
                now: Self.now + 2
            )
            let third = try #require(try await room.store.candidates(of: room.id).last).person
            #expect(try await room.received(third) == [all])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a message is unread until it is marked, and every reader counts once`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            let all = try await room.send("To all", to: nil)
            let one = try await room.send("To one", to: room.first, now: Self.now + 1)
            for reader in [room.first, room.second, room.first] {
                // What was not sent to a person cannot be read by that person.
                try await room.store.markRead([all.id, one.id], by: reader, now: Self.now + 5)
            }
            try await room.store.markRead([all.id], by: room.school.officer, now: Self.now + 6)
            let sent = try await room.store.messages(of: room.id)
            #expect(sent.map(\.message) == [one, all])
            #expect(sent.map(\.number) == ["1", nil])
            #expect(sent.map(\.readCount) == [1, 2])
            #expect(sent.map(\.recipientCount) == [1, 2])
            #expect(sent.map(\.sentBy) == [room.school.officer.rawValue, room.school.officer.rawValue])
            let read = try await room.store.messages(to: room.first, in: room.id)
            #expect(read.map(\.readAt) == [Self.now + 5, Self.now + 5])
            #expect(try await room.unread(room.first) == [])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a device gets what is newer than the last message it has seen, and misses none`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            // The same instant, and a clock that goes back: each is still later than the one before.
            var sent: [Message] = []
            for seconds in [10.0, 10, 3] {
                sent.append(try await room.send("Message", to: nil, now: Self.now + seconds))
            }
            let first = (Self.now + 10).milliseconds
            #expect(sent.map(\.sentAt.milliseconds) == [first, first + 1, first + 2])
            #expect(try await room.unread(room.first) == sent)
            #expect(try await room.unread(room.first, after: sent[0].sentAt) == [sent[1], sent[2]])
            #expect(try await room.unread(room.first, after: sent[2].sentAt) == [])
            try await room.store.markRead([sent[1].id], by: room.first, now: Self.now + 20)
            #expect(try await room.unread(room.first, after: sent[0].sentAt) == [sent[2]])
            let two = try await room.store.unreadMessages(to: room.second, in: room.id, limit: 2)
            #expect(two == [sent[0], sent[1]])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a message has 1 to 500 characters, whatever the script`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            for (text, length) in [("", 0), (" \r\n ", 0), (String(repeating: "ن", count: 501), 501)] {
                await #expect(throws: MessageRefusal.length(length)) { try await room.send(text, to: nil) }
            }
            let longest = try await room.send(String(repeating: "👩🏽‍⚕️", count: 100), to: nil)
            #expect(longest.body.unicodeScalars.count == 500)
            let lines = try await room.send(" one\r\ntwo ", to: nil)
            #expect(lines.body == "one\ntwo")
            #expect(try await room.received(room.first) == [longest, lines])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `nothing is sent to a sitting that is not open, nor to somebody who is not on its list`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            await #expect(throws: MessageRefusal.noSuchCandidate) {
                try await room.send("Text", to: room.school.examiner)
            }
            await #expect(throws: MessageRefusal.unknownSitting) {
                try await room.store.sendMessage(
                    "Text",
                    to: nil,
                    in: SittingID(rawValue: "none"),
                    by: .person(room.school.officer),
                    now: Self.now
                )
            }
            let officer = Actor.person(room.school.officer)
            try await room.store.moveSitting(room.id, to: .closed, by: officer, now: Self.now + 9000)
            await #expect(throws: MessageRefusal.notOpen(.closed)) { try await room.send("Text", to: nil) }
            #expect(try await room.store.messages(of: room.id) == [])
            #expect(try await room.store.verifyJournal().isSound)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the audit stream says who sent which message, and not its words`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let room = try await Room(database)
            let message = try await room.send("Fire alarm", to: nil)
            let last = try #require(try await room.store.events(of: .audit).last)
            let event = AuditEvent(
                actor: .person(room.school.officer),
                action: .messageSent,
                object: message.id.rawValue
            )
            #expect(last.body == event.body)
        }
    }

    /// An open sitting of two candidates.
    private struct Room {
        let school: TestSchool
        let id: SittingID
        let first: PersonID
        let second: PersonID

        var store: Store { school.store }

        init(_ database: Database) async throws {
            school = try await TestSchool(database)
            id = try await school.sitting(["1", "2"])
            let people = try await school.store.candidates(of: id).map(\.person)
            (first, second) = (people[0], people[1])
        }

        @discardableResult
        func send(_ text: String, to person: PersonID?, now: Date = MessageTests.now) async throws -> Message {
            try await store.sendMessage(text, to: person, in: id, by: .person(school.officer), now: now)
        }

        func received(_ person: PersonID) async throws -> [Message] {
            try await store.messages(to: person, in: id).map(\.message)
        }

        func unread(_ person: PersonID, after instant: Date? = nil) async throws -> [Message] {
            try await store.unreadMessages(to: person, in: id, after: instant)
        }
    }
}
