import Assessment
import ItemKinds
import Testing

@Suite struct AcceptPatternsTests {
    private static func rule(_ patterns: [(String, String)], caseSensitive: Bool = false) throws -> AcceptPatterns {
        try AcceptPatterns(
            parameters: [
                "patterns": .array(patterns.map { ["pattern": .string($0.0), "mark": .string($0.1)] }),
                "caseSensitive": .bool(caseSensitive),
            ],
            marks: .one
        )
    }

    @Test(arguments: [
        ("frog", "frog", true), ("frog", " FROG\n", true), ("frog", "frogs", false), ("frog*", "frogs", true),
        ("*frog", "a tree frog", true), ("f*g", "fg", true), ("f*o*g", "frog", true), ("f*o*g", "fgo", false),
        ("*a*a*", "a", false), ("*a*a*", "banana", true), ("a*a", "a", false), ("**", "x", true), ("*", "", false),
        ("2\\*3", "2*3", true), ("2\\*3", "2x3", false), ("a*b", "a\nb", false), ("a\nb", "a\nb", true),
        ("caf\u{E9}", "cafe\u{301}", true), ("cafe", "caf\u{E9}", false), ("a.c", "abc", false), ("(a|b)", "a", false),
        ("*ab*ab", "abab", true), ("*ab*ab", "ab", false), ("ÄRZTE", "ärzte", true),
    ])
    func `a star stands for anything within a line, everything else for itself`(
        pattern: String,
        typed: String,
        fits: Bool
    ) throws {
        #expect(try Self.rule([(pattern, "1")]).mark(.text(typed)).mark == (fits ? .one : .zero))
    }

    @Test func `the first pattern that fits counts, and an unknown text asks a marker`() throws {
        let rule = try Self.rule([("no*", "0.5"), ("nobody", "1"), ("x*", "0")])
        #expect(rule.mark(.text("nobody")) == Marking(Mark(1, over: 2) ?? .zero))
        #expect(rule.mark(.text("xylem")) == Marking(.zero))
        #expect(rule.mark(.text("somebody")) == Marking(.zero, needsMarker: true))
        for blank in [ResponseValue.text("  "), .choices([]), nil] as [ResponseValue?] {
            #expect(rule.mark(blank) == Marking(.zero))
        }
        #expect(rule.key == .text("nobody"))
        #expect(try Self.rule([("*ectomy", "1")]).key == .text("ectomy"))
        #expect(rule.problems(with: Rules.text) == [] && rule.problems(with: Rules.choice).count == 1)
    }

    @Test func `case counts where it is asked for`() throws {
        let rule = try Self.rule([("pH*", "1")], caseSensitive: true)
        #expect(rule.mark(.text("pH 7")).mark == .one && rule.mark(.text("PH 7")).mark == .zero)
    }

    @Test func `parameters that make no rule are refused`() {
        let long = String(repeating: "a", count: AcceptPatterns.longestPattern + 1)
        for patterns in [[], [["pattern": "a", "mark": "0"]], [["pattern": "", "mark": "1"]]] as [[JSONValue]] {
            #expect(Rules.problem(AcceptPatterns.self, ["patterns": .array(patterns)]) != nil)
        }
        let problem = Rules.problem(AcceptPatterns.self, ["patterns": [["pattern": .string(long), "mark": "1"]]])
        #expect(problem?.hasPrefix("patterns[0].pattern") == true)
    }

    @Test func `a long response and a cunning pattern are done at once`() throws {
        let rule = try Self.rule([("*" + String(repeating: "a*", count: 400) + "b", "1")])
        let text = String(repeating: "a", count: Interaction.textLimit)
        let clock = ContinuousClock()
        let time = clock.measure { #expect(rule.mark(.text(text)).mark == .zero) }
        // Trying every split of the text would take longer than the age of the earth.
        #expect(time < .seconds(20))
    }
}
