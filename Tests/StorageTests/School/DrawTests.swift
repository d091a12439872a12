import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// What is drawn for a candidate, on every database.
@Suite struct DrawTests {
    private static let dose = ResponseID(rawValue: "RESPONSE")

    @Test(arguments: TestDatabase.all)
    func `a draw is stored with the start, and marks and replays rest on it`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let items = [ProcessedItem.specimens[0].version, ProcessedItem.drawnDose]
            let sitting = try await school.sitting(["1", "2"], of: items)
            let (attempt, person) = try await school.start("1", in: sitting)
            let drawn = try #require(try await school.store.attempt(attempt).start.draws[2])
            let weight = try #require((drawn.shown["WEIGHT"]?.first).flatMap { Int($0) })
            guard case .started(let start) = try await school.store.timeline(of: attempt)[0].event else {
                Issue.record("the stream does not begin with a start")
                return
            }
            #expect(start.draws == [2: drawn])

            let right = ItemResponse([Self.dose: .number("\(weight * 2)", unit: "mg")])
            let saved = try await school.save(right, at: 2, sequence: 1, of: attempt, by: person)
            #expect(saved.standing == .counts)
            // A second start is the first one, with its draw.
            let (again, _) = try await school.start("1", in: sitting)
            #expect(again == attempt)
            for isReplayed in [false, true] {
                let scored = try await school.store.scored(sitting, isReplayed: isReplayed)
                let candidate = try #require(scored.candidates.first)
                #expect(candidate.draws == [2: drawn])
                #expect(candidate.marked.positions[1].mark == .one)
            }
        }
    }

    @Test func `a form without drawn parts stores none`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let school = try await TestSchool(database)
            let (attempt, _) = try await school.start("1", in: try await school.sitting(["1"]))
            #expect(try await school.store.attempt(attempt).start.draws.isEmpty)
        }
    }
}
