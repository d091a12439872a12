import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

/// What is drawn for a candidate, how it is stored, and that marks rest on it.
@Suite struct FormDrawsTests {
    private static let version = ProcessedItem.drawnDose
    private static let plain = ProcessedItem.specimens[0].version
    private static let dose = ResponseID(rawValue: "RESPONSE")

    private static func key(_ versions: [ItemVersion]) throws -> FormKey {
        try FormMarkerTests.key(versions.map(\.scoring))
    }

    private static func draws(seed: UInt64) throws -> [Int: ItemSession.State] {
        FormDraws(try key([plain, version]), catalogue: .standard).draws(seed: seed)
    }

    private static func weight(_ draw: ItemSession.State?) throws -> Int {
        try #require((draw?.shown["WEIGHT"]?.first).flatMap { Int($0) })
    }

    private static func mark(_ dose: String, _ draws: [Int: ItemSession.State]) throws -> MarkedPosition {
        let marker = try FormMarker(try key([version]), catalogue: .standard)
        let response = ItemResponse([Self.dose: .number(dose, unit: "mg")])
        return try marker.mark([1: response], draws: draws).positions[0]
    }

    @Test func `the same seed draws the same, and only at positions that draw`() throws {
        let draws = try Self.draws(seed: 7)
        #expect(draws.keys.sorted() == [2])
        #expect(try Self.draws(seed: 7) == draws)
        let weights = try (0..<40).map { try Self.weight(Self.draws(seed: $0)[2]) }
        #expect(Set(weights).count > 10)
        #expect(weights.allSatisfy { (40...120).contains($0) && $0.isMultiple(of: 2) })
    }

    @Test func `a mark rests on the draw that was stored`() throws {
        let drawn = try #require(try Self.draws(seed: 7)[2])
        let weight = try Self.weight(drawn)
        #expect(try Self.mark("\(weight * 2)", [1: drawn]).mark == .one)
        #expect(try Self.mark("\(weight * 2 + 1)", [1: drawn]).mark == .zero)
        let other = try #require(
            try (8..<40).map { try Self.draws(seed: $0)[2] }.first { try Self.weight($0) != weight } ?? nil
        )
        #expect(try Self.mark("\(weight * 2)", [1: other]).mark == .zero)
        // Without its draw nobody can tell what was right: a person has to look.
        let lost = try Self.mark("\(weight * 2)", [:])
        #expect(lost.mark == .zero && lost.outcomes[0].needsMarker)
    }

    @Test func `a draw that faults is none, and asks a marker instead of giving nothing`() throws {
        var version = Self.version
        var processing = try Processing(json: try #require(version.scoring[0].parameters["processing"]))
        let highest = ProcessingExpression("base-value", ["base-type": "integer"], text: String(Int.max))
        let one = ProcessingExpression("random-integer", ["min": "1", "max": "2"])
        processing.templates.append(TemplateDeclaration("HUGE", .single, .integer))
        processing.templateRules.append(
            .set(.templateValue, identifier: "HUGE", ProcessingExpression("product", [:], [one, highest]))
        )
        version.scoring[0].parameters = ["processing": processing.json, "outcome": "SCORE"]
        let key = try Self.key([version])
        let draws = FormDraws(key, catalogue: .standard)
        let drawn = (0..<40).map { draws.draws(seed: $0)[1] != nil }
        #expect(drawn.contains(true) && drawn.contains(false))
        let marked = try FormMarker(key, catalogue: .standard)
            .mark([1: ItemResponse([Self.dose: .number("140", unit: "mg")])], draws: [:])
        #expect(marked.positions[0].mark == .zero && marked.positions[0].outcomes[0].needsMarker)
    }

    @Test func `a start with draws survives its journal, and one without is written as before`() throws {
        var start = Trial.start
        let before = AttemptEvent.started(start).body
        #expect(!String(decoding: before, as: UTF8.self).contains("draws"))
        start.draws = try Self.draws(seed: 7)
        let event = AttemptEvent.started(start)
        #expect(try AttemptEvent(body: event.body) == event)
        let replayed = Attempt(id: AttemptID(rawValue: "a"), replaying: [(event, receivedAt: Trial.begin)])
        #expect(replayed?.start.draws == start.draws)
    }

    @Test func `a stored draw is read for ever`() throws {
        let body =
            #"{"candidate":"p","device":"","draws":{"3":{"attempts":0,"#
            + #""corrects":{"RESPONSE":{"single":["float","140.0"]}},"status":"not_attempted","#
            + #""templates":{"NAME":null,"WEIGHT":{"single":["integer","70"]}}}},"#
            + #""endsAt":2,"event":"started","seed":"0","sitting":"s","startedAt":1}"#
        let event = try AttemptEvent(body: Data(body.utf8))
        guard case .started(let start) = event else { throw Attempt.NotAResponse() }
        #expect(start.draws[3]?.shown == ["WEIGHT": ["70"], "NAME": []])
        #expect(try Self.mark("140", [1: try #require(start.draws[3])]).mark == .one)
        #expect(event.body == Data(body.utf8))
    }

    @Test(arguments: ["0", "-1", "x"])
    func `a draw at no position is refused`(position: String) {
        let body =
            #"{"candidate":"p","device":"","draws":{"\#(position)":{"attempts":0,"status":"not_attempted"}},"#
            + #""endsAt":2,"event":"started","seed":"0","sitting":"s","startedAt":1}"#
        #expect(throws: FormatProblem.self) { try AttemptEvent(body: Data(body.utf8)) }
    }
}
