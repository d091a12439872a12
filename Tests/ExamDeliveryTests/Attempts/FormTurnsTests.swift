import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

/// Items that are answered in turns, as events of an attempt and as marks.
@Suite struct FormTurnsTests {
    private static let version = ProcessedItem.nextStep

    private static func key() throws -> FormKey { try FormMarkerTests.key([version.scoring]) }

    private static func given(_ values: [String: String]) -> ItemResponse {
        ItemResponse(
            Dictionary(
                uniqueKeysWithValues: values.map { (ResponseID(rawValue: $0), .choices([OptionID(rawValue: $1)])) }
            )
        )
    }

    /// Takes one change as the store does, and says its standing.
    @discardableResult
    private static func take(
        _ values: [String: String],
        turn: Int?,
        sequence: Int,
        in attempt: inout Attempt,
        after seconds: Double = 10
    ) throws -> Standing {
        let change = Change(
            person: Trial.candidate,
            epoch: 1,
            sequence: sequence,
            position: 1,
            response: given(values),
            turn: turn
        )
        let now = Trial.begin + seconds
        let event = try attempt.accept(
            change,
            interactions: [version.interactions],
            turns: FormTurns(try key(), catalogue: .standard),
            now: now
        )
        try attempt.store(event, at: now)
        guard case .responded(let responded) = event else { throw Attempt.NotAResponse() }
        return responded.standing
    }

    private static func mark(_ attempt: Attempt) throws -> MarkedPosition {
        let marker = try FormMarker(try key(), catalogue: .standard)
        return try marker.mark(attempt.held.mapValues(\.response), turns: attempt.turns).positions[0]
    }

    @Test func `turns count in their order, and completion ends them`() throws {
        var attempt = Trial.attempt
        let turns = FormTurns(try Self.key(), catalogue: .standard)
        #expect(turns.areTaken(at: 1) && !turns.areTaken(at: 2))
        #expect(try Self.take(["TEST": "CTPA"], turn: 1, sequence: 1, in: &attempt) == .counts)
        #expect(turns.taken(by: attempt, at: 1)?.outcomes["STEP"] == ["second"])
        #expect(turns.taken(by: attempt, at: 1, first: 0)?.outcomes["STEP"] == ["first"])
        #expect(try Self.take(["CARE": "HEPARIN"], turn: 2, sequence: 2, in: &attempt) == .counts)
        #expect(turns.taken(by: attempt, at: 1)?.isCompleted == true)
        #expect(try Self.mark(attempt).mark == Mark(2))
        let before = attempt.held
        let completed = Standing.misfit("turns-completed")
        #expect(try Self.take(["CARE": "ASPIRIN"], turn: 3, sequence: 3, in: &attempt) == completed)
        #expect(try Self.take(["CARE": "ASPIRIN"], turn: nil, sequence: 4, in: &attempt) == completed)
        #expect(attempt.held == before && attempt.turns[1]?.count == 2)
    }

    @Test(arguments: [0, 1, 3, 7])
    func `a turn is the next one or none`(turn: Int) throws {
        var attempt = Trial.attempt
        try Self.take(["TEST": "ECG"], turn: 1, sequence: 1, in: &attempt)
        let standing = try Self.take(["CARE": "HEPARIN"], turn: turn, sequence: 2, in: &attempt)
        #expect(standing == .misfit("turn-passed"))
        #expect(attempt.turns[1]?.count == 1)
    }

    @Test func `an item that is not answered in turns takes none`() throws {
        var change = Trial.change("x", sequence: 1)
        change.turn = 1
        var attempt = Trial.attempt
        #expect(try attempt.take(change, after: 1) == .misfit("takes-no-turns"))
        #expect(attempt.turns.isEmpty && attempt.held.isEmpty)
    }

    @Test func `turns have a limit`() throws {
        var attempt = Trial.attempt
        for turn in 1...FormTurns.limit {
            #expect(try Self.take([:], turn: turn, sequence: turn, in: &attempt) == .counts)
        }
        let more = FormTurns.limit + 1
        #expect(try Self.take([:], turn: more, sequence: more, in: &attempt) == .misfit("too-many-turns"))
    }

    @Test func `what is saved counts as the last turn, submitted or not`() throws {
        var saved = Trial.attempt
        try Self.take(["TEST": "CTPA"], turn: nil, sequence: 1, in: &saved)
        #expect(saved.turns.isEmpty && saved.answeredCount == 1)
        #expect(try Self.mark(saved).mark == .one)

        var taken = Trial.attempt
        try Self.take(["TEST": "ECG"], turn: 1, sequence: 1, in: &taken)
        try Self.take(["CARE": "HEPARIN"], turn: nil, sequence: 2, in: &taken)
        #expect(taken.held[1]?.response == Self.given(["CARE": "HEPARIN"]))
        #expect(try Self.mark(taken).mark == .one)

        // What was taken as a turn and is saved again unchanged, by whichever button, is no second one.
        var again = Trial.attempt
        try Self.take(["TEST": "CTPA"], turn: 1, sequence: 1, in: &again)
        let once = try Self.mark(again)
        try Self.take(["TEST": "CTPA"], turn: nil, sequence: 2, in: &again)
        #expect(try Self.mark(again) == once)
        var pressed = Self.given(["TEST": "ECG"])
        pressed.values[ResponseID(rawValue: "HINT")] = .pressed(true)
        #expect(pressed.unpressed == Self.given(["TEST": "ECG"]))
        #expect(try Self.mark(Trial.attempt).mark == .zero && Self.mark(Trial.attempt).isBlank)
    }

    @Test func `who gave nothing gets nothing of an item that begins with all marks`() throws {
        var use = Self.version.scoring[0]
        var processing = try Processing(json: try #require(use.parameters["processing"]), path: "")
        processing.outcomes[0].defaults = [DeclaredValue("2")]
        processing.responseRules = []
        use.parameters = ["processing": processing.json, "outcome": "SCORE"]
        let marker = try FormMarker(try FormMarkerTests.key([[use]]), catalogue: .standard)
        #expect(try marker.mark([:]).positions[0].mark == .zero)
        #expect(try marker.mark([1: ItemResponse()]).total == .zero)
        #expect(try marker.mark([1: Self.given(["TEST": "ECG"])]).total == Mark(2))
        #expect(try marker.mark([:], turns: [1: [ItemResponse()]]).total == Mark(2))
    }

    @Test func `a turn that gives nothing is an answer`() throws {
        var attempt = Trial.attempt
        #expect(try Self.take([:], turn: 1, sequence: 1, in: &attempt) == .counts)
        #expect(attempt.state(at: 1) == .answered && attempt.answeredCount == 1)
        #expect(try !Self.mark(attempt).isBlank)
    }

    @Test func `a late turn is kept and does not count`() throws {
        var attempt = Trial.attempt
        let standing = try Self.take(["TEST": "CTPA"], turn: 1, sequence: 1, in: &attempt, after: 3700)
        #expect(standing == .late(by: .seconds(100)) && attempt.turns.isEmpty)
    }

    @Test func `a stored turn is read for ever, and a save is written as before`() throws {
        let body =
            #"{"epoch":1,"event":"responded","position":1,"response":{"TEST":{"choices":["CTPA"]}},"sequence":2,"#
            + #""standing":"counts","turn":1}"#
        let event = try AttemptEvent(body: Data(body.utf8))
        guard case .responded(let responded) = event else { throw Attempt.NotAResponse() }
        #expect(responded.turn == 1 && event.body == Data(body.utf8))
        var plain = responded
        plain.turn = nil
        #expect(!String(decoding: AttemptEvent.responded(plain).body, as: UTF8.self).contains("turn"))
        let odd = body.replacingOccurrences(of: #""turn":1"#, with: #""turn":"1""#)
        #expect(throws: FormatProblem.self) { try AttemptEvent(body: Data(odd.utf8)) }
    }
}
