import Assessment
import ItemKinds
import Testing

@Suite struct MatchCorrectTests {
    private static func marking(_ parameters: JSONValue, _ value: ResponseValue?) throws -> Marking {
        try MatchCorrect(parameters: parameters, marks: Mark(2)).mark(value)
    }

    @Test(
        arguments: [
            (["key": ["A"]], Rules.choices("A"), true), (["key": ["A"]], Rules.choices("B"), false),
            (["key": ["A"]], Rules.choices("a"), false), (["key": ["A"]], Rules.choices("A", "B"), false),
            (["key": ["A"]], .choices([]), false), (["key": ["A"]], .text("A"), false), (["key": ["A"]], nil, false),
            (["key": ["A", "B"]], Rules.choices("B", "A"), true), (["key": ["A", "B"]], Rules.choices("A"), false),
            (["key": ["A", "B"]], Rules.choices("A", "B", "C"), false),
            (["key": [["S1", "C"]]], Rules.pairs(("S1", "C")), true),
            (["key": [["S1", "C"]]], Rules.pairs(("C", "S1")), false),
            (["key": [["S1", "C"]]], Rules.pairs(("S1", "C"), ("S2", "C")), false),
            (["key": [["S1", "C"]]], .pairs([]), false),
            (
                ["key": [["S1", "C"], ["S2", "A"]]], Rules.pairs(("S2", "A"), ("S1", "C")), true
            ),
            (["text": "Aorta"], .text("Aorta"), true), (["text": "Aorta"], .text("aorta"), false),
            (["text": "Aorta"], .text("Aorta "), false), (["text": "Aorta"], Rules.choices("Aorta"), false),
            (["text": "Aorta", "caseSensitive": false], .text("AORTA"), true),
            (["text": "Aorta", "caseSensitive": false], .text("aort"), false),
            (["text": "Aorta", "caseSensitive": true], .text("AORTA"), false),
            (["text": "Aorta"], .number("Aorta", unit: nil), false),
        ] as [(JSONValue, ResponseValue?, Bool)]
    )
    func `all marks for exactly the key, none for any other`(
        parameters: JSONValue,
        value: ResponseValue?,
        isRight: Bool
    ) throws {
        #expect(try Self.marking(parameters, value) == Marking(isRight ? Mark(2) : .zero))
    }

    @Test(
        arguments: [
            (["key": []], "key: must not be empty"), (["key": "A"], "key: must not be empty"),
            ([:], "key: is missing"), (["text": ""], "key: must not be empty"),
            (["key": ["A", ["S1", "C"]]], "key: a list of options or of pairs is needed"),
            (["key": [["S1"]]], "key: a list of options or of pairs is needed"),
            (["key": [1]], "key: a list of options or of pairs is needed"),
            (["key": ["A"], "text": "A"], "key: unknown member"),
            (["key": ["A"], "caseSensitive": true], "caseSensitive: unknown member"),
            (["text": 1], "text: a string is needed"),
            (["text": "A", "caseSensitive": "no"], "caseSensitive: true or false is needed"),
        ] as [(JSONValue, String)]
    )
    func `a missing, empty or mixed key is refused`(parameters: JSONValue, problem: String) {
        let parameters = parameters == [] ? JSONValue.object([:]) : parameters
        #expect(Rules.problem(MatchCorrect.self, parameters) == problem)
    }

    @Test(
        arguments: [
            (["key": ["A"]], Rules.choice, nil), (["key": ["Z"]], Rules.choice, "unknown-option"),
            (["key": ["A", "A"]], Rules.choice, "chosen-twice"), (["key": ["A", "B", "C"]], Rules.choice, "too-many"),
            (["key": ["A"]], Rules.match, "wrong-shape"), (["key": [["S1", "A"]]], Rules.match, nil),
            (["key": [["S3", "A"]]], Rules.match, "unknown-option"), (["text": "A"], Rules.text, nil),
            (["text": "A"], Rules.number, "wrong-shape"),
        ] as [(JSONValue, Interaction, String?)]
    )
    func `a key that no candidate could give is named`(
        parameters: JSONValue,
        interaction: Interaction,
        code: String?
    ) throws {
        let rule = try MatchCorrect(parameters: parameters, marks: .one)
        #expect(
            rule.problems(with: interaction) == (code.map { ["the key does not fit the interaction (\($0))"] } ?? [])
        )
        #expect(rule.mark(rule.key) == Marking(.one))
    }
}
