import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// Which device may write, on every database.
@Suite struct LeaseTests {
    private static let now = TestSchool.now

    /// One candidate of an open sitting, asking from any session.
    private struct Door {
        let school: TestSchool
        let sitting: SittingID
        let person: PersonID

        init(_ database: Database) async throws {
            school = try await TestSchool(database)
            sitting = try await school.sitting(["1"])
            person = try #require(try await school.store.candidates(of: sitting).first?.person)
        }

        func ask(_ session: SessionToken, holding held: Int = 0, takesOver: Bool = false) async throws -> Lease {
            try await school.store.lease(
                of: person,
                in: sitting,
                for: session,
                holding: held,
                takesOver: takesOver,
                seed: 1,
                device: "Firefox, Linux",
                now: LeaseTests.now + 1
            )
        }
    }

    @Test(arguments: TestDatabase.all)
    func `two devices never write under one epoch`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let door = try await Door(database)
            let (first, second) = (SessionToken(), SessionToken())
            let begun = try await door.ask(first)
            #expect(begun.epoch == 1)
            await #expect(throws: AttemptRefusal.refused(.staleEpoch(current: 1))) { try await door.ask(second) }
            let taken = try await door.ask(second, takesOver: true)
            #expect(taken == Lease(attempt: begun.attempt, epoch: 2))
            await #expect(throws: AttemptRefusal.refused(.staleEpoch(current: 2))) {
                try await door.ask(first, holding: 1)
            }
            #expect(try await door.ask(second, holding: 2) == taken)
            #expect(try await door.school.store.timeline(of: begun.attempt).count == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `nobody begins in a sitting that is being closed`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let first = try await Door(database)
            for round in 0..<10 {
                let sitting = try await first.school.sitting(["\(round)"])
                let person = try #require(try await first.school.store.candidates(of: sitting).first?.person)
                async let started = Result.of {
                    try await first.school.store.startAttempt(
                        of: person,
                        in: sitting,
                        seed: 1,
                        device: "",
                        now: Self.now + 1
                    )
                }
                async let closed = Result.of {
                    try await first.school.store.moveSitting(sitting, to: .closed, by: .system, now: Self.now + 1)
                }
                let both = await (started, closed)
                let hasBegun = if case .success = both.0 { true } else { false }
                let isClosed = if case .success = both.1 { true } else { false }
                #expect(hasBegun != isClosed, "round \(round): \(both)")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the session that began gets its lease again when the answer was lost`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let door = try await Door(database)
            let session = SessionToken()
            let begun = try await door.ask(session)
            #expect(try await door.ask(session) == begun)
            #expect(try await door.ask(session, takesOver: true) == begun)
            #expect(try await door.school.store.timeline(of: begun.attempt).count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `of two devices that start at once one begins and the other is told`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let door = try await Door(database)
            func tried(_ session: SessionToken) async throws -> Lease? {
                do {
                    return try await door.ask(session)
                } catch AttemptRefusal.refused(.staleEpoch(current: 1)) {
                    return nil
                }
            }
            async let first = tried(SessionToken())
            async let second = tried(SessionToken())
            let leases = try await [first, second].compactMap(\.self)
            #expect(leases.count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a response under the name of a start begins nothing`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let door = try await Door(database)
            let (first, second) = (SessionToken(), SessionToken())
            let begun = try await door.ask(first)
            try await door.school.save(
                TestSchool.rightResponses[0],
                at: 1,
                sequence: 1,
                of: begun.attempt,
                by: door.person,
                change: second.startChange
            )
            await #expect(throws: AttemptRefusal.refused(.staleEpoch(current: 1))) { try await door.ask(second) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a form that leaves a question as it was stores nothing, whatever this node remembers`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let door = try await Door(database)
            let begun = try await door.ask(SessionToken())
            let (store, answers) = (door.school.store, TestSchool.rightResponses)
            let node = try Store(database: database, key: store.key, catalogue: .standard)
            func leave(_ response: ItemResponse, sequence: Int, epoch: Int = 1, by store: Store) async throws -> Bool {
                let change = Change(
                    person: door.person,
                    epoch: epoch,
                    sequence: sequence,
                    position: 1,
                    response: response
                )
                return try await store.saveResponseUnlessHeld(
                    change,
                    to: begun.attempt,
                    changeID: ChangeID(UUID()),
                    now: Self.now + 60
                ) != nil
            }
            #expect(try await !leave(ItemResponse(), sequence: 1, by: store))
            #expect(try await leave(answers[0], sequence: 1, by: store))
            #expect(try await !leave(answers[0], sequence: 2, by: store))
            // Another node takes the answer back; this one still remembers it and must not believe itself.
            #expect(try await leave(ItemResponse(), sequence: 2, by: node))
            #expect(try await leave(answers[0], sequence: 3, by: store))
            #expect(try await store.attempt(begun.attempt).held[1]?.response == answers[0])
            // Under a newer lease the same answer is stored: what the old window sends later must not win.
            _ = try await door.ask(SessionToken(), takesOver: true)
            #expect(try await leave(answers[0], sequence: 1, epoch: 2, by: store))
            #expect(try await store.attempt(begun.attempt).held[1]?.epoch == 2)
            let old = try await door.school.save(
                ItemResponse(),
                at: 1,
                sequence: 9,
                of: begun.attempt,
                by: door.person
            )
            #expect(old.standing == .oldDevice)
        }
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ work: @Sendable () async throws -> Success) async -> Self {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
}
