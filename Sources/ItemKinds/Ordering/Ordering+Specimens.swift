public import Assessment

extension Ordering {
    public static let specimens = [
        KindSpecimen(
            name: "by place",
            version: steps("position"),
            cases: [
                .init("right", .chosen("B", "D", "A", "C"), "4"),
                .init("two exchanged", .chosen("B", "D", "C", "A"), "2"),
                .init("the last in front", .chosen("C", "B", "D", "A"), "0"),
                .init("two placed", .chosen("B", "D"), "2"), .init("nothing", ItemResponse(), "0"),
                .init("one twice", .chosen("B", "B", "A", "C"), "3", misfit: .chosenTwice("B")),
            ]
        ),
        KindSpecimen(
            name: "by neighbours",
            version: steps("adjacent").changed("adjacent") { $0.scoring[0].marks = Mark(3) },
            cases: [
                .init("right", .chosen("B", "D", "A", "C"), "3"),
                .init("the last in front", .chosen("C", "B", "D", "A"), "2"),
                .init("backwards", .chosen("C", "A", "D", "B"), "0"), .init("one placed", .chosen("B"), "0"),
            ]
        ),
        KindSpecimen(
            name: "the whole order",
            version: steps("exact").changed("exact") { _ in },
            cases: [
                .init("right", .chosen("B", "D", "A", "C"), "4"),
                .init("two exchanged", .chosen("B", "D", "C", "A"), "0"),
                .init("three placed", .chosen("B", "D", "A"), "0"),
            ]
        ),
        KindSpecimen(
            name: "areas of an image",
            version: pulses,
            cases: [
                .init("right", .chosen("A2", "A1"), "1"), .init("exchanged", .chosen("A1", "A2"), "0"),
            ]
        ),
        KindSpecimen(
            name: "a key with a place too few",
            version: steps("exact", key: ["B", "D", "A"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a key that names an option twice",
            version: steps("exact", key: ["B", "D", "B", "A"]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static func steps(_ credit: String, key: JSONValue = ["B", "D", "A", "C"]) -> ItemVersion {
        .specimen(
            name,
            "Collapse on a ward",
            "You find a patient lying motionless on the floor of a ward.",
            [
                .order(
                    OrderInteraction(
                        id: .response,
                        prompt: [.text("Put your first steps in order.")],
                        options: .named(
                            "ABCD",
                            "Look for breathing for up to 10 seconds",
                            "Make sure that the place is safe",
                            "Begin chest compressions",
                            "Shake and shout"
                        ),
                        shuffles: true
                    )
                )
            ],
            [.specimen(OrderMatch.name, ["key": key, "credit": .string(credit)], marks: Mark(4))]
        )
    }

    private static var pulses: ItemVersion {
        let areas = [("A1", [40, 20, 15]), ("A2", [40, 120, 15])].compactMap { id, numbers in
            Area(.circle, numbers).map {
                ImageInteraction.Region(id: OptionID(rawValue: id), area: $0, label: "Place \(id.dropFirst())")
            }
        }
        return ItemVersion.specimen(
            name,
            "Two places",
            "The drawing shows an arm.",
            [
                .image(
                    ImageInteraction(
                        id: .response,
                        prompt: [.text("Put the places in order, from the hand upwards.")],
                        image: .specimen,
                        task: .order,
                        regions: areas,
                        maximum: 0
                    )
                )
            ],
            [.specimen(OrderMatch.name, ["key": ["A2", "A1"], "credit": "exact"])]
        ).changed("areas") { _ in }
    }
}
