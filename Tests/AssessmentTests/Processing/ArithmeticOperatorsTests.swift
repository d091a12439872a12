import Testing

@testable import Assessment

@Suite struct ArithmeticOperatorsTests {
    private typealias L = Language

    @Test func `sums and products flatten containers, keep integers, and know NULL`() throws {
        #expect(try L.run(L.call("sum", [:], L.integers("1", "2"), L.integer("3"))) == .single(.integer(6)))
        #expect(try L.run(L.call("product", [:], L.integer("2"), L.float("1.5"))) == .single(.float(3)))
        #expect(try L.text(L.call("sum", [:], L.integer("1"), L.null)) == "NULL")
        #expect(try L.text(L.call("sum", [:], L.integer("1"), L.string("2"))) == "NULL")
        #expect(try L.run(L.call("subtract", [:], L.integer("1"), L.integer("3"))) == .single(.integer(-2)))
    }

    @Test(arguments: [
        ("divide", "7", "2", "3.5"), ("divide", "7", "0", "NULL"), ("divide", "0", "0", "NULL"),
        ("integer-divide", "7", "2", "3"), ("integer-divide", "-7", "2", "-4"), ("integer-divide", "7", "0", "NULL"),
        ("integer-modulus", "7", "2", "1"), ("integer-modulus", "-7", "2", "1"), ("integer-modulus", "7", "-2", "-1"),
        ("integer-modulus", "7", "0", "NULL"), ("power", "2", "10", "1024"), ("power", "-1", "0", "1"),
        ("max", "2", "10", "10"), ("min", "2", "10", "2"), ("gcd", "8", "-12", "4"), ("gcd", "0", "0", "0"),
        ("lcm", "4", "6", "12"), ("lcm", "4", "0", "0"),
    ])
    func `operators on two integers`(name: String, first: String, second: String, expected: String) throws {
        #expect(try L.text(L.call(name, [:], L.integer(first), L.integer(second))) == expected)
    }

    @Test(arguments: [
        ("round", "6.5", "7"), ("round", "7.4", "7"), ("round", "0.49999999999999994", "0"), ("round", "-0.5", "0"),
        ("round", "-1.5", "-1"), ("round", "NaN", "NULL"), ("round", "INF", "INF"), ("truncate", "6.8", "6"),
        ("truncate", "-6.8", "-6"), ("truncate", "NaN", "NULL"), ("integer-to-float", "3", "3"),
    ])
    func `rounding to integers`(name: String, number: String, expected: String) throws {
        #expect(try L.text(L.call(name, [:], L.float(number))) == expected)
    }

    @Test func `integers that do not fit stop the run instead of wrapping`() throws {
        let largest = L.integer(String(Int.max))
        let smallest = L.integer(String(Int.min))
        let calls = [
            L.call("sum", [:], largest, L.integer("1")), L.call("product", [:], largest, largest),
            L.call("subtract", [:], smallest, largest), L.call("integer-divide", [:], smallest, L.integer("-1")),
            L.call("round", [:], L.float("1e300")), L.call("truncate", [:], L.float("-1e300")),
            L.call("lcm", [:], largest, L.integer("2")), L.call("gcd", [:], smallest, smallest),
            L.call("math-operator", ["name": "abs"], smallest),
            L.call("math-operator", ["name": "ceil"], L.float("1e300")),
        ]
        for call in calls { #expect(throws: ProcessingFault.overflow) { try L.run(call) } }
        #expect(try L.text(L.call("integer-modulus", [:], L.integer("5"), smallest)) != "NULL")
    }

    @Test(arguments: [
        ("significantFigures", "3", "1239451", "1240000"), ("significantFigures", "3", "0.00012345", "0.000123"),
        ("decimalPlaces", "2", "1.125", "1.13"), ("decimalPlaces", "0", "2.5", "3"),
        ("decimalPlaces", "3", "9.9996", "10"), ("decimalPlaces", "1", "-0.04", "0"),
        ("decimalPlaces", "2", "INF", "INF"),
        ("decimalPlaces", "2", "NaN", "NULL"), ("significantFigures", "2", "0", "0"),
    ])
    func `round-to works on the digits that people see`(
        mode: String,
        figures: String,
        number: String,
        expected: String
    ) throws {
        #expect(
            try L.text(L.call("round-to", ["rounding-mode": mode, "figures": figures], L.float(number))) == expected
        )
    }

    @Test func `round-to refuses figures that mean nothing`() {
        #expect(L.problem(L.call("round-to", ["figures": "0"], L.float("1"))) != nil)
        #expect(
            L.problem(L.call("round-to", ["rounding-mode": "decimalPlaces", "figures": "-1"], L.float("1"))) != nil
        )
        #expect(L.problem(L.call("round-to", [:], L.float("1"))) == "figures are missing")
    }

    @Test(arguments: [
        ("sin", "0", "0"), ("cos", "0", "1"), ("sec", "0", "1"), ("exp", "0", "1"), ("ln", "1", "0"),
        ("log", "100", "2"),
        ("abs", "-2.5", "2.5"), ("floor", "-1.5", "-2"), ("ceil", "1.1", "2"), ("signum", "-3", "-1"),
        ("acos", "2", "NULL"), ("ln", "-1", "NULL"), ("ln", "0", "-INF"), ("toDegrees", "0", "0"), ("asec", "1", "0"),
        ("floor", "NaN", "NULL"), ("sqrt", "4", "refused"),
    ])
    func `functions, and NULL where they have no value`(name: String, number: String, expected: String) throws {
        let call = L.call("math-operator", ["name": name], L.float(number))
        guard expected != "refused" else {
            #expect(L.problem(call) != nil)
            return
        }
        #expect(try L.text(call) == expected)
    }

    @Test func `statistics`() throws {
        func statistic(_ name: String, _ values: ProcessingExpression) throws -> Double? {
            try L.run(L.call("stats-operator", ["name": name], values)).number
        }
        let values = L.integers("10", "20", "60")
        #expect(try statistic("mean", values) == 30)
        #expect(try statistic("popVariance", values).map { abs($0 - 1400.0 / 3) < 1e-9 } == true)
        #expect(try statistic("sampleVariance", values) == 700)
        #expect(try statistic("popSD", L.integers("5")) == 0)
        #expect(try statistic("sampleSD", L.integers("5")) == nil)
        #expect(try statistic("mean", L.null) == nil)
        #expect(try statistic("mean", L.call("multiple", [:], L.string("x"))) == nil)
    }
}
