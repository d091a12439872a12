import Assessment
import ItemKinds
import Testing

@Suite struct RowMatchTests {
    @Test(
        arguments: [
            (["A"], Rules.pairs(("S1", "A")), true), (["A"], Rules.pairs(("S1", "B")), false),
            (["A"], Rules.pairs(("S2", "A")), false), (["A"], Rules.pairs(("S2", "B"), ("S1", "A")), true),
            (["A"], Rules.pairs(("S1", "A"), ("S1", "B")), false), (["A", "B"], Rules.pairs(("S1", "A")), false),
            (["A", "B"], Rules.pairs(("S1", "B"), ("S1", "A")), true), (["A"], .pairs([]), false), (["A"], nil, false),
            (["A"], Rules.choices("A"), false), (["A"], .text("A"), false),
        ] as [(JSONValue, ResponseValue?, Bool)]
    )
    func `all marks for exactly the columns of this row, whatever the others say`(
        key: JSONValue,
        value: ResponseValue?,
        isRight: Bool
    ) throws {
        let rule = try RowMatch(parameters: ["row": "S1", "key": key], marks: Mark(2))
        #expect(rule.mark(value) == Marking(isRight ? Mark(2) : .zero))
        #expect(rule.mark(rule.key) == Marking(Mark(2)))
    }

    @Test(
        arguments: [
            (["row": "S1"], "key: must not be empty"), (["row": "S1", "key": []], "key: must not be empty"),
            (["row": "S1", "key": "A"], "key: a list of strings is needed"), (["key": ["A"]], "row: is missing"),
            (["row": 1, "key": ["A"]], "row: a string is needed"),
            (["row": "S1", "key": ["A"], "column": "A"], "column: unknown member"),
        ] as [(JSONValue, String)]
    )
    func `a key that says too little is refused`(parameters: JSONValue, problem: String) {
        #expect(Rules.problem(RowMatch.self, parameters) == problem)
    }

    @Test func `stem and options must be there, and no more than a stem may take`() throws {
        func problems(_ row: JSONValue, _ key: JSONValue, _ interaction: Interaction = Rules.match) throws -> [String] {
            try RowMatch(parameters: ["row": row, "key": key], marks: .one).problems(with: interaction)
        }
        #expect(try problems("S1", ["A", "B"]) == [])
        #expect(try problems("S1", ["A", "B", "C"]) == ["the key has more options than a stem may take"])
        #expect(try problems("S3", ["Z"]) == ["the rule names an unknown stem", "the key names an unknown option"])
        #expect(try problems("S1", ["A"], Rules.choice) == ["the rule needs a match interaction"])
    }
}
