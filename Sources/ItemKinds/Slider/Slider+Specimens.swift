public import Assessment

extension Slider {
    public static let specimens = [
        KindSpecimen(
            name: "a share",
            version: sensitivity(value: "80"),
            cases: [
                .init("exact", .number("80"), "1"), .init("on the rim", .number("75"), "1"),
                .init("beyond the rim", .number("74"), "0"), .init("nothing", ItemResponse(), "0"),
                .init("beyond the scale", .number("105"), "0", misfit: .outside("105")),
                .init("with a unit", .number("80", "%"), "0", misfit: .wrongShape),
            ]
        ),
        KindSpecimen(
            name: "a key beyond the scale",
            version: sensitivity(value: "120"),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static func sensitivity(value: String) -> ItemVersion {
        .specimen(
            name,
            "Sensitivity at a glance",
            "A test was positive in 40 of 50 people who had the disease.",
            [
                .slider(
                    SliderInteraction(
                        id: .response,
                        prompt: [.text("Set its sensitivity in per cent.")],
                        lower: .zero,
                        upper: Mark(100)
                    )
                )
            ],
            [
                .specimen(
                    WithinTolerance.name,
                    [
                        "value": .string(value), "unit": "",
                        "tolerance": ["mode": "absolute", "lower": "5", "upper": "5"],
                    ]
                )
            ]
        )
    }
}
