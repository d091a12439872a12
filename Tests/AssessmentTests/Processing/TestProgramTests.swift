import Testing

@testable import Assessment

@Suite struct TestProgramTests {
    private typealias L = Language

    private static let items = [
        TestItemResult(
            "Q1",
            sections: ["A"],
            categories: ["easy"],
            weights: ["W": 2],
            outcomes: ["SCORE": .single(.float(1)), "N": .single(.integer(3))],
            normalMaximum: ["SCORE": 2],
            isCorrect: true
        ),
        TestItemResult(
            "Q2",
            sections: ["A", "B"],
            categories: ["hard"],
            outcomes: ["SCORE": .single(.float(0.5)), "N": .single(.float(1.5))],
            normalMaximum: ["SCORE": 1],
            normalMinimum: ["SCORE": -1],
            isCorrect: false
        ),
        TestItemResult(
            "Q3",
            sections: ["C"],
            outcomes: ["SCORE": .null],
            isAttempted: false,
            isResponded: false
        ),
    ]

    private func value(_ expression: ProcessingExpression, _ type: ValueType = .float) throws -> String {
        let program = try TestProgram(
            outcomes: [OutcomeDeclaration("O", .multiple, type)],
            rules: [.set(.outcomeValue, identifier: "O", expression)]
        )
        return try program.outcomes(of: Self.items).outcomes["O"]?.elements.map(\.text).joined(separator: " ") ?? "none"
    }

    @Test func `variables of items are gathered, weighted and chosen by section and category`() throws {
        func all(_ settings: [String: String]) throws -> String {
            try value(L.call("test-variables", ["variable-identifier": "SCORE"].merging(settings) { $1 }))
        }
        #expect(try all([:]) == "1 0.5")
        #expect(try all(["weight-identifier": "W"]) == "2 0.5")
        #expect(try all(["section-identifier": "B"]) == "0.5")
        #expect(try all(["include-category": "easy other"]) == "1")
        #expect(try all(["exclude-category": "easy"]) == "0.5")
        #expect(try all(["base-type": "integer"]) == "")
        #expect(try value(L.call("test-variables", ["variable-identifier": "N", "base-type": "integer"])) == "3")
        #expect(try value(L.call("test-variables", ["variable-identifier": "N"])) == "3 1.5")
        #expect(try value(L.variable("Q1.SCORE")) == "1")
        #expect(try value(L.call("variable", ["identifier": "Q1.SCORE", "weight-identifier": "W"])) == "2")
        #expect(try value(L.variable("Q9.SCORE")) == "")
    }

    @Test func `a maximum needs all items, a minimum passes over those without`() throws {
        #expect(try value(L.call("outcome-maximum", ["outcome-identifier": "SCORE"])) == "")
        let section = ["outcome-identifier": "SCORE", "section-identifier": "A", "weight-identifier": "W"]
        #expect(try value(L.call("outcome-maximum", section)) == "4 1")
        #expect(try value(L.call("outcome-minimum", ["outcome-identifier": "SCORE"])) == "-1")
    }

    @Test(arguments: [("correct", "1"), ("incorrect", "1"), ("presented", "3"), ("responded", "2"), ("selected", "3")])
    func `items are counted`(name: String, expected: String) throws {
        #expect(try value(L.call("number-\(name)"), .integer) == expected)
    }

    @Test func `outcome conditions decide`() throws {
        let sum = L.call("sum", [:], L.call("test-variables", ["variable-identifier": "SCORE"]))
        let program = try TestProgram(
            outcomes: [OutcomeDeclaration("TOTAL", .single, .float), OutcomeDeclaration("PASS", .single, .boolean)],
            rules: [
                .set(.outcomeValue, identifier: "TOTAL", sum),
                .condition(
                    [
                        .init(
                            L.call("gte", [:], L.variable("TOTAL"), L.float("1.5")),
                            [.set(.outcomeValue, identifier: "PASS", L.truth("true")), .exit]
                        )
                    ],
                    otherwise: []
                ),
                .set(.outcomeValue, identifier: "PASS", L.truth("false")),
            ]
        )
        let result = try program.outcomes(of: Self.items)
        #expect(result.outcomes == ["TOTAL": .single(.float(1.5)), "PASS": .boolean(true)])
    }
}
