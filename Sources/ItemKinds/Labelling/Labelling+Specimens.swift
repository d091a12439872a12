public import Assessment

extension Labelling {
    public static let specimens = [
        KindSpecimen(
            name: "labels on an image",
            version: kidney(label: "L1"),
            cases: [
                .init("both", .joined(("L1", "P1"), ("L2", "P2")), marks("1", "1")),
                .init("exchanged", .joined(("L1", "P2"), ("L2", "P1")), marks("0", "0")),
                .init("one, and one that fits nowhere", .joined(("L1", "P1"), ("L3", "P2")), marks("1", "0")),
                .init("nothing", ItemResponse(), marks("0", "0")),
                .init(
                    "one label at two places",
                    .joined(("L1", "P1"), ("L1", "P2")),
                    marks("0", "0"),
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
                .init(
                    "a place that is not there",
                    .joined(("L1", "P9")),
                    marks("0", "0"),
                    misfit: .unknownOption("P9")
                ),
            ]
        ),
        KindSpecimen(
            name: "labels in a text",
            version: reflex,
            cases: [
                .init("both", .joined(("L1", "G1"), ("L2", "G2")), "2"),
                .init("one", .joined(("L1", "G1"), ("L3", "G2")), "1"),
                .init("neither", .joined(("L3", "G1")), "0"),
            ]
        ),
        KindSpecimen(
            name: "a label that is not offered",
            version: kidney(label: "L9"),
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a text without gap",
            version: reflex.changed("full") { version in
                guard case .gapMatch(var text) = version.interactions[0] else { return }
                text.text = [.text("Afferent and efferent.")]
                version.interactions = [.gapMatch(text)]
            },
            problemCodes: ["gaps.none", "rule.key"],
            cases: []
        ),
    ]

    private static func marks(_ first: String, _ second: String) -> [String: String] {
        ["SCORE_1": first, "SCORE_2": second]
    }

    private static func labels(_ texts: String...) -> [Option] {
        texts.enumerated().map { Option(id: OptionID(rawValue: "L\($0 + 1)"), content: [.text($1)]) }
    }

    private static func kidney(label: String) -> ItemVersion {
        let places = [("P1", 40), ("P2", 110)].compactMap { id, left in
            Area(.rectangle, [left, 40, left + 30, 60]).map {
                ImageInteraction.Region(id: OptionID(rawValue: id), area: $0, label: "Place \(id.dropFirst())")
            }
        }
        return .specimen(
            name,
            "Parts of a kidney",
            "The drawing shows a kidney that is cut open.",
            [
                .image(
                    ImageInteraction(
                        id: .response,
                        prompt: [.text("Put the names at their places.")],
                        image: .specimen,
                        task: .label(labels("Cortex", "Pelvis", "Hilum of the spleen")),
                        regions: places,
                        maximum: 0
                    )
                )
            ],
            [
                .specimen(RowMatch.name, ["row": .string(label), "key": ["P1"]], id: "SCORE_1"),
                .specimen(RowMatch.name, ["row": "L2", "key": ["P2"]], id: "SCORE_2"),
            ]
        )
    }

    private static var reflex: ItemVersion {
        ItemVersion.specimen(
            name,
            "The light reflex",
            "Light in one eye makes both pupils narrow.",
            [
                .gapMatch(
                    GapMatchInteraction(
                        id: .response,
                        prompt: [.text("Fill in the nerves.")],
                        options: labels("optic nerve", "oculomotor nerve", "trochlear nerve"),
                        text: [
                            .paragraph([
                                .text("The signal comes through the "), .gap(OptionID(rawValue: "G1")),
                                .text(" and goes out through the "), .gap(OptionID(rawValue: "G2")), .text("."),
                            ])
                        ]
                    )
                )
            ],
            [
                .specimen(
                    MapResponse.name,
                    [
                        "entries": [["key": ["L1", "G1"], "mark": "1"], ["key": ["L2", "G2"], "mark": "1"]],
                        "default": "0",
                    ],
                    marks: Mark(2)
                )
            ]
        ).changed("text") { _ in }
    }
}
