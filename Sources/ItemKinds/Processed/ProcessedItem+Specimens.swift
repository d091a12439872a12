public import Assessment

extension ProcessedItem {
    public static let specimens = [
        KindSpecimen(
            name: "a diagnosis and its test",
            version: diagnosisAndTest,
            cases: [
                .init("both right", given("PE", "CTPA"), marks: [score: Mark(2)]),
                .init("test in other letters", given("PE", "ctpa"), marks: [score: Mark(2)]),
                .init("test alone gains nothing", given("MI", "CTPA"), marks: [score: .zero]),
                .init("diagnosis alone", given("PE", "ECG"), marks: [score: .one]),
                .init("test left out", given("PE", nil), marks: [score: .one]),
                .init("unknown option", given("X", "CTPA"), marks: [score: .zero], misfit: .unknownOption("X")),
                .init("blanks", given("PE", "  "), marks: [score: .one]),
                .init("nothing", ItemResponse(), marks: [score: .zero]),
            ]
        ),
        KindSpecimen(
            name: "an outcome that is no number",
            version: changed { $0.outcomes[0].baseType = .identifier },
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "a response that is not declared",
            version: changed { $0.responses[1].identifier = "OTHER" },
            problemCodes: ["processing.response"],
            cases: []
        ),
    ]

    private static let diagnosis = ResponseID(rawValue: "DIAGNOSIS")
    private static let test = ResponseID(rawValue: "TEST")
    private static let score = OutcomeID(rawValue: "SCORE")

    private static func given(_ option: String, _ text: String?) -> ItemResponse {
        var response = ItemResponse([diagnosis: .choices([OptionID(rawValue: option)])])
        response.values[test] = text.map(ResponseValue.text)
        return response
    }

    private static func set(_ value: ProcessingExpression) -> ProcessingRule {
        .set(.outcomeValue, identifier: "SCORE", value)
    }

    private static func float(_ text: String) -> ProcessingExpression {
        ProcessingExpression("base-value", ["base-type": "float"], text: text)
    }

    private static func variable(_ id: ResponseID) -> ProcessingExpression {
        ProcessingExpression("variable", ["identifier": id.rawValue])
    }

    private static func correct(_ id: ResponseID) -> ProcessingExpression {
        ProcessingExpression("correct", ["identifier": id.rawValue])
    }

    /// The test counts only with the right diagnosis: something that no named rule says.
    private static var processing: Processing {
        let isDiagnosed = ProcessingExpression("match", [:], [variable(diagnosis), correct(diagnosis)])
        let isTested = ProcessingExpression(
            "string-match",
            ["case-sensitive": "false"],
            [variable(test), correct(test)]
        )
        let both = ProcessingExpression("and", [:], [isDiagnosed, isTested])
        return Processing(
            responses: [
                ResponseDeclaration("DIAGNOSIS", .single, .identifier, correct: [DeclaredValue("PE")]),
                ResponseDeclaration("TEST", .single, .string, correct: [DeclaredValue("CTPA")]),
            ],
            outcomes: [OutcomeDeclaration("SCORE", .single, .float, normalMaximum: "2")],
            responseRules: [
                .condition(
                    [
                        ProcessingRule.Branch(both, [set(float("2"))]),
                        ProcessingRule.Branch(isDiagnosed, [set(float("1"))]),
                    ],
                    otherwise: [set(float("0"))]
                )
            ]
        )
    }

    private static func changed(_ change: (inout Processing) -> Void) -> ItemVersion {
        var processing = processing
        change(&processing)
        var version = diagnosisAndTest
        version.scoring[0].parameters = ["processing": processing.json, "outcome": "SCORE"]
        return version
    }

    private static var diagnosisAndTest: ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen-processed"),
            kind: name,
            title: "Breathless after a flight",
            body: [
                .text("A woman is breathless two days after a long flight."), .interaction(diagnosis),
                .interaction(test),
            ],
            interactions: [
                .choice(
                    ChoiceInteraction(
                        id: diagnosis,
                        prompt: [.text("What is most likely?")],
                        options: [
                            Option(id: OptionID(rawValue: "PE"), content: [.text("Pulmonary embolism")]),
                            Option(id: OptionID(rawValue: "MI"), content: [.text("Myocardial infarction")]),
                        ]
                    )
                ),
                .text(TextInteraction(id: test, prompt: [.text("Which test shows it?")])),
            ],
            scoring: [
                RuleUse(
                    id: score,
                    response: diagnosis,
                    rule: ProcessingRuleMarking.name,
                    marks: Mark(2),
                    parameters: ["processing": processing.json, "outcome": "SCORE"]
                )
            ]
        )
    }
}
