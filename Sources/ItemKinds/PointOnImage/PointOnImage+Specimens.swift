public import Assessment

extension PointOnImage {
    public static let specimens = [
        KindSpecimen(
            name: "two areas that overlap",
            version: valves,
            cases: [
                .init("both", .pointed((40, 50), (90, 50)), "3"), .init("one", .pointed((40, 50)), "1"),
                .init("on the rim of the circle", .pointed((60, 50)), "1"),
                .init("just off the rim", .pointed((40, 71)), "0"),
                .init("where both lie: the first counts", .pointed((58, 50)), "1"),
                .init("one area twice", .pointed((40, 50), (41, 50)), "1"),
                .init("beside all areas", .pointed((190, 140)), "0"), .init("nothing", ItemResponse(), "0"),
                .init("off the image", .pointed((40, 50), (201, 50)), "1", misfit: .outside("201 50")),
                .init(
                    "three points",
                    .pointed((40, 50), (90, 50), (1, 1)),
                    "3",
                    misfit: .tooMany(found: 3, allowed: 2)
                ),
            ]
        ),
        KindSpecimen(
            name: "corners too few",
            version: valves.changed("corners") { version in
                version.scoring[0].parameters = [
                    "areas": [["shape": "poly", "coordinates": [1, 1, 5, 5], "mark": "1"]], "default": "0",
                ]
            },
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "an area off the image",
            version: valves.changed("outside") { version in
                version.scoring[0].parameters = [
                    "areas": [["shape": "circle", "coordinates": [500, 500, 5], "mark": "1"]], "default": "0",
                ]
            },
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static var valves: ItemVersion {
        .specimen(
            name,
            "Where to listen",
            "The drawing shows a chest.",
            [
                .image(
                    ImageInteraction(
                        id: .response,
                        prompt: [.text("Set a point where you listen for each of two valves.")],
                        image: .specimen,
                        task: .point,
                        maximum: 2
                    )
                )
            ],
            [
                .specimen(
                    AreaMatch.name,
                    [
                        "areas": [
                            ["shape": "circle", "coordinates": [40, 50, 20], "mark": "1"],
                            ["shape": "rect", "coordinates": [55, 30, 125, 70], "mark": "2"],
                        ], "default": "0", "lower": "0", "upper": "3",
                    ],
                    marks: Mark(3)
                )
            ]
        )
    }
}
