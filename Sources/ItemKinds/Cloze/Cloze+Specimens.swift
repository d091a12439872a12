public import Assessment

extension Cloze {
    public static let specimens = [
        KindSpecimen(
            name: "three gaps",
            version: acidosis,
            cases: [
                .init("all right", given("A", "lactate", "22"), marks("1", "1", "1")),
                .init("folded text, decimal comma", given("A", "The Lactate", "22,0"), marks("1", "1", "1")),
                .init("two right", given("B", "lactate", "22"), marks("0", "1", "1")),
                .init("one left blank", .chosen("A", at: kind), marks("1", "0", "0")),
                .init("all wrong", given("B", "urea", "12"), marks("0", "0", "0")),
                .init("nothing", ItemResponse(), marks("0", "0", "0")),
                .init(
                    "an option that is not there",
                    .chosen("C", at: kind),
                    marks("0", "0", "0"),
                    misfit: .unknownOption("C")
                ),
            ]
        ),
        KindSpecimen(
            name: "a gap that accepts nothing",
            version: acidosis.changed("empty") { $0.scoring[1].parameters = ["accept": [], "folding": "words-1"] },
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "a gap with one option",
            version: acidosis.changed("single") { version in
                version.interactions[0] = .choice(
                    ChoiceInteraction(id: kind, prompt: [], options: .named("A", "metabolic"))
                )
            },
            problemCodes: ["options.few"],
            cases: []
        ),
    ]

    private static let kind = ResponseID(rawValue: "KIND")
    private static let acid = ResponseID(rawValue: "ACID")
    private static let gap = ResponseID(rawValue: "GAP")

    private static func given(_ option: String, _ text: String, _ number: String) -> ItemResponse {
        ItemResponse([
            kind: .choices([OptionID(rawValue: option)]), acid: .text(text), gap: .number(number, unit: nil),
        ])
    }

    private static func marks(_ first: String, _ second: String, _ third: String) -> [String: String] {
        ["SCORE_1": first, "SCORE_2": second, "SCORE_3": third]
    }

    private static var acidosis: ItemVersion {
        var version = ItemVersion.specimen(
            name,
            "Acidosis in septic shock",
            "",
            [
                .choice(ChoiceInteraction(id: kind, prompt: [], options: .named("AB", "metabolic", "respiratory"))),
                .text(TextInteraction(id: acid, prompt: [])),
                .number(NumberInteraction(id: gap, prompt: [], units: ["mmol/L"])),
            ],
            [
                .specimen(MatchCorrect.name, ["key": ["A"]], id: "SCORE_1", response: kind),
                .specimen(
                    AcceptList.name,
                    ["accept": ["lactate", "lactic acid"], "reject": ["urea"], "folding": "words-1"],
                    id: "SCORE_2",
                    response: acid
                ),
                .specimen(
                    WithinTolerance.name,
                    [
                        "value": "22", "unit": "mmol/L",
                        "tolerance": ["mode": "absolute", "lower": "0", "upper": "0"],
                    ],
                    id: "SCORE_3",
                    response: gap
                ),
            ]
        )
        version.body = [
            .paragraph([
                .text("A man in septic shock has sodium 140, chloride 104 and bicarbonate 14 mmol/L. This is a "),
                .interaction(kind), .text(" acidosis, most likely from "), .interaction(acid),
                .text("; the anion gap without potassium is "), .interaction(gap), .text("."),
            ])
        ]
        return version
    }
}
