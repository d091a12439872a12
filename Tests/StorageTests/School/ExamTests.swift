import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// The main job through the store, on every database.
@Suite struct ExamTests {
    static let now = TestSchool.now

    @Test(arguments: TestDatabase.all)
    func `an exam goes from import to release and comes back from the journal alone`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let id = try await school.sitting(["1", "2", "3"])
            for (number, share) in [("1", TestSchool.rightResponses.count), ("2", 2)] {
                let (attempt, person) = try await school.start(number, in: id)
                for (index, response) in TestSchool.rightResponses.prefix(share).enumerated() {
                    let saved = try await school.save(
                        response,
                        at: index + 1,
                        sequence: index + 1,
                        of: attempt,
                        by: person
                    )
                    #expect(saved.standing == .counts)
                }
                try await store.record(on: attempt, now: Self.now + 100) { attempt throws(Attempt.Refusal) in
                    try attempt.handIn(now: Self.now + 100)
                }
            }
            try await store.moveSitting(id, to: .closed, by: .person(school.officer), now: Self.now + 200)
            let scored = try await store.scoreSitting(id, by: .person(school.officer), now: Self.now + 201)
            #expect(scored.candidates.map(\.candidate.number) == ["1", "2"])
            #expect(scored.candidates[0].marked.total == scored.marker.total)
            #expect(scored.candidates[0].result?.percent == "100.0")
            #expect(scored.candidates[0].result?.isPass == true)

            // A second store over the same database knows nothing but what was stored.
            let other = try Store(database: database, key: store.key, catalogue: .standard)
            #expect(try await other.scored(id).digest == scored.digest)

            try await store.confirmResults(of: id, by: .person(school.officer), now: Self.now + 202)
            try await store.proposeRelease(of: id, digest: scored.digest, by: school.officer, now: Self.now + 203)
            await #expect(throws: ResultsRefusal.samePerson) {
                try await store.confirmRelease(of: id, digest: scored.digest, by: school.officer, now: Self.now + 204)
            }
            try await store.confirmRelease(of: id, digest: scored.digest, by: school.second, now: Self.now + 205)
            #expect(try await store.sitting(id)?.state == .released)
            #expect(try await store.verifyJournal().isSound)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an attempt has one spelling, so that nobody is judged by a copy left behind`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            let shouted = AttemptID(rawValue: attempt.rawValue.uppercased())
            await #expect(throws: AttemptRefusal.unknown) {
                try await school.save(TestSchool.rightResponses[0], at: 1, sequence: 1, of: shouted, by: person)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what another node appended is known before a response is judged`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            try await school.save(TestSchool.rightResponses[0], at: 1, sequence: 1, of: attempt, by: person)
            let node = try Store(database: database, key: school.store.key, catalogue: .standard)
            try await node.record(on: attempt, now: Self.now + 70) { attempt throws(Attempt.Refusal) in
                try attempt.handIn(now: Self.now + 70)
            }
            let saved = try await school.save(
                ItemResponse(),
                at: 1,
                sequence: 2,
                of: attempt,
                by: person,
                now: Self.now + 80
            )
            #expect(saved.standing == .late(by: .seconds(10)))
            #expect(try await school.store.attempt(attempt).held[1]?.response == TestSchool.rightResponses[0])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `the same change again gets its first answer, another body under its id is refused`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            let change = ChangeID(UUID())
            let right = TestSchool.rightResponses[0]
            let first = try await school.save(right, at: 1, sequence: 1, of: attempt, by: person, change: change)
            // Long after the end: the first answer stands, though a new change would be late.
            let late = Self.now + 9000
            let again = try await school.save(
                right,
                at: 1,
                sequence: 1,
                of: attempt,
                by: person,
                change: change,
                now: late
            )
            #expect(again.digest == first.digest)
            #expect(again.standing == .counts)
            await #expect(throws: AttemptRefusal.differs) {
                try await school.save(
                    ItemResponse(),
                    at: 1,
                    sequence: 1,
                    of: attempt,
                    by: person,
                    change: change
                )
            }
            #expect(try await school.store.attempt(attempt).held[1]?.response == right)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a late response is stored and marked, and changes no result`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            let right = TestSchool.rightResponses[0]
            let inGrace = try await school.save(
                right,
                at: 1,
                sequence: 1,
                of: attempt,
                by: person,
                now: Self.now + 3600 + 59
            )
            #expect(inGrace.standing == .counts)
            let late = try await school.save(
                ItemResponse(),
                at: 1,
                sequence: 2,
                of: attempt,
                by: person,
                now: Self.now + 3600 + 61
            )
            #expect(late.standing == .late(by: .seconds(61)))
            #expect(try await school.store.attempt(attempt).held[1]?.response == right)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `somebody else's attempt is not there`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1", "2"])
            let (attempt, _) = try await school.start("1", in: id)
            let (_, other) = try await school.start("2", in: id)
            await #expect(throws: AttemptRefusal.refused(.notYours)) {
                try await school.save(TestSchool.rightResponses[0], at: 1, sequence: 1, of: attempt, by: other)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `starting in two windows at once begins one attempt`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await school.sitting(["1"])
            async let first = school.start("1", in: id).0
            async let second = school.start("1", in: id).0
            let (one, other) = try await (first, second)
            #expect(one == other)
            #expect(try await school.store.timeline(of: one).count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a decision sends the sitting back to be scored and is replayed with it`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            try await school.save(TestSchool.rightResponses[0], at: 1, sequence: 1, of: attempt, by: person)
            try await store.record(on: attempt, now: Self.now + 100) { attempt throws(Attempt.Refusal) in
                try attempt.handIn(now: Self.now + 100)
            }
            try await store.moveSitting(id, to: .closed, by: .person(school.officer), now: Self.now + 200)
            let before = try await store.scoreSitting(id, by: .person(school.officer), now: Self.now + 201)
            try await store.decide(.exclude, onPosition: 2, of: id, by: .person(school.officer), now: Self.now + 202)
            #expect(try await store.sitting(id)?.state == .closed)
            let after = try await store.scoreSitting(id, by: .person(school.officer), now: Self.now + 203)
            #expect(after.marker.total < before.marker.total)
            #expect(after.candidates[0].marked.total == before.candidates[0].marked.total)
            #expect(after.digest != before.digest)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `two windows that take over at the same moment get leases of their own`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let id = try await school.sitting(["1"])
            let (attempt, _) = try await school.start("1", in: id)
            let epochs = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        try await store.record(on: attempt, now: Self.now + 10) { attempt throws(Attempt.Refusal) in
                            attempt.takeOver(device: "Device \(index)")
                        }.epoch
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(try await store.attempt(attempt).epoch == 9)
            #expect(epochs.sorted() == Array(2...9))
            let leases = try await store.timeline(of: attempt).compactMap { event, _ in
                if case .tookOver(let epoch, _) = event { epoch } else { nil }
            }
            #expect(leases == Array(2...9))
        }
    }
}
