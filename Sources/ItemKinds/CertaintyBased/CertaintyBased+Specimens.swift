public import Assessment

extension CertaintyBased {
    public static let specimens = [
        KindSpecimen(
            name: "one best answer",
            version: murmur(),
            cases: [
                .init("right and certain", given("B", "C3"), "3"),
                .init("right and half certain", given("B", "C2"), "2"),
                .init("right and unsure", given("B", "C1"), "1"),
                .init("right without certainty", given("B", nil), "1"),
                .init("wrong and certain", given("A", "C3"), "-6"),
                .init("wrong and half certain", given("A", "C2"), "-2"),
                .init("wrong and unsure", given("A", "C1"), "0"), .init("certain of nothing", given(nil, "C3"), "0"),
                .init("nothing", ItemResponse(), "0"),
                .init("a certainty that is not there", given("B", "C4"), "1", misfit: .unknownOption("C4")),
            ]
        ),
        KindSpecimen(
            name: "a rule that people mark by",
            version: murmur(rule: "marking-points"),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "a scale of two",
            version: murmur(levels: .named("12", "Unsure", "Sure")),
            problemCodes: ["certainty.scale"],
            cases: []
        ),
    ]

    private static let certainty = ResponseID(rawValue: "CERTAINTY")

    private static func given(_ option: String?, _ level: String?) -> ItemResponse {
        var response = ItemResponse()
        if let option { response.values[.response] = .choices([OptionID(rawValue: option)]) }
        if let level { response.values[certainty] = .choices([OptionID(rawValue: level)]) }
        return response
    }

    private static let scale = zip(Certainty.levels, ["Unsure", "Fairly sure", "Quite sure"])
        .map { Option(id: $0, content: [.text($1)], isFixed: true) }

    private static func murmur(rule: String = "match-correct", levels: [Option] = scale) -> ItemVersion {
        .specimen(
            name,
            "A murmur at the neck",
            "A woman of 78 years faints when she climbs stairs. There is a harsh systolic murmur at the right side of the "
                + "breastbone that is also heard over the neck.",
            [
                .choice(
                    ChoiceInteraction(
                        id: .response,
                        prompt: [.text("Which valve disease is most likely?")],
                        options: .named("ABC", "Mitral stenosis", "Aortic stenosis", "Aortic regurgitation")
                    )
                ),
                .choice(
                    ChoiceInteraction(id: certainty, prompt: [.text("How sure are you?")], options: levels)
                ),
            ],
            [
                .specimen(
                    Certainty.name,
                    [
                        "certainty": "CERTAINTY",
                        "rule": ["rule": .string(rule), "version": 1, "parameters": ["key": ["B"]]],
                    ],
                    marks: Mark(3)
                )
            ]
        )
    }
}
