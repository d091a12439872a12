public import Assessment

extension MultipleResponse {
    public static let specimens = [
        KindSpecimen(
            name: "each right pick",
            version: causes("each"),
            cases: [
                .init("all", .chosen("A", "C", "D"), "3"), .init("another order", .chosen("D", "A", "C"), "3"),
                .init("two of three", .chosen("A", "C"), "2"), .init("one wrong", .chosen("A", "C", "B"), "2"),
                .init("one of three", .chosen("D", "B", "E"), "1"), .init("none right", .chosen("B", "E"), "0"),
                .init(
                    "one too many",
                    .chosen("A", "C", "D", "E"),
                    "0",
                    misfit: .tooMany(found: 4, allowed: 3)
                ),
                .init("an option that is not there", .chosen("A", "Z"), "1", misfit: .unknownOption("Z")),
                .init("nothing", ItemResponse(), "0"),
            ]
        ),
        KindSpecimen(
            name: "half from half on",
            version: causes("half").changed("half") { _ in },
            cases: [
                .init("all", .chosen("A", "C", "D"), "3"), .init("two of three", .chosen("A", "C"), "1.5"),
                .init("two and a wrong one", .chosen("A", "C", "B"), "1.5"),
                .init("one of three", .chosen("A", "B", "E"), "0"), .init("blank", .chosen(), "0"),
            ]
        ),
        KindSpecimen(
            name: "all or nothing",
            version: causes("all").changed("all") { _ in },
            cases: [
                .init("all", .chosen("A", "C", "D"), "3"), .init("two of three", .chosen("A", "C"), "0"),
                .init("two and a wrong one", .chosen("A", "C", "B"), "0"),
            ]
        ),
        KindSpecimen(
            name: "a map without limit",
            version: causes("map").changed("map") { version in
                version.scoring = [
                    .specimen(
                        MapResponse.name,
                        [
                            "entries": [
                                ["key": "A", "mark": "0.5"], ["key": "C", "mark": "0.5"], ["key": "B", "mark": "-0.5"],
                            ], "default": "0", "lower": "0",
                        ]
                    )
                ]
            },
            cases: [.init("both", .chosen("A", "C"), "1"), .init("one and a wrong one", .chosen("A", "B"), "0")]
        ),
        KindSpecimen(
            name: "a key that is not offered",
            version: causes("all", key: ["A", "C", "Z"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a key that cannot be picked",
            version: causes("all", key: ["A", "B", "C", "D"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a credit nobody knows",
            version: causes("most"),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static func causes(_ credit: String, key: JSONValue = ["A", "C", "D"]) -> ItemVersion {
        .specimen(
            name,
            "Hypercalcaemia",
            "A woman has a raised plasma calcium concentration.",
            [
                .choice(
                    ChoiceInteraction(
                        id: .response,
                        prompt: [.text("Which three of these can be the cause?")],
                        options: .named(
                            "ABCDE",
                            "Primary hyperparathyroidism",
                            "Chronic pancreatitis",
                            "Multiple myeloma",
                            "Sarcoidosis",
                            "Coeliac disease"
                        ),
                        maximum: 3
                    )
                )
            ],
            [.specimen(PickN.name, ["key": key, "credit": .string(credit)], marks: Mark(3))]
        )
    }
}
