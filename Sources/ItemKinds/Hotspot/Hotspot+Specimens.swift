public import Assessment

extension Hotspot {
    public static let specimens = [
        KindSpecimen(
            name: "one of three areas",
            version: lungs(key: ["B"]),
            cases: [
                .init("right", .chosen("B"), "1"), .init("wrong", .chosen("A"), "0"),
                .init("nothing", ItemResponse(), "0"),
                .init("two", .chosen("A", "B"), "0", misfit: .tooMany(found: 2, allowed: 1)),
                .init("a point", .pointed((100, 75)), "0", misfit: .wrongShape),
            ]
        ),
        KindSpecimen(
            name: "a key that is no area",
            version: lungs(key: ["D"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "an area off the image",
            version: lungs(key: ["B"], left: 400),
            problemCodes: ["area.outside"],
            cases: []
        ),
        KindSpecimen(
            name: "an image without size",
            version: lungs(key: ["B"]).changed("unsized") { version in
                guard case .image(var image) = version.interactions[0] else { return }
                image.image.widthInPixels = nil
                version.interactions = [.image(image)]
            },
            problemCodes: ["image.size"],
            cases: []
        ),
    ]

    private static func lungs(key: JSONValue, left: Int = 20) -> ItemVersion {
        let areas = [("A", "Upper", 10), ("B", "Middle", 55), ("C", "Lower", 100)].compactMap { id, label, top in
            Area(.rectangle, [left, top, left + 60, top + 40]).map {
                ImageInteraction.Region(id: OptionID(rawValue: id), area: $0, label: "\(label) zone")
            }
        }
        return .specimen(
            name,
            "The zone of a shadow",
            "The drawing shows the zones of a right lung. A shadow lies over the middle lobe.",
            [
                .image(
                    ImageInteraction(
                        id: .response,
                        prompt: [.text("Choose the zone in which most of it is seen.")],
                        image: .specimen,
                        task: .choose,
                        regions: areas
                    )
                )
            ],
            [.specimen(MatchCorrect.name, ["key": key])]
        )
    }
}
