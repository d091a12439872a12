import Assessment
import ItemKinds
import Testing

@Suite struct ToleranceBandsTests {
    private static let grant: JSONValue = [
        "bands": [
            ["value": "1822", "lower": "0", "upper": "0", "mark": "2"],
            ["value": "1825", "lower": "0", "upper": "0", "mark": "0"],
            ["value": "1822", "lower": "2", "upper": "4", "mark": "1"],
        ]
    ]

    @Test(arguments: [
        ("1822", "2"), ("1 822,0", "2"), ("1820", "1"), ("1826", "1"), ("1826.001", "0"), ("1819.999", "0"),
        ("1825", "0"), ("1822 years", "0"), ("", "0"), ("-1822", "0"),
    ])
    func `the first band that holds the number gives its mark, rims included`(typed: String, mark: String) throws {
        let rule = try ToleranceBands(parameters: Self.grant, marks: Mark(2))
        #expect(rule.mark(.number(typed, unit: nil)).mark == Mark(parsing: mark))
    }

    @Test func `the key is the best number, and units are not known`() throws {
        let rule = try ToleranceBands(parameters: Self.grant, marks: Mark(2))
        #expect(rule.key == .number("1822", unit: nil))
        #expect(rule.mark(nil) == Marking(.zero) && rule.mark(.text("1822")) == Marking(.zero))
        #expect(rule.problems(with: Rules.plainNumber) == [])
        #expect(rule.problems(with: Rules.number).count == 1 && rule.problems(with: Rules.text).count == 1)
    }

    @Test func `parameters that make no rule are refused`() {
        let bands: [JSONValue] = [
            [], [["value": "1", "lower": "0", "upper": "0", "mark": "0"]],
            [["value": "1", "lower": "-1", "upper": "0", "mark": "1"]],
            [["value": "9223372036854775807", "lower": "0", "upper": "1", "mark": "1"]],
            [["value": "1", "lower": "0", "upper": "0", "mark": "1", "unit": "mg"]],
        ]
        for list in bands { #expect(Rules.problem(ToleranceBands.self, ["bands": list]) != nil, "\(list)") }
    }
}
