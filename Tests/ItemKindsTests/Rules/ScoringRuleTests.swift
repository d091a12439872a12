import Assessment
import ItemKinds
import Testing

/// What holds for every rule, whatever is given: tried with responses from a seed.
@Suite struct ScoringRuleTests {
    private static let words = [
        "A", "B", "C", "a", "S1", "S2", "PE", "pe", "P-E", "", " ", ".", "12.5", "12,5", "13", "13.1", "-1", "١٢٫٥",
        "12.5 mg", "99999999999", "0.000000001", "\u{0}", "😀", "twelve",
    ]

    private static func word(_ generator: inout SeededGenerator) -> String {
        words[Int.random(in: words.indices, using: &generator)]
    }

    /// One of few, so that keys are met by chance.
    private static func id(_ generator: inout SeededGenerator) -> String {
        words[Int.random(in: 0...5, using: &generator)]
    }

    private static func value(_ generator: inout SeededGenerator) -> ResponseValue? {
        let count = Int.random(in: 0...3, using: &generator)
        switch Int.random(in: 0...4, using: &generator) {
        case 0: return nil
        case 1: return .choices((0..<count).map { _ in OptionID(rawValue: id(&generator)) })
        case 2:
            return .pairs(
                (0..<count).map { _ in
                    ResponseValue.Pair(
                        row: OptionID(rawValue: id(&generator)),
                        column: OptionID(rawValue: id(&generator))
                    )
                }
            )
        case 3: return .text(word(&generator))
        default: return .number(word(&generator), unit: [nil, "mg", "g", "kg"][count])
        }
    }

    private static let uses: [(rule: RuleName, parameters: JSONValue)] = [
        (MatchCorrect.name, ["key": ["A"]]), (MatchCorrect.name, ["key": ["A", "B"]]),
        (MatchCorrect.name, ["key": [["S1", "A"]]]), (MatchCorrect.name, ["text": "pe", "caseSensitive": false]),
        (RowMatch.name, ["row": "S1", "key": ["A"]]),
        (AcceptList.name, ["accept": ["PE"], "reject": ["A"], "folding": "words-1"]),
        (
            WithinTolerance.name,
            [
                "value": "12.5", "unit": "mg", "units": ["g": "1000"],
                "tolerance": ["mode": "absolute", "lower": "0.5", "upper": "0.5"],
            ]
        ),
    ]

    @Test(arguments: uses.indices)
    func `a rule gives all its marks or none, and the same each time`(index: Int) throws {
        var generator = SeededGenerator(seed: UInt64(index))
        let marks = try #require(Mark(2, over: 3))
        let use = RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: ResponseID(rawValue: "R"),
            rule: Self.uses[index].rule,
            marks: marks,
            parameters: Self.uses[index].parameters
        )
        let (rule, again) = (try Catalogue.standard.rule(use), try Catalogue.standard.rule(use))
        var found: Set<Mark> = []
        for _ in 0..<1500 {
            let value = Self.value(&generator)
            let marking = rule.mark(value)
            #expect(marking == again.mark(value))
            #expect(marking.mark == .zero || !marking.needsMarker)
            found.insert(marking.mark)
        }
        #expect(found == [.zero, marks])
    }

    @Test func `a map stays within its bounds, whatever its entries`() throws {
        var generator = SeededGenerator(seed: 62)
        for _ in 0..<200 {
            let entries = (0..<4).map { _ -> JSONValue in
                let mark = Mark(Int64.random(in: -9...9, using: &generator), over: 3) ?? .one
                return ["key": .string(Self.word(&generator)), "mark": .string(mark.description)]
            }
            let rule = try MapResponse(
                parameters: ["entries": .array(entries), "default": "-0.5", "lower": "-1", "upper": "4/3"],
                marks: .one
            )
            let upper = try #require(Mark(4, over: 3))
            for _ in 0..<10 {
                let mark = rule.mark(Self.value(&generator)).mark
                #expect((Mark(-1)...upper).contains(mark))
            }
        }
    }

    private static let names: [RuleName] = Catalogue.standard.kinds.flatMap { kind in kind.rules.map { $0.name } }

    @Test(arguments: names)
    func `a version that is not here is refused, never marked by another`(name: RuleName) {
        for version in [0, 2, 99] {
            let use = RuleUse(
                id: OutcomeID(rawValue: "SCORE"),
                response: ResponseID(rawValue: "R"),
                rule: name,
                version: version,
                parameters: ["key": ["A"]]
            )
            #expect(throws: Catalogue.Refusal.unknownRule(name, version: version)) { try Catalogue.standard.rule(use) }
        }
    }
}
