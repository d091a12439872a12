public import Assessment

extension ProcessedItem {
    /// An adaptive item: the test that is asked for first says what is seen next, and what may be done then; a button
    /// gives a hint.
    ///
    /// Not among the common specimens: it is answered in turns, which one response cannot show.
    public static var nextStep: ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen-next-step"),
            kind: name,
            title: "Breathless after a flight, step by step",
            body: [
                .text("A woman is breathless two days after a long flight."),
                part("STEP", "first", [.interaction(ResponseID(rawValue: "TEST"))]),
                part("NOTE", "hint", [.text("Think of her legs.")]),
                part("NOTE", "CTPA", [.text("The scan shows a clot in the right lung.")]),
                part("NOTE", "ECG", [.text("The trace is normal; she gets worse.")]),
                part("STEP", "second", [.interaction(ResponseID(rawValue: "CARE"))]),
                part("STEP", "done", [.text("She is taken to the ward.")]),
                .interaction(ResponseID(rawValue: "HINT")),
            ],
            interactions: [
                choice(
                    "TEST",
                    "Which test first?",
                    [("CTPA", "CT pulmonary angiogram"), ("ECG", "Electrocardiogram")]
                ),
                choice("CARE", "What do you give?", [("HEPARIN", "Heparin"), ("ASPIRIN", "Aspirin")]),
                .end(EndInteraction(id: ResponseID(rawValue: "HINT"), title: "Show a hint", asksForHint: true)),
            ],
            scoring: [
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE"),
                    response: ResponseID(rawValue: "TEST"),
                    rule: ProcessingRuleMarking.name,
                    marks: Mark(2),
                    parameters: ["processing": steps.json, "outcome": "SCORE"]
                )
            ]
        )
    }

    /// The rules: the test leads on, whatever it is, and what is given completes.
    private static var steps: Processing {
        Processing(
            isAdaptive: true,
            responses: [
                ResponseDeclaration("TEST", .single, .identifier),
                ResponseDeclaration("CARE", .single, .identifier),
                ResponseDeclaration("HINT", .single, .boolean, endsAttempt: true),
            ],
            outcomes: [
                OutcomeDeclaration("SCORE", .single, .float, normalMaximum: "2"),
                OutcomeDeclaration("STEP", .single, .identifier, defaults: [DeclaredValue("first")]),
                OutcomeDeclaration("NOTE", .single, .identifier),
            ],
            responseRules: [
                .condition(
                    [
                        ProcessingRule.Branch(variable("HINT"), [set("NOTE", identifier("hint"))]),
                        ProcessingRule.Branch(
                            both(isAt("first"), isGiven("TEST")),
                            [
                                gain("TEST", "CTPA"), set("NOTE", variable("TEST")), set("STEP", identifier("second")),
                            ]
                        ),
                        ProcessingRule.Branch(
                            both(isAt("second"), isGiven("CARE")),
                            [
                                gain("CARE", "HEPARIN"), set("STEP", identifier("done")),
                                set("completionStatus", identifier("completed")),
                            ]
                        ),
                    ],
                    otherwise: []
                )
            ]
        )
    }

    private static func variable(_ name: String) -> ProcessingExpression {
        ProcessingExpression("variable", ["identifier": name])
    }

    private static func identifier(_ text: String) -> ProcessingExpression {
        ProcessingExpression("base-value", ["base-type": "identifier"], text: text)
    }

    private static func both(_ first: ProcessingExpression, _ second: ProcessingExpression) -> ProcessingExpression {
        ProcessingExpression("and", [:], [first, second])
    }

    private static func isAt(_ step: String) -> ProcessingExpression {
        ProcessingExpression("match", [:], [variable("STEP"), identifier(step)])
    }

    private static func isGiven(_ response: String) -> ProcessingExpression {
        ProcessingExpression("not", [:], [ProcessingExpression("is-null", [:], [variable(response)])])
    }

    private static func set(_ outcome: String, _ value: ProcessingExpression) -> ProcessingRule {
        .set(.outcomeValue, identifier: outcome, value)
    }

    /// One mark more for this response.
    private static func gain(_ response: String, _ right: String) -> ProcessingRule {
        let one = ProcessingExpression("base-value", ["base-type": "float"], text: "1")
        let isRight = ProcessingExpression("match", [:], [variable(response), identifier(right)])
        let more = set("SCORE", ProcessingExpression("sum", [:], [variable("SCORE"), one]))
        return .condition([ProcessingRule.Branch(isRight, [more])], otherwise: [])
    }

    private static func part(_ outcome: String, _ value: String, _ blocks: [Block]) -> Block {
        .conditional(Visibility(origin: .outcome, variable: outcome, value: value), blocks)
    }

    private static func choice(_ id: String, _ prompt: String, _ options: [(String, String)]) -> Interaction {
        .choice(
            ChoiceInteraction(
                id: ResponseID(rawValue: id),
                prompt: [.text(prompt)],
                options: options.map { Option(id: OptionID(rawValue: $0), content: [.text($1)]) }
            )
        )
    }
}
