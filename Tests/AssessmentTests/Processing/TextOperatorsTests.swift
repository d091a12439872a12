import Testing

@testable import Assessment

@Suite struct TextOperatorsTests {
    private typealias L = Language

    @Test func `string-match and substring follow their settings`() throws {
        let (york, lower, part) = (L.string("York"), L.string("york"), L.string("or"))
        #expect(try L.text(L.call("string-match", ["case-sensitive": "true"], york, lower)) == "false")
        #expect(try L.text(L.call("string-match", ["case-sensitive": "false"], york, lower)) == "true")
        let settings = ["case-sensitive": "true", "substring": "true"]
        #expect(try L.text(L.call("string-match", settings, york, part)) == "true")
        #expect(try L.text(L.call("string-match", settings, part, york)) == "false")
        #expect(try L.text(L.call("substring", ["case-sensitive": "true"], part, york)) == "true")
        #expect(try L.text(L.call("substring", ["case-sensitive": "true"], york, part)) == "false")
        #expect(try L.text(L.call("substring", ["case-sensitive": "false"], L.string("OR"), york)) == "true")
        #expect(try L.text(L.call("string-match", [:], york, L.null)) == "NULL")
    }

    @Test func `a letter with an accent is the same however it is written`() throws {
        let (one, two) = (L.string("caf\u{E9}"), L.string("cafe\u{301}"))
        #expect(try L.text(L.call("string-match", [:], one, two)) == "true")
        #expect(try L.text(L.call("substring", [:], one, two)) == "true")
        #expect(try L.text(L.call("pattern-match", ["pattern": "caf\u{E9}"], two)) == "true")
    }

    @Test(arguments: [
        ("[0-9]+", "123", true), ("[0-9]+", "12a", false), ("[0-9]+", "a123", false), ("a|bc", "bc", true),
        ("(ab)*", "ababab", true), ("(ab)*", "aba", false), ("a{2,3}", "aa", true), ("a{2,3}", "aaaa", false),
        ("a{2,}", "aaaaa", true), ("a{0}b", "b", true), ("\\d{3}", "١٢٣", true), ("\\w+", "naïve", true),
        ("\\w+", "a b", false), ("\\s", " ", true), ("\\S+", "a b", false), ("\\i\\c*", "xml-name.1", true),
        ("[a-z-[aeiou]]+", "xyz", true), ("[a-z-[aeiou]]+", "xaz", false), ("[^a]", "b", true), ("[^a]", "a", false),
        (".", "\n", false), (".", "😀", true), ("\\p{Lu}\\p{Ll}+", "York", true), ("\\P{L}", "1", true),
        ("\\.", ".", true), ("\\.", "x", false), ("a-b", "a-b", true), ("[a\\-z]", "-", true), ("^a$", "a", false),
        ("^a$", "^a$", true), ("(?:a|b)c", "bc", true), ("x?", "y", false), ("(a*)*b", "aaab", true),
    ])
    func `patterns are those of XML Schema and speak of the whole text`(
        pattern: String,
        text: String,
        expected: Bool
    ) throws {
        #expect(try Pattern(pattern).matches(text) == expected, "\(pattern) on \(text)")
    }

    @Test(arguments: [
        "(", ")", "[", "[]", "a{", "a{2", "a{3,2}", "*a", "a|*", "[z-a]", "\\", "\\b", "\\1", "(?=a)", "\\p{Greek}",
        "((((a{100}){100}){100}){100})", "a{99999999}",
    ])
    func `what is no pattern is refused`(pattern: String) {
        #expect(throws: PatternProblem.self) { try Pattern(pattern) }
    }

    @Test func `no pattern takes more than its size for each letter`() throws {
        let text = String(repeating: "a", count: 5000)
        let clock = ContinuousClock()
        for pattern in ["(a|a)*b", "(a*)*b", "(a|aa)+b", "(.*)(.*)(.*)(.*)b", "(a?){200}a{200}b"] {
            let machine = try Pattern(pattern)
            let time = clock.measure { #expect(!machine.matches(text)) }
            #expect(time < .seconds(20), "\(pattern) took \(time)")
        }
    }

    @Test func `a pattern can stand in a variable or in a second operand`() throws {
        #expect(try L.text(L.call("pattern-match", ["pattern": "{S}"], L.string("abbbc"))) == "true")
        #expect(try L.text(L.call("pattern-match", [:], L.string("ab"), L.string("a."))) == "true")
        #expect(
            try L.text(L.call("pattern-match", ["case-sensitive": "false"], L.string("AB"), L.string("ab"))) == "true"
        )
        #expect(try L.text(L.call("pattern-match", [:], L.string("ab"), L.string("("))) == "NULL")
        #expect(L.problem(L.call("pattern-match", ["pattern": "("], L.string("ab"))) != nil)
        #expect(L.problem(L.call("pattern-match", [:], L.string("ab"))) == "pattern-match has no pattern")
    }

    @Test(arguments: [
        ("rect", "0,0,10,10", "10 10", true), ("rect", "10,10,0,0", "5 5", true), ("rect", "0,0,10,10", "11 5", false),
        ("circle", "5,5,2", "7 5", true), ("circle", "5,5,2", "7 6", false), ("ellipse", "0,0,4,2", "4 0", true),
        ("ellipse", "0,0,4,2", "3 2", false), ("poly", "0,0,10,0,0,10", "5 5", true),
        ("poly", "0,0,10,0,0,10,0,0", "6 6", false), ("poly", "0,0,10,0,0,10", "0 3", true),
        ("default", "", "99 99", true),
    ])
    func `the rim of an area is inside`(shape: String, coordinates: String, point: String, expected: Bool) throws {
        let call = L.call("inside", ["shape": shape, "coords": coordinates], L.base(.point, point))
        #expect(try L.text(call) == "\(expected)")
    }

    @Test func `one of several points is enough, and a shape that is none is refused`() throws {
        let points = L.call("multiple", [:], L.base(.point, "0 0"), L.base(.point, "6 6"))
        #expect(try L.text(L.call("inside", ["shape": "circle", "coords": "5,5,2"], points)) == "true")
        #expect(try L.text(L.call("inside", ["shape": "circle", "coords": "5,5,2"], L.null)) == "NULL")
        #expect(L.problem(L.call("inside", ["shape": "circle", "coords": "5,5"], points)) != nil)
        #expect(L.problem(L.call("inside", ["shape": "star", "coords": "5,5,2"], points)) != nil)
    }
}
