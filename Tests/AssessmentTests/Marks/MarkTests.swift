import Assessment
import Testing

@Suite struct MarkTests {
    private static func mark(_ numerator: Int64, _ denominator: Int64) throws -> Mark {
        try #require(Mark(numerator, over: denominator))
    }

    @Test(
        arguments: [
            (2, 4, 1, 2), (-2, 4, -1, 2), (2, -4, -1, 2), (-2, -4, 1, 2), (0, -7, 0, 1), (6, 3, 2, 1),
            (.max, .max, 1, 1), (.min, .min, 1, 1), (.min, 2, -4_611_686_018_427_387_904, 1), (2, .min, -1, 1 << 62),
        ] as [(Int64, Int64, Int64, Int64)]
    )
    func `a mark is kept in lowest terms with a positive denominator`(
        numerator: Int64,
        denominator: Int64,
        top: Int64,
        bottom: Int64
    ) throws {
        let (mark, same) = (try Self.mark(numerator, denominator), try Self.mark(top, bottom))
        #expect(mark.numerator == top && mark.denominator == bottom)
        #expect(mark == same && mark.hashValue == same.hashValue)
    }

    @Test(arguments: [(1, 0), (0, 0), (.min, -1), (1, .min)] as [(Int64, Int64)])
    func `a denominator of zero and terms that do not fit make no mark`(numerator: Int64, denominator: Int64) {
        #expect(Mark(numerator, over: denominator) == nil)
    }

    @Test(
        arguments: [
            ("0", 0, 1), ("-0", 0, 1), ("2", 2, 1), ("007", 7, 1), ("-0.25", -1, 4), ("0.10", 1, 10), ("1/3", 1, 3),
            ("-2/6", -1, 3), ("0/5", 0, 1), ("12.000000001", 12_000_000_001, 1_000_000_000),
            ("999999999.999999999", 999_999_999_999_999_999, 1_000_000_000), ("12345678901", 12_345_678_901, 1),
            ("1/4611686018427387904", 1, 1 << 62), ("-9223372036854775808", .min, 1),
            ("9223372036854775807/9223372036854775806", .max, .max - 1),
        ] as [(String, Int64, Int64)]
    )
    func `a decimal or a fraction is read exactly`(text: String, numerator: Int64, denominator: Int64) throws {
        #expect(try Mark(parsing: text) == Self.mark(numerator, denominator))
    }

    @Test(arguments: [
        "", "-", "+1", "--1", " 1", "1 ", "1,5", ".5", "5.", ".", "1.2.3", "1e3", "1/0", "1/-3", "1/2/3", "/2", "1/",
        "-/2", "1.5/2", "0x1", "٣", "１", "½", "NaN", "inf", "1.0000000000", "9223372036854775808",
        "99999999999999999999", "9999999999.999999999", "-9223372036854775808/9223372036854775807.0", "1_000", "−1",
    ])
    func `anything else is no mark`(text: String) {
        #expect(Mark(parsing: text) == nil)
    }

    @Test(
        arguments: [
            (2, 1, "2"), (-2, 1, "-2"), (1, 4, "0.25"), (-1, 4, "-0.25"), (1, 3, "1/3"), (-7, 3, "-7/3"), (0, 1, "0"),
            (1, 20, "0.05"), (5, 2, "2.5"), (1, 1_000_000_000, "0.000000001"), (1, 512, "0.001953125"),
            (1, 1024, "1/1024"),
            (-1, 1000, "-0.001"), (1, 1 << 62, "1/4611686018427387904"),
            (1, 1_220_703_125 * 1_220_703_125, "1/1490116119384765625"),
            (.min, 1, "-9223372036854775808"), (.max, 10, "922337203685477580.7"), (.min, 5, "-1844674407370955161.6"),
        ] as [(Int64, Int64, String)]
    )
    func `the shortest exact text is printed`(numerator: Int64, denominator: Int64, text: String) throws {
        #expect(try Self.mark(numerator, denominator).description == text)
    }

    @Test func `what is printed is read back, however large or fine`() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let mark = RandomMark.any(using: &generator)
            #expect(Mark(parsing: mark.description) == mark, "\(mark.numerator) over \(mark.denominator)")
        }
    }

    @Test func `a sum of thirds is whole`() throws {
        let third = try Self.mark(1, 3)
        #expect(try Mark.sum([third, third, third]) == .one)
        #expect(try Mark.sum([Mark]()) == .zero)
        #expect(try third.subtracting(third) == .zero)
        #expect(try third.multiplied(by: Mark(3)) == .one)
        #expect(try third.divided(by: third) == .one)
        #expect(try third.divided(by: .zero) == nil)
        #expect(try Mark.zero.divided(by: third) == .zero)
        #expect(third.approximate == 1.0 / 3)
    }

    @Test func `what does not fit is an error, never a wrap or a crash`() throws {
        let (largest, smallest) = (try Self.mark(.max, 1), try Self.mark(.min, 1))
        let finest = try Self.mark(1, .max)
        #expect(throws: Mark.Overflow.self) { try largest.adding(.one) }
        #expect(throws: Mark.Overflow.self) { try smallest.subtracting(.one) }
        #expect(throws: Mark.Overflow.self) { try Mark.zero.subtracting(smallest) }
        #expect(throws: Mark.Overflow.self) { try smallest.adding(smallest) }
        #expect(throws: Mark.Overflow.self) { try largest.multiplied(by: Mark(2)) }
        #expect(throws: Mark.Overflow.self) { try largest.divided(by: finest) }
        #expect(throws: Mark.Overflow.self) { try finest.divided(by: Mark(2)) }
        #expect(throws: Mark.Overflow.self) { try finest.adding(try Self.mark(1, .max - 1)) }
        #expect(throws: Mark.Overflow.self) { try Mark.sum([largest, .one, smallest]) }
        #expect(try largest.adding(smallest) == Mark(-1))
        #expect(try smallest.divided(by: smallest) == .one)
        #expect(try largest.multiplied(by: finest) == .one)
    }

    @Test func `marks compare by value`() throws {
        let sorted = [
            try Self.mark(.min, 1), Mark(-1), try Self.mark(-1, .max), .zero, try Self.mark(1, .max),
            try Self.mark(1, 3), try Self.mark(333_333_334, 1_000_000_000), try Self.mark(.max - 1, .max), .one,
            try Self.mark(.max, .max - 1), try Self.mark(.max, 1),
        ]
        for (low, left) in sorted.enumerated() {
            for (high, right) in sorted.enumerated() {
                #expect((left < right) == (low < high))
                #expect((left == right) == (low == high))
            }
        }
    }

    @Test(.enabled(if: Python.isExpected, Python.absence))
    func `python's fractions give the same sums, products, shares and order`() throws {
        var generator = SeededGenerator(seed: 12)
        let pairs = (0..<2500).map { _ in (RandomMark.any(using: &generator), RandomMark.any(using: &generator)) }
        let answers = try Python.lines(
            Self.script,
            reading: pairs.map { "\($0.numerator) \($0.denominator) \($1.numerator) \($1.denominator)" }
        )
        try #require(answers.count == pairs.count)
        var overflows = 0
        for ((left, right), answer) in zip(pairs, answers) {
            let results = [
                Self.text { () throws(Mark.Overflow) in try left.adding(right) },
                Self.text { () throws(Mark.Overflow) in try left.subtracting(right) },
                Self.text { () throws(Mark.Overflow) in try left.multiplied(by: right) },
                Self.text { () throws(Mark.Overflow) in try left.divided(by: right) },
                left < right ? "below" : "not below",
            ]
            #expect(results.joined(separator: " ") == answer, "\(left) and \(right)")
            overflows += results.count { $0 == "overflow" }
        }
        // Both sides of the border must have been met for the run to say anything.
        #expect((100...8000).contains(overflows))
    }

    private static func text(_ operation: () throws(Mark.Overflow) -> Mark?) -> String {
        do throws(Mark.Overflow) {
            guard let mark = try operation() else { return "none" }
            return "\(mark.numerator)/\(mark.denominator)"
        } catch {
            return "overflow"
        }
    }

    private static let script = """
        import sys
        from fractions import Fraction

        LOW, HIGH = -2**63, 2**63 - 1

        def text(value):
            fits = LOW <= value.numerator <= HIGH and value.denominator <= HIGH
            return f"{value.numerator}/{value.denominator}" if fits else "overflow"

        for line in sys.stdin:
            a, b, c, d = map(int, line.split())
            left, right = Fraction(a, b), Fraction(c, d)
            share = text(left / right) if right else "none"
            order = "below" if left < right else "not below"
            print(text(left + right), text(left - right), text(left * right), share, order)
        """
}

/// Marks from a seed: of all sizes, and such as papers have.
enum RandomMark {
    static func any(using generator: inout SeededGenerator) -> Mark {
        let bits = Int64.random(in: 1...62, using: &generator)
        let limit = Int64(1) << bits
        let numerator = Int64.random(in: -limit...limit, using: &generator)
        let denominators: [Int64] = [
            1, 2, 3, 4, 5, 8, 10, 12, 100, 1000, 1_000_000_000, 1 << Int64.random(in: 0...62, using: &generator),
            Int64.random(in: 1...limit, using: &generator), .max,
        ]
        let denominator = denominators[Int.random(in: denominators.indices, using: &generator)]
        return Mark(numerator, over: denominator) ?? .zero
    }
}
