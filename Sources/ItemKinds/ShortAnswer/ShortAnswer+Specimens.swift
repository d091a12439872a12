public import Assessment

extension ShortAnswer {
    public static let specimens = [
        KindSpecimen(
            name: "two parts",
            version: jaundice,
            cases: [
                .init(
                    "both parts",
                    ItemResponse([a: .text("Gallstone in the common bile duct"), b: .text("Ultrasound")]),
                    ["SCORE_A": "0", "SCORE_B": "0"]
                ),
                .init("one part", ItemResponse([b: .text("Ultrasound")]), ["SCORE_A": "0", "SCORE_B": "0"]),
                .init("white space", ItemResponse([a: .text(" \n")]), ["SCORE_A": "0", "SCORE_B": "0"]),
                .init("nothing", ItemResponse(), ["SCORE_A": "0", "SCORE_B": "0"]),
                .init(
                    "a choice",
                    ItemResponse([a: .choices([OptionID(rawValue: "A")])]),
                    ["SCORE_A": "0", "SCORE_B": "0"],
                    misfit: .wrongShape
                ),
            ]
        ),
        KindSpecimen(
            name: "two points of one name",
            version: jaundice.changed("twice") { version in
                version.scoring[0].parameters = [
                    "points": [["id": "P", "text": "One", "marks": "1"], ["id": "P", "text": "Two", "marks": "1"]]
                ]
            },
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static let a = ResponseID(rawValue: "PART_A")
    private static let b = ResponseID(rawValue: "PART_B")

    private static var jaundice: ItemVersion {
        .specimen(
            name,
            "Jaundice with pain",
            "A woman of 46 years has colicky pain under the right ribs, dark urine and pale stools.",
            [
                .text(TextInteraction(id: a, prompt: [.text("Give the most likely cause.")], lines: 2)),
                .text(
                    TextInteraction(id: b, prompt: [.text("Name two tests that you would ask for first.")], lines: 3)
                ),
            ],
            [
                .specimen(
                    MarkingPoints.name,
                    [
                        "points": [
                            [
                                "id": "P1", "text": "Stone in the common bile duct", "marks": "2",
                                "anchors": [["marks": "1", "text": "Gallstones, without the duct"]],
                            ]
                        ], "model": "A gallstone blocks the common bile duct.",
                    ],
                    id: "SCORE_A",
                    response: a,
                    marks: Mark(2)
                ),
                .specimen(
                    MarkingPoints.name,
                    [
                        "points": [
                            ["id": "P1", "text": "Ultrasound of the upper abdomen", "marks": "1"],
                            ["id": "P2", "text": "Liver function tests", "marks": "1"],
                            ["id": "P3", "text": "Clotting tests", "marks": "1"],
                        ]
                    ],
                    id: "SCORE_B",
                    response: b,
                    marks: Mark(2)
                ),
            ]
        )
    }
}
