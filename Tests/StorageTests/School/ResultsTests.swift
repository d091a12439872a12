import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// From marks to results that may be released.
@Suite struct ResultsTests {
    static let now = TestSchool.now

    @Test(arguments: TestDatabase.all)
    func `new texts are looked at by a person before results are confirmed`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let officer = Actor.person(school.officer)
            let id = try await school.sitting(["1"])
            let (attempt, person) = try await school.start("1", in: id)
            let index = try #require(TestSchool.items.firstIndex { $0.kind == VeryShortAnswer.name })
            let use = try #require(TestSchool.items[index].scoring.first)
            let text = ResponseValue.text("a text that no key names")
            try await school.save(
                ItemResponse([use.response: text]),
                at: index + 1,
                sequence: 1,
                of: attempt,
                by: person
            )
            try await store.record(on: attempt, now: Self.now + 100) { attempt throws(Attempt.Refusal) in
                try attempt.handIn(now: Self.now + 100)
            }
            try await store.moveSitting(id, to: .closed, by: officer, now: Self.now + 200)
            let first = try await store.scoreSitting(id, by: officer, now: Self.now + 201)
            #expect(first.unconfirmed == [index + 1])
            await #expect(throws: ResultsRefusal.unconfirmed([index + 1])) {
                try await store.confirmResults(of: id, by: officer, now: Self.now + 202)
            }
            try await store.decide(
                .reject(use.id, text),
                onPosition: index + 1,
                of: id,
                by: officer,
                now: Self.now + 203
            )
            let second = try await store.scoreSitting(id, by: officer, now: Self.now + 204)
            #expect(second.unconfirmed.isEmpty)
            try await store.confirmResults(of: id, by: officer, now: Self.now + 205)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `no step of the results is taken by moving the sitting`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let officer = Actor.person(school.officer)
            let id = try await school.sitting(["1"])
            try await school.store.moveSitting(id, to: .closed, by: officer, now: Self.now + 200)
            for (before, step) in [(SittingState.closed, SittingState.marked), (.marked, .confirmed)] {
                await #expect(throws: SittingRefusal.noSuchStep(from: before, to: step)) {
                    try await school.store.moveSitting(id, to: step, by: officer, now: Self.now + 201)
                }
                _ = try await school.store.scoreSitting(id, by: officer, now: Self.now + 202)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `results without a pass mark are not released`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let officer = Actor.person(school.officer)
            let id = try await school.sitting(["1"])
            try await store.moveSitting(id, to: .closed, by: officer, now: Self.now + 200)
            try await store.setPassMark(nil, of: id, by: officer, now: Self.now + 201)
            let scored = try await store.scoreSitting(id, by: officer, now: Self.now + 202)
            try await store.confirmResults(of: id, by: officer, now: Self.now + 203)
            await #expect(throws: ResultsRefusal.noPassMark) {
                try await store.proposeRelease(of: id, digest: scored.digest, by: school.officer, now: Self.now + 204)
            }
        }
    }
}
