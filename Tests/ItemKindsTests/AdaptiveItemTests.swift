import Assessment
import ItemKinds
import Testing

/// Items that are answered in turns: what the turns come to is a pure function of rules, draw and turns.
@Suite struct AdaptiveItemTests {
    private static func given(_ values: [String: String], hint: Bool = false) -> ItemResponse {
        var response = ItemResponse()
        for (id, option) in values {
            response.values[ResponseID(rawValue: id)] = .choices([OptionID(rawValue: option)])
        }
        if hint { response.values[ResponseID(rawValue: "HINT")] = .pressed(true) }
        return response
    }

    private static func rule(_ version: ItemVersion = ProcessedItem.nextStep) throws -> any ScoringRule {
        try Catalogue.standard.rule(version.scoring[0])
    }

    private static func changed(_ change: (inout Processing) -> Void) throws -> ItemVersion {
        var version = ProcessedItem.nextStep
        var processing = try Processing(json: try #require(version.scoring[0].parameters["processing"]))
        change(&processing)
        version.scoring[0].parameters = ["processing": processing.json, "outcome": "SCORE"]
        return version
    }

    @Test func `an adaptive item is sound and of this kind`() {
        let version = ProcessedItem.nextStep
        #expect(Catalogue.standard.recognised(version).kind == ProcessedItem.name)
        #expect(Catalogue.standard.problems(in: version).filter { $0.severity == .error } == [])
    }

    @Test func `before the first turn the outcomes are those declared`() throws {
        let taken = try #require(try Self.rule().taken([], drawn: nil))
        #expect(taken.count == 0 && !taken.isCompleted)
        #expect(taken.outcomes["STEP"] == ["first"] && taken.outcomes["NOTE"] == [])
        #expect(taken.outcomes["completionStatus"] == ["not_attempted"] && taken.outcomes["numAttempts"] == ["0"])
    }

    @Test func `each turn goes on from the one before`() throws {
        let turns = [Self.given(["TEST": "ECG"]), Self.given(["CARE": "HEPARIN"])]
        let rule = try Self.rule()
        let first = try #require(rule.taken([turns[0]], drawn: nil))
        #expect(first.outcomes["STEP"] == ["second"] && first.outcomes["NOTE"] == ["ECG"] && !first.isCompleted)
        let last = try #require(rule.taken(turns, drawn: nil))
        #expect(last.isCompleted && last.count == 2 && last.outcomes["completionStatus"] == ["completed"])
        #expect(rule.mark(turns: turns, drawn: nil) == Marking(.one))
        let best = [Self.given(["TEST": "CTPA"]), turns[1]]
        #expect(rule.mark(turns: best, drawn: nil) == Marking(Mark(2)))
        #expect(rule.mark(turns: [turns[0]], drawn: nil) == Marking(.zero))
    }

    @Test func `a completed item takes nothing more`() throws {
        let turns = [Self.given(["TEST": "ECG"]), Self.given(["CARE": "ASPIRIN"]), Self.given(["CARE": "HEPARIN"])]
        let rule = try Self.rule()
        #expect(rule.taken(turns, drawn: nil)?.count == 2)
        #expect(rule.mark(turns: turns, drawn: nil) == Marking(.zero))
    }

    @Test func `a button is pressed in its own turn alone`() throws {
        let rule = try Self.rule()
        let hint = try #require(rule.taken([Self.given([:], hint: true)], drawn: nil))
        #expect(hint.outcomes["NOTE"] == ["hint"] && hint.outcomes["STEP"] == ["first"])
        let after = try #require(
            rule.taken([Self.given([:], hint: true), Self.given(["TEST": "CTPA"])], drawn: nil)
        )
        #expect(after.outcomes["STEP"] == ["second"] && after.count == 2)
    }

    @Test func `rules that draw while turns are taken draw the same whenever they are replayed`() throws {
        let version = try Self.changed {
            $0.responseRules.append(
                .set(
                    .outcomeValue,
                    identifier: "SCORE",
                    ProcessingExpression(
                        "sum",
                        [:],
                        [
                            ProcessingExpression("variable", ["identifier": "SCORE"]),
                            ProcessingExpression("random-integer", ["min": "0", "max": "1000"]),
                        ]
                    )
                )
            )
        }
        let rule = try Self.rule(version)
        #expect(rule.isDrawn)
        let turns = [Self.given([:]), Self.given([:])]
        // Without its seed nobody can tell what the turns came to.
        #expect(rule.taken(turns, drawn: nil) == nil)
        #expect(rule.mark(turns: turns, drawn: nil).needsMarker)
        let draws = try (0..<20).map { try #require(rule.draw(seed: $0)) }
        for draw in draws {
            let stored = try ItemSession.State(json: draw.json)
            #expect(stored == draw && draw.seed != nil)
            #expect(rule.mark(turns: turns, drawn: stored) == rule.mark(turns: turns, drawn: draw))
        }
        let marks = Set(draws.map { rule.mark(turns: turns, drawn: $0).mark })
        #expect(marks.count > 10)
        // The second turn draws anew.
        let steps = try draws.filter { draw in
            let one = rule.mark(turns: [turns[0]], drawn: draw).mark
            return try Mark.sum([one, one]) != rule.mark(turns: turns, drawn: draw).mark
        }
        #expect(steps.count > 10)
    }

    @Test func `a turn that faults changes nothing and asks a marker`() throws {
        let version = try Self.changed {
            let highest = ProcessingExpression("base-value", ["base-type": "integer"], text: String(Int.max))
            $0.outcomes.append(OutcomeDeclaration("HUGE", .single, .integer))
            $0.responseRules.insert(
                .condition(
                    [
                        ProcessingRule.Branch(
                            ProcessingExpression("variable", ["identifier": "HINT"]),
                            [
                                .set(
                                    .outcomeValue,
                                    identifier: "HUGE",
                                    ProcessingExpression("product", [:], [highest, highest])
                                )
                            ]
                        )
                    ],
                    otherwise: []
                ),
                at: 0
            )
        }
        let rule = try Self.rule(version)
        let turns = [Self.given(["TEST": "CTPA"]), Self.given([:], hint: true)]
        #expect(rule.taken(turns, drawn: nil)?.outcomes["STEP"] == ["second"])
        #expect(rule.mark(turns: turns, drawn: nil) == Marking(.one, needsMarker: true))
    }

    @Test func `no other rule takes turns`() throws {
        let rule = try Catalogue.standard.rule(ProcessedItem.drawnDose.scoring[0])
        #expect(!rule.takesTurns && rule.taken([], drawn: nil) == nil)
    }
}
