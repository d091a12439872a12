import Testing

@testable import Assessment

@Suite struct ComparisonOperatorsTests {
    private typealias L = Language

    private func match(_ first: ProcessingExpression, _ second: ProcessingExpression) throws -> String {
        try L.text(L.call("match", [:], first, second))
    }

    @Test func `match compares sets in any order, lists in theirs, pairs either way, and NULL with nothing`() throws {
        #expect(try match(L.ids("A", "B"), L.ids("B", "A")) == "true")
        #expect(try match(L.ids("A", "B", "B"), L.ids("A", "A", "B")) == "false")
        #expect(try match(L.ids("A", "B", ordered: true), L.ids("B", "A", ordered: true)) == "false")
        #expect(try match(L.base(.pair, "A B"), L.base(.pair, "B  A")) == "true")
        #expect(try match(L.base(.directedPair, "A B"), L.base(.directedPair, "B A")) == "false")
        #expect(try match(L.null, L.null) == "NULL")
        #expect(try match(L.string(""), L.string("")) == "NULL")
        #expect(try match(L.integer("2"), L.float("2.0")) == "true")
        #expect(try match(L.variable("R"), L.variable("R")) == "true")
        #expect(try match(L.base(.file, "a"), L.base(.file, "a")) == "true")
        #expect(try match(L.base(.duration, "60"), L.base(.duration, "PT1M")) == "true")
        #expect(try match(L.id("A"), L.ids("A")) == "NULL")
    }

    @Test(arguments: [
        (["tolerance-mode": "exact"], "1", "1", "true"),
        (["tolerance-mode": "absolute", "tolerance": "0.5 1"], "10", "9.5", "true"),
        (["tolerance-mode": "absolute", "tolerance": "0.5 1"], "10", "9.4", "false"),
        (["tolerance-mode": "absolute", "tolerance": "0.5 1"], "10", "11", "true"),
        (["tolerance-mode": "absolute", "tolerance": "0.5 1", "include-upper-bound": "false"], "10", "11", "false"),
        (["tolerance-mode": "absolute", "tolerance": "0.5", "include-lower-bound": "false"], "10", "9.5", "false"),
        (["tolerance-mode": "relative", "tolerance": "10 20"], "10", "9", "true"),
        (["tolerance-mode": "relative", "tolerance": "10 20"], "10", "12", "true"),
        (["tolerance-mode": "relative", "tolerance": "10 20"], "10", "12.1", "false"),
        (["tolerance-mode": "relative", "tolerance": "10"], "-10", "-9", "true"),
        (["tolerance-mode": "relative", "tolerance": "10"], "-10", "-11.1", "false"),
        (["tolerance-mode": "absolute", "tolerance": "I"], "10", "13", "true"),
        (["tolerance-mode": "absolute", "tolerance": "I"], "10", "13.5", "false"),
        ([:], "NaN", "NaN", "false"), ([:], "INF", "INF", "true"),
    ])
    func `the tolerance lies around the first operand`(
        settings: [String: String],
        first: String,
        second: String,
        expected: String
    ) throws {
        #expect(try L.text(L.call("equal", settings, L.float(first), L.float(second))) == expected)
    }

    @Test func `equal without its tolerance is refused, and knows NULL`() throws {
        #expect(L.problem(L.call("equal", ["tolerance-mode": "absolute"], L.float("1"), L.float("1"))) != nil)
        #expect(L.problem(L.call("equal", ["tolerance-mode": "near"], L.float("1"), L.float("1"))) != nil)
        #expect(try L.text(L.call("equal", [:], L.float("1"), L.null)) == "NULL")
    }

    @Test(arguments: [
        ("significantFigures", "3", "3.175", "3.183", "true"), ("significantFigures", "3", "3.174", "3.175", "false"),
        ("decimalPlaces", "2", "1.005", "1.01", "true"), ("decimalPlaces", "0", "0.5", "1", "true"),
        ("decimalPlaces", "2", "-1.005", "-1.01", "true"), ("significantFigures", "1", "99", "100", "true"),
    ])
    func `equal-rounded rounds as people do`(
        mode: String,
        figures: String,
        first: String,
        second: String,
        expected: String
    ) throws {
        let call = L.call(
            "equal-rounded",
            ["rounding-mode": mode, "figures": figures],
            L.float(first),
            L.float(second)
        )
        #expect(try L.text(call) == expected)
    }

    @Test func `less and greater take numbers and durations, and nothing else`() throws {
        #expect(try L.text(L.call("lt", [:], L.integer("1"), L.float("1.5"))) == "true")
        #expect(try L.text(L.call("gte", [:], L.integer("2"), L.integer("2"))) == "true")
        #expect(try L.text(L.call("gt", [:], L.integer("2"), L.integer("2"))) == "false")
        #expect(try L.text(L.call("lte", [:], L.null, L.integer("2"))) == "NULL")
        #expect(try L.text(L.call("lt", [:], L.string("a"), L.string("b"))) == "NULL")
        let (one, two) = (L.base(.duration, "PT1S"), L.base(.duration, "2"))
        #expect(try L.text(L.call("duration-lt", [:], one, two)) == "true")
        #expect(try L.text(L.call("duration-gte", [:], two, two)) == "true")
        #expect(try L.text(L.call("duration-lt", [:], L.null, two)) == "NULL")
    }
}
