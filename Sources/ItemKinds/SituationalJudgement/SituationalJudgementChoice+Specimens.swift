public import Assessment

extension SituationalJudgementChoice {
    public static let specimens = [
        KindSpecimen(
            name: "three of six",
            version: wrongDose(["picks": 3, "credit": ["A": "4", "C": "4", "F": "4"]]),
            cases: [
                .init("all three", .chosen("A", "C", "F"), "12"), .init("two", .chosen("F", "B", "A"), "8"),
                .init("one", .chosen("C"), "4"), .init("none", .chosen("B", "D", "E"), "0"),
                .init(
                    "four picks",
                    .chosen("A", "C", "F", "B"),
                    "0",
                    misfit: .tooMany(found: 4, allowed: 3)
                ), .init("nothing", ItemResponse(), "0"),
            ]
        ),
        KindSpecimen(
            name: "a second-best option",
            version: wrongDose(["picks": 2, "credit": ["A": "4", "C": "4", "F": "2"]]).changed("near") { version in
                version.scoring[0].marks = .one
            },
            cases: [
                .init("the best two", .chosen("A", "C"), "1"), .init("best and second-best", .chosen("A", "F"), "0.75"),
                .init("three picks", .chosen("A", "C", "F"), "0"),
            ]
        ),
        KindSpecimen(
            name: "no option has points",
            version: wrongDose(["picks": 3, "credit": ["A": "0"]]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "points for an option that is not there",
            version: wrongDose(["picks": 3, "credit": ["A": "4", "Z": "4"]]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static func wrongDose(_ parameters: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "A dose given twice",
            "A nurse tells you that a patient was given his evening dose of a drug twice because you had prescribed it "
                + "twice. He feels well.",
            [
                .choice(
                    ChoiceInteraction(
                        id: .response,
                        prompt: [.text("Choose the three most fitting things to do.")],
                        options: .named(
                            "ABCDEF",
                            "Examine the patient and look up what to watch for",
                            "Ask the nurse to keep the matter between you",
                            "Tell the patient what happened and say that you are sorry",
                            "Wait and see whether he feels ill",
                            "Remove one of the two prescriptions and say nothing",
                            "Report the event through the hospital's system"
                        ),
                        maximum: 3
                    )
                )
            ],
            [.specimen(JudgementPicks.name, parameters, marks: Mark(12))]
        )
    }
}
