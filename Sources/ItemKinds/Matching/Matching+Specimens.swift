public import Assessment

extension Matching {
    public static let specimens = [
        KindSpecimen(
            name: "marks a pair",
            version: signs,
            cases: [
                .init("all", .joined(("S1", "A"), ("S2", "B"), ("S2", "C")), "3"),
                .init("another order", .joined(("S2", "C"), ("S1", "A"), ("S2", "B")), "3"),
                .init("two and a wrong one", .joined(("S1", "A"), ("S1", "B"), ("S2", "B")), "1"),
                .init("wrong alone", .joined(("S1", "B"), ("S1", "C")), "0"), .init("nothing", ItemResponse(), "0"),
                .init("turned round", .joined(("A", "S1")), "0", misfit: .unknownOption("A")),
            ]
        ),
        KindSpecimen(
            name: "all or nothing",
            version: signs.changed("exact") { version in
                version.scoring = [
                    .specimen(MatchCorrect.name, ["key": [["S1", "A"], ["S2", "B"], ["S2", "C"]]], marks: Mark(3))
                ]
            },
            cases: [
                .init("all", .joined(("S1", "A"), ("S2", "B"), ("S2", "C")), "3"),
                .init("one missing", .joined(("S1", "A"), ("S2", "B")), "0"),
            ]
        ),
        KindSpecimen(
            name: "row by row",
            version: signs.changed("rows") { version in
                version.scoring = [
                    .specimen(RowMatch.name, ["row": "S1", "key": ["A"]], id: "SCORE_1"),
                    .specimen(RowMatch.name, ["row": "S2", "key": ["B", "C"]], id: "SCORE_2"),
                ]
            },
            cases: [
                .init("all", .joined(("S1", "A"), ("S2", "B"), ("S2", "C")), ["SCORE_1": "1", "SCORE_2": "1"]),
                .init("one row", .joined(("S1", "A"), ("S2", "B")), ["SCORE_1": "1", "SCORE_2": "0"]),
            ]
        ),
        KindSpecimen(
            name: "a pair that is not offered",
            version: signs.changed("unknown") { version in
                version.scoring = [.specimen(MatchCorrect.name, ["key": [["S1", "Z"]]])]
            },
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a row without rule",
            version: signs.changed("unmarked") { version in
                version.scoring = [.specimen(RowMatch.name, ["row": "S1", "key": ["A"]])]
            },
            problemCodes: ["stem.unmarked"],
            cases: []
        ),
    ]

    private static var signs: ItemVersion {
        .specimen(
            name,
            "Signs of heart failure",
            "Heart failure of the left and of the right side give different signs.",
            [
                .match(
                    MatchInteraction(
                        id: .response,
                        prompt: [.text("Which signs belong to which side?")],
                        rows: [
                            Option(id: OptionID(rawValue: "S1"), content: [.text("Left side")]),
                            Option(id: OptionID(rawValue: "S2"), content: [.text("Right side")]),
                        ],
                        columns: .named("ABC", "Basal crackles", "Ascites", "Raised jugular venous pressure"),
                        rowMaximum: 0
                    )
                )
            ],
            [
                .specimen(
                    MapResponse.name,
                    [
                        "entries": [
                            ["key": ["S1", "A"], "mark": "1"], ["key": ["S2", "B"], "mark": "1"],
                            ["key": ["S2", "C"], "mark": "1"], ["key": ["S1", "B"], "mark": "-1"],
                            ["key": ["S1", "C"], "mark": "-1"], ["key": ["S2", "A"], "mark": "-1"],
                        ], "default": "0", "lower": "0",
                    ],
                    marks: Mark(3)
                )
            ]
        )
    }
}
