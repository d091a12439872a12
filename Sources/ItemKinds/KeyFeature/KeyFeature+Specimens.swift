public import Assessment

extension KeyFeature {
    public static let specimens = [
        KindSpecimen(
            name: "two features of one list",
            version: meningitis(harmful: ["F"]),
            cases: [
                .init("both", .chosen("A", "B"), marks("1", "1")),
                .init("the other right test", .chosen("A", "C", "E"), marks("1", "1")),
                .init("one", .chosen("B", "D"), marks("0", "1")), .init("neither", .chosen("D", "E"), marks("0", "0")),
                .init("too many", .chosen("A", "B", "C", "D"), marks("0", "0")),
                .init("a harmful one among them", .chosen("A", "B", "F"), marks("0", "0")),
                .init("nothing", ItemResponse(), marks("0", "0")),
                .init("an option that is not there", .chosen("A", "Z"), marks("1", "0"), misfit: .unknownOption("Z")),
            ]
        ),
        KindSpecimen(
            name: "typed answers",
            version: stroke,
            cases: [
                .init("both", .typed("atrial fibrillation", "Carotid Stenosis"), "2"),
                .init("other words", .typed("AF", "carotid artery stenosis"), "2"),
                .init("one, and a known wrong one", .typed("migraine", "AF"), "1"),
                .init("one twice", .typed("AF", "atrial fibrillation"), "1"),
                .init("one alone", .typed("AF"), "1"), .init("harm", .typed("AF", "thrombolysis"), "0"),
                .init(
                    "too many",
                    .typed("AF", "carotid stenosis", "migraine"),
                    "0",
                    misfit: .tooMany(found: 3, allowed: 2)
                ), .init("blank", .typed(" ", ""), "0"),
            ]
        ),
        KindSpecimen(
            name: "an option both right and harmful",
            version: meningitis(harmful: ["A"]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "harm that is not offered",
            version: meningitis(harmful: ["Z"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static func marks(_ first: String, _ second: String) -> [String: String] {
        ["SCORE_1": first, "SCORE_2": second]
    }

    private static func meningitis(harmful: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "Fever and a stiff neck",
            "A student of 19 years has had fever and headache since the morning. Her neck is stiff and there are purple "
                + "spots on her legs that do not fade under a glass.",
            [
                .choice(
                    ChoiceInteraction(
                        id: .response,
                        prompt: [.text("What do you do now? Choose up to three.")],
                        options: .named(
                            "ABCDEF",
                            "Give an antibiotic by vein",
                            "Take blood for culture",
                            "Take blood for a polymerase chain reaction",
                            "Take a throat swab and wait for the result",
                            "Give paracetamol by mouth",
                            "Send her home with advice"
                        ),
                        maximum: 0
                    )
                )
            ],
            [
                .specimen(
                    KeyFeaturePicks.name,
                    ["accept": ["A"], "allowed": 3, "harmful": harmful, "credit": "all"],
                    id: "SCORE_1"
                ),
                .specimen(
                    KeyFeaturePicks.name,
                    ["accept": ["B", "C"], "needed": 1, "allowed": 3, "harmful": harmful, "credit": "all"],
                    id: "SCORE_2"
                ),
            ]
        )
    }

    private static var stroke: ItemVersion {
        ItemVersion.specimen(
            name,
            "A stroke of the anterior circulation",
            "A man of 70 years had a small stroke in the territory of the left middle cerebral artery two days ago.",
            [
                .text(
                    TextInteraction(
                        id: .response,
                        prompt: [.text("Name the two treatable sources that you look for first.")],
                        maximum: 2
                    )
                )
            ],
            [
                .specimen(
                    KeyFeatureTexts.name,
                    [
                        "accept": [["atrial fibrillation", "AF"], ["carotid stenosis", "carotid artery stenosis"]],
                        "needed": 2, "allowed": 2, "harmful": ["thrombolysis"], "reject": ["migraine"],
                        "credit": "each", "folding": "words-1",
                    ],
                    marks: Mark(2)
                )
            ]
        ).changed("typed") { _ in }
    }
}
