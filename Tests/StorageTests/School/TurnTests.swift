import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// Items that are answered in turns, on every database.
@Suite struct TurnTests {
    private static func given(_ id: String, _ option: String) -> ItemResponse {
        ItemResponse([ResponseID(rawValue: id): .choices([OptionID(rawValue: option)])])
    }

    @Test(arguments: TestDatabase.all)
    func `a turn is stored once, is replayed, and makes the mark`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let sitting = try await school.sitting(["1"], of: [ProcessedItem.nextStep])
            let (attempt, person) = try await school.start("1", in: sitting)
            @Sendable func turn(_ number: Int, _ response: ItemResponse) -> Change {
                Change(person: person, epoch: 1, sequence: number, position: 1, response: response, turn: number)
            }
            let first = turn(1, Self.given("TEST", "CTPA"))
            let changeID = ChangeID(UUID())
            func send(_ change: Change, _ id: ChangeID) async throws -> SavedChange {
                try await school.store.saveResponse(change, to: attempt, changeID: id, now: TestSchool.now + 60)
            }
            let saved = try await send(first, changeID)
            #expect(saved.standing == .counts)
            // The answer was lost on the way: sent again it is the same turn, however far the item has gone on.
            #expect(try await send(first, changeID) == saved)
            #expect(try await school.store.attempt(attempt).turns[1] == [first.response])
            await #expect(throws: AttemptRefusal.differs) {
                var saveOnly = first
                saveOnly.turn = nil
                _ = try await send(saveOnly, changeID)
            }
            #expect(try await send(first, ChangeID(UUID())).standing == .misfit("turn-passed"))

            let last = turn(2, Self.given("CARE", "HEPARIN"))
            #expect(try await send(last, ChangeID(UUID())).standing == .counts)
            #expect(try await send(first, changeID) == saved)
            let after = turn(3, Self.given("CARE", "ASPIRIN"))
            #expect(try await send(after, ChangeID(UUID())).standing == .misfit("turns-completed"))

            for isReplayed in [false, true] {
                let scored = try await school.store.scored(sitting, isReplayed: isReplayed)
                let candidate = try #require(scored.candidates.first)
                #expect(candidate.turns == [1: [first.response, last.response]])
                #expect(candidate.responses == [1: last.response])
                #expect(candidate.marked.positions[0].mark == Mark(2))
            }
        }
    }

    @Test func `turns that are sent at once are taken once`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let school = try await TestSchool(database)
            let sitting = try await school.sitting(["1"], of: [ProcessedItem.nextStep])
            let (attempt, person) = try await school.start("1", in: sitting)
            let standings = try await withThrowingTaskGroup(of: Standing.self) { group in
                for sequence in 1...8 {
                    group.addTask {
                        let change = Change(
                            person: person,
                            epoch: 1,
                            sequence: sequence,
                            position: 1,
                            response: Self.given("TEST", "ECG"),
                            turn: 1
                        )
                        return try await school.store.saveResponse(
                            change,
                            to: attempt,
                            changeID: ChangeID(UUID()),
                            now: TestSchool.now + 60
                        ).standing
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(standings.count { $0 == .counts } == 1)
            #expect(standings.count { $0 == .misfit("turn-passed") } == 7)
            #expect(try await school.store.attempt(attempt).turns[1]?.count == 1)
        }
    }
}
