import Assessment
import ExamDelivery
import Foundation
import Testing

@testable import Storage

/// Answers that come back when the exam is long over, on every database.
@Suite struct DeliveryTests {
    private static let now = TestSchool.now
    private static let day: TimeInterval = 24 * 3600

    @Test(arguments: TestDatabase.all)
    func `late responses are stored until the results are confirmed, and a repeated one is answered after that`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (store, officer) = (school.store, Actor.person(school.officer))
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            func deliver(_ change: ChangeID, sequence: Int) async throws -> SavedChange {
                try await school.save(
                    TestSchool.rightResponses[0],
                    at: 1,
                    sequence: sequence,
                    of: attempt,
                    by: person,
                    change: change,
                    now: Self.now + Self.day
                )
            }
            try await store.moveSitting(id, to: .closed, by: officer, now: Self.now + 7200)
            let (first, second, third) = (ChangeID(UUID()), ChangeID(UUID()), ChangeID(UUID()))
            let closed = try await deliver(first, sequence: 1)
            #expect(closed.standing.word == "late")
            _ = try await store.scoreSitting(id, by: officer, now: Self.now + 7201)
            #expect(try await deliver(second, sequence: 2).standing.word == "late")
            try await store.confirmResults(of: id, by: officer, now: Self.now + 7202)
            await #expect(throws: AttemptRefusal.confirmed) { try await deliver(third, sequence: 3) }
            #expect(try await deliver(first, sequence: 1).digest == closed.digest)
            #expect(try await store.timeline(of: attempt).count == 4)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `signing in sweeps expired sessions away, but not the one that may still deliver`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (store, officer) = (school.store, Actor.person(school.officer))
            let id = try await school.sitting(["1"])
            let person = try #require(try await store.candidates(of: id).first?.person)
            func session(_ sitting: SittingID?, at begin: Date) async throws -> SessionToken {
                try await store.beginSession(of: person, for: sitting, until: begin + 14 * 3600, now: begin)
            }
            let before = try await session(nil, at: Self.now - 2 * Self.day)
            let ticket = try await session(id, at: Self.now)
            let account = try await session(nil, at: Self.now)
            let (attempt, _) = try await school.start("1", in: id)
            _ = try await session(id, at: Self.now + Self.day)
            #expect(try await store.session(before) == nil)
            let start = try await store.attempt(attempt).start
            for token in [ticket, account] {
                let kept = try #require(try await store.session(token))
                #expect(kept.expiresAt < Self.now + Self.day)
                #expect(kept.mayDeliver(to: start, at: Self.now + Self.day))
            }
            try await store.moveSitting(id, to: .closed, by: officer, now: Self.now + 7200)
            _ = try await store.scoreSitting(id, by: officer, now: Self.now + 7201)
            try await store.confirmResults(of: id, by: officer, now: Self.now + 7202)
            _ = try await session(id, at: Self.now + 2 * Self.day)
            for token in [ticket, account] { #expect(try await store.session(token) == nil) }
        }
    }

    @Test func `an expired session delivers to what was begun under it, and to nothing else`() {
        let (person, sitting) = (PersonID(rawValue: "p"), SittingID(rawValue: "s"))
        func start(_ candidate: PersonID, _ sitting: SittingID, at begin: Date) -> AttemptEvent.Start {
            AttemptEvent.Start(sitting: sitting, candidate: candidate, seed: 1, startedAt: begin, endsAt: begin + 3600)
        }
        func signedIn(_ only: SittingID?) -> SignedIn {
            SignedIn(
                person: Person(id: person, name: "", roles: [.candidate]),
                sitting: only,
                beganAt: Self.now,
                expiresAt: Self.now + 3600
            )
        }
        let late = Self.now + Self.day
        let own = start(person, sitting, at: Self.now + 3599)
        for only in [nil, sitting] { #expect(signedIn(only).mayDeliver(to: own, at: late)) }
        #expect(!signedIn(SittingID(rawValue: "other")).mayDeliver(to: own, at: late))
        #expect(!signedIn(nil).mayDeliver(to: start(PersonID(rawValue: "q"), sitting, at: Self.now), at: late))
        let after = start(person, sitting, at: Self.now + 3600)
        #expect(!signedIn(nil).mayDeliver(to: after, at: late))
        #expect(signedIn(nil).mayDeliver(to: after, at: Self.now + 3599))
    }
}
