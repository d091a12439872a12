import Assessment
import ItemKinds
import Testing

/// Items of which parts are drawn for each candidate.
@Suite struct DrawnItemTests {
    private static func changed(_ change: (inout Processing) -> Void) throws -> ItemVersion {
        var version = ProcessedItem.drawnDose
        let parameters = version.scoring[0].parameters
        var processing = try Processing(json: try #require(parameters["processing"]))
        change(&processing)
        version.scoring[0].parameters = ["processing": processing.json, "outcome": "SCORE"]
        return version
    }

    private static func integer(_ settings: [String: String]) -> ProcessingExpression {
        ProcessingExpression("random-integer", settings)
    }

    @Test func `an item whose template can always be run is sound`() {
        let version = ProcessedItem.drawnDose
        #expect(Catalogue.standard.recognised(version).kind == ProcessedItem.name)
        #expect(Catalogue.standard.problems(in: version).filter { $0.severity == .error } == [])
    }

    @Test func `what is correct for a draw follows from what it shows`() throws {
        let rule = try Catalogue.standard.rule(ProcessedItem.drawnDose.scoring[0])
        let draw = try #require(rule.draw(seed: 5))
        let weight = try #require((draw.shown["WEIGHT"]?.first).flatMap { Int($0) })
        #expect(rule.correctResponses(drawn: draw) == [ResponseID(rawValue: "RESPONSE"): ["\(weight * 2)"]])
    }

    @Test func `constraints that are never met are named`() throws {
        let version = try Self.changed {
            $0.templateRules.append(
                .constraint(
                    ProcessingExpression(
                        "gt",
                        [:],
                        [
                            ProcessingExpression("variable", ["identifier": "WEIGHT"]),
                            ProcessingExpression("base-value", ["base-type": "integer"], text: "500"),
                        ]
                    )
                )
            )
        }
        #expect(Catalogue.standard.problems(in: version).map(\.code).contains("rule.key"))
        // Should such an item ever come to an exam, it shows the last draw that was tried.
        let rule = try Catalogue.standard.rule(version.scoring[0])
        #expect(rule.draw(seed: 1) != nil)
    }

    @Test func `a set starting value is refused with the reason`() throws {
        let starting = try Self.changed {
            $0.templateRules.append(.set(.defaultValue, identifier: "RESPONSE", Self.integer(["max": "2"])))
        }
        let messages = Catalogue.standard.problems(in: starting).map(\.message)
        #expect(messages.contains { $0.contains("starts with") }, "\(messages)")
    }

    @Test func `marking that draws repeats with the stored seed, and asks a marker without it`() throws {
        let version = try Self.changed {
            $0.templates = []
            $0.templateRules = []
            $0.responseRules = [.set(.outcomeValue, identifier: "SCORE", Self.integer(["max": "1000"]))]
        }
        let rule = try Catalogue.standard.rule(version.scoring[0])
        #expect(rule.isDrawn && rule.mark(nil, in: ItemResponse()).needsMarker)
        let draws = try (0..<20).map { try ItemSession.State(json: try #require(rule.draw(seed: $0)).json) }
        let marks = draws.map { rule.mark(nil, in: ItemResponse(), drawn: $0) }
        #expect(marks == draws.map { rule.mark(nil, in: ItemResponse(), drawn: $0) })
        #expect(Set(marks.map(\.mark)).count > 10 && marks.allSatisfy { !$0.needsMarker })
    }

    @Test func `variables without rules show their declared values`() throws {
        let version = try Self.changed {
            $0.templates = [TemplateDeclaration("WEIGHT", .single, .integer, defaults: [DeclaredValue("62")])]
            $0.templateRules = []
        }
        let draw = try Catalogue.standard.rule(version.scoring[0]).draw(seed: 1)
        #expect(draw?.shown == ["WEIGHT": ["62"]])
    }
}
