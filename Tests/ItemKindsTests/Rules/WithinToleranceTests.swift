import Assessment
import ItemKinds
import Testing

@Suite struct WithinToleranceTests {
    private static func parameters(
        _ value: String,
        unit: String = "mg",
        mode: String = "absolute",
        lower: String = "0.5",
        upper: String = "0.5",
        units: [String: JSONValue] = [:]
    ) -> JSONValue {
        [
            "value": .string(value), "unit": .string(unit), "units": .object(units),
            "tolerance": ["mode": .string(mode), "lower": .string(lower), "upper": .string(upper)],
        ]
    }

    private static func marking(_ parameters: JSONValue, _ text: String, _ unit: String? = nil) throws -> Marking {
        try WithinTolerance(parameters: parameters, marks: Mark(3)).mark(.number(text, unit: unit))
    }

    @Test(arguments: [
        (parameters("12.5"), "12", "13", "11.999999999", "13.000000001"),
        (parameters("12.5", lower: "0", upper: "0"), "12.5", "12.5", "12.499999999", "12.500000001"),
        (parameters("12.5", lower: "0.25", upper: "1"), "12.25", "13.5", "12.249999999", "13.500000001"),
        (
            parameters("12.5", mode: "relative", lower: "0.05", upper: "0.1"), "11.875", "13.75", "11.874999999",
            "13.750000001"
        ),
        // The lower rim is the smaller number, of a negative key as well.
        (parameters("-12.5", lower: "0.25", upper: "1"), "-12.75", "-11.5", "-12.750000001", "-11.499999999"),
        (parameters("-10", mode: "relative", lower: "0.1", upper: "0.2"), "-11", "-8", "-11.000000001", "-7.999999999"),
        (parameters("0", mode: "relative", lower: "0.1", upper: "0.1"), "0", "0", "-0.000000001", "0.000000001"),
        (parameters("0.1", lower: "0.2", upper: "0.2"), "-0.1", "0.3", "-0.100000001", "0.300000001"),
        (
            parameters("1/3", mode: "relative", lower: "1/2", upper: "1/2"), "0.166666667", "0.5", "0.166666666",
            "0.500000001"
        ),
    ])
    func `both rims count, and nothing beyond`(
        parameters: JSONValue,
        low: String,
        high: String,
        below: String,
        above: String
    ) throws {
        for text in [low, high] { #expect(try Self.marking(parameters, text) == Marking(Mark(3)), "\(text)") }
        for text in [below, above] { #expect(try Self.marking(parameters, text) == Marking(.zero), "\(text)") }
    }

    private static let dose = parameters("12.5", units: ["g": "1000", "gr": "1/3"])

    @Test(
        arguments: [
            ("12.5", "mg", true), ("0.0125", "g", true), ("0.013", "g", true), ("0.0130001", "g", false),
            ("12.5", "g", false), ("12.5 mg", nil, true), ("0.0125g", nil, true), ("12.5 mg", "mg", true),
            // A number without any unit is taken in the key's unit.
            ("12.5", nil, true), ("37.5", "gr", true), ("39", "gr", true), ("36", "gr", true), ("39.1", "gr", false),
            ("12.5", "kg", false), ("12.5 kg", nil, false), ("", "mg", false), (".", "mg", false),
            ("٠٫٠١٢٥", "g", true),
            ("9223372036854775807", "g", false), ("99999999999999999999", "g", false),
        ] as [(String, String?, Bool)]
    )
    func `an equivalent unit is converted exactly`(text: String, unit: String?, isRight: Bool) throws {
        #expect(try Self.marking(Self.dose, text, unit) == Marking(isRight ? Mark(3) : .zero))
    }

    @Test func `a typed unit that is not the chosen one asks a marker`() throws {
        #expect(try Self.marking(Self.dose, "12.5 mg", "g") == Marking(.zero, needsMarker: true))
    }

    @Test func `a key of zero is not met by a lone decimal mark`() throws {
        for text in [".", ",", "-.", "٫"] {
            #expect(try Self.marking(Self.parameters("0", unit: ""), text) == Marking(.zero), "\(text)")
        }
    }

    @Test func `another shape gains nothing`() throws {
        let rule = try WithinTolerance(parameters: Self.dose, marks: .one)
        for value in [nil, .text("12.5"), Rules.choices("12.5")] { #expect(rule.mark(value) == Marking(.zero)) }
        #expect(rule.key == .number("12.5", unit: "mg"))
    }

    @Test func `key and interaction must speak of the same units`() throws {
        let (dose, plain) = (Self.parameters("1", units: ["g": "1000"]), Self.parameters("1", unit: ""))
        func problems(_ parameters: JSONValue, _ interaction: Interaction) throws -> [String] {
            try WithinTolerance(parameters: parameters, marks: .one).problems(with: interaction)
        }
        #expect(try problems(dose, Rules.number) == [])
        #expect(try problems(plain, Rules.plainNumber) == [])
        #expect(try problems(dose, Rules.plainNumber) == ["the key's unit is not offered"])
        #expect(try problems(Self.parameters("1"), Rules.number) == ["no factor is given for the offered unit “g”"])
        #expect(try problems(Self.parameters("1", unit: "kg", units: ["mg": "1", "g": "1"]), Rules.number).count == 1)
        #expect(try problems(plain, Rules.number).first == "the key's unit is not offered")
        #expect(try problems(dose, Rules.text) == ["the rule needs a number interaction"])
    }

    @Test(
        arguments: [
            (parameters("twelve"), "value: a decimal or fraction as a string is needed"),
            (parameters("1", mode: "percent"), "tolerance.mode: must be “absolute” or “relative”"),
            (parameters("1", lower: "-0.1"), "tolerance: tolerances and factors must not be negative"),
            (parameters("1", upper: "-0.1"), "tolerance: tolerances and factors must not be negative"),
            (parameters("1", units: ["g": "0"]), "tolerance: tolerances and factors must not be negative"),
            (parameters("1", units: ["g": "-1"]), "tolerance: tolerances and factors must not be negative"),
            (parameters("1", units: ["g": 1000]), "units.g: a string is needed"),
            (parameters("9223372036854775807"), "tolerance: the numbers are too fine or too large"),
            (parameters("9223372036854775807", mode: "relative"), "tolerance: the numbers are too fine or too large"),
            (["value": "1", "unit": "mg"], "tolerance: is missing"),
            (["value": "1", "tolerance": [:]], "unit: is missing"),
            (
                ["value": "1", "unit": "", "tolerance": ["mode": "absolute", "lower": "0"]],
                "tolerance.upper: is missing"
            ),
            (
                [
                    "value": "1", "unit": "",
                    "tolerance": ["mode": "absolute", "lower": "0", "upper": "0", "both": "0"],
                ],
                "tolerance.both: unknown member"
            ),
            (["value": 1, "unit": "", "tolerance": [:]], "value: a string is needed"),
        ] as [(JSONValue, String)]
    )
    func `a key that says too little or cannot be is refused`(parameters: JSONValue, problem: String) {
        #expect(Rules.problem(WithinTolerance.self, parameters) == problem)
    }
}
