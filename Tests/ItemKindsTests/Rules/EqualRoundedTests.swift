import Assessment
import ItemKinds
import Testing

@Suite struct EqualRoundedTests {
    private static func parameters(_ value: String, _ mode: String, _ digits: Int64) -> JSONValue {
        ["value": .string(value), "unit": "", "rounding": ["mode": .string(mode), "digits": .integer(digits)]]
    }

    @Test(arguments: [
        ("significant-figures", 2, "87.4", "87", true), ("significant-figures", 2, "87.4", "86.5", true),
        ("significant-figures", 2, "87.4", "86.4999", false), ("significant-figures", 2, "87.4", "87.5", false),
        ("significant-figures", 1, "0.00123", "0.0014", true), ("significant-figures", 1, "0.00123", "0.0015", false),
        ("significant-figures", 3, "99950", "100000", true), ("significant-figures", 3, "1000000", "999500", true),
        ("significant-figures", 3, "1000000", "999499", false), ("significant-figures", 1, "0", "0", true),
        ("significant-figures", 1, "0", "0.000000001", false), ("significant-figures", 2, "-8.25", "-8.349", true),
        ("significant-figures", 2, "-8.25", "8.3", false), ("decimal-places", 1, "2.25", "2.3", true),
        ("decimal-places", 1, "2.25", "2.249", false), ("decimal-places", 1, "-2.25", "-2.3", true),
        ("decimal-places", 0, "0.5", "1", true), ("decimal-places", 0, "0.49", "0", true),
        ("decimal-places", 2, "6", "6.004", true), ("decimal-places", 2, "6", "6.005", false),
        ("significant-figures", 15, "1223372036854775807", "1223372036854775806", true),
    ])
    func `both sides are rounded, halves away from zero`(
        mode: String,
        digits: Int64,
        key: String,
        given: String,
        isRight: Bool
    ) throws {
        let rule = try EqualRounded(parameters: Self.parameters(key, mode, digits), marks: Mark(2))
        #expect(rule.mark(.number(given, unit: nil)) == Marking(isRight ? Mark(2) : .zero))
        #expect(rule.mark(rule.key) == Marking(Mark(2)))
    }

    @Test(
        arguments: [
            (parameters("1", "significant-figures", 0), "rounding.digits: must lie in 1…15"),
            (parameters("1", "decimal-places", -1), "rounding.digits: must lie in 0…15"),
            (parameters("1", "decimal-places", 16), "rounding.digits: must lie in 0…15"),
            (
                parameters("1", "nearest", 1),
                "rounding.mode: one of significant-figures, decimal-places is needed"
            ),
            (["value": "1", "unit": ""], "rounding: is missing"),
            (
                ["value": "1", "unit": "", "units": ["g": "0"], "rounding": ["mode": "decimal-places", "digits": 1]],
                "units: factors must be more than 0"
            ),
            (
                parameters("9223372036854775807", "decimal-places", 15),
                "rounding: the key is too fine or too large to be rounded"
            ),
        ] as [(JSONValue, String)]
    )
    func `a rounding that says too little is refused`(parameters: JSONValue, problem: String) {
        #expect(Rules.problem(EqualRounded.self, parameters) == problem)
    }
}
