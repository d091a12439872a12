public import Assessment

extension KPrim {
    public static let specimens = [
        KindSpecimen(
            name: "four statements",
            version: asthma(key: [("S1", "T"), ("S2", "F"), ("S3", "T"), ("S4", "F")]),
            cases: [
                .init("four right", given("T", "F", "T", "F"), "1"),
                .init("three right", given("T", "F", "T", "T"), "0.5"),
                .init("three right, one blank", .joined(("S1", "T"), ("S2", "F"), ("S3", "T")), "0.5"),
                .init("two right", given("T", "F", "F", "T"), "0"), .init("none right", given("F", "T", "F", "T"), "0"),
                .init("nothing", ItemResponse(), "0"),
                .init(
                    "one statement both",
                    .joined(("S1", "T"), ("S1", "F"), ("S2", "F"), ("S3", "T"), ("S4", "F")),
                    "0.5",
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
            ]
        ),
        KindSpecimen(
            name: "a key of three",
            version: asthma(key: [("S1", "T"), ("S2", "F"), ("S3", "T")]),
            problemCodes: ["rule.parameters", "stem.unmarked"],
            cases: []
        ),
        KindSpecimen(
            name: "a key with an unknown judgement",
            version: asthma(key: [("S1", "T"), ("S2", "F"), ("S3", "T"), ("S4", "U")]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static func given(_ columns: String...) -> ItemResponse {
        ItemResponse([
            .response: .pairs(
                columns.enumerated().map {
                    ResponseValue.Pair(row: OptionID(rawValue: "S\($0 + 1)"), column: OptionID(rawValue: $1))
                }
            )
        ])
    }

    private static func asthma(key: [(String, String)]) -> ItemVersion {
        let statements = [
            "She cannot complete a sentence in one breath.", "Her peak flow is 70% of her best.",
            "Her respiratory rate is 28 per minute.", "Her chest is wheezy on both sides.",
        ]
        return .specimen(
            name,
            "Acute severe asthma",
            "A woman of 24 years comes with an attack of asthma.",
            [
                .match(
                    MatchInteraction(
                        id: .response,
                        prompt: [.text("Does each of these findings by itself make the attack severe?")],
                        rows: statements.enumerated().map {
                            Option(id: OptionID(rawValue: "S\($0 + 1)"), content: [.text($1)])
                        },
                        columns: .named("TF", "Yes", "No")
                    )
                )
            ],
            [.specimen(KPrimCredit.name, ["key": .array(key.map { [.string($0.0), .string($0.1)] })])]
        )
    }
}
