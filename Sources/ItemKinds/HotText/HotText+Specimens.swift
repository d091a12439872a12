public import Assessment

extension HotText {
    public static let specimens = [
        KindSpecimen(
            name: "two of four passages",
            version: chart(["key": ["A", "C"], "credit": "each"]),
            cases: [
                .init("both", .chosen("C", "A"), "1"), .init("one", .chosen("A", "B"), "0.5"),
                .init("neither", .chosen("B", "D"), "0"), .init("nothing", ItemResponse(), "0"),
                .init("three", .chosen("A", "B", "C"), "0", misfit: .tooMany(found: 3, allowed: 2)),
                .init("a passage that is not there", .chosen("E"), "0", misfit: .unknownOption("E")),
            ]
        ),
        KindSpecimen(
            name: "a key that is not in the text",
            version: chart(["key": ["A", "E"], "credit": "each"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static func chart(_ parameters: JSONValue) -> ItemVersion {
        let passages = [
            ("A", "gentamicin 5 mg/kg every 8 hours"), ("B", "paracetamol 1 g every 6 hours"),
            ("C", "morphine 100 mg by vein at once"), ("D", "enoxaparin 40 mg once a day"),
        ]
        let runs = passages.flatMap { id, words -> [Inline] in
            [.hotText(OptionID(rawValue: id), [.text(words)]), .text("; ")]
        }
        return .specimen(
            name,
            "Two errors in a chart",
            "A man of 70 kg with normal kidneys was operated on this morning.",
            [
                .hotText(
                    HotTextInteraction(
                        id: .response,
                        prompt: [.text("Choose the two orders that are dangerous.")],
                        text: [.paragraph([.text("Prescribed: ")] + runs.dropLast() + [.text(".")])],
                        maximum: 2
                    )
                )
            ],
            [.specimen(PickN.name, parameters)]
        )
    }
}
