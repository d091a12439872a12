public import Assessment

extension Essay {
    public static let specimens = [
        KindSpecimen(
            name: "a discussion",
            version: screening(["points": [["id": "P1", "text": "Names harms as well as benefits", "marks": "10"]]]),
            cases: [
                .init("an answer", .typed("Screening finds disease before it is felt, but …"), "0"),
                .init("white space", .typed("  \n "), "0"), .init("nothing", ItemResponse(), "0"),
                .init("a number", .number("12"), "0", misfit: .wrongShape),
            ]
        ),
        KindSpecimen(
            name: "no points",
            version: screening(["points": []]).changed("free") { _ in },
            cases: [.init("an answer", .typed("Screening …"), "0")]
        ),
        KindSpecimen(
            name: "a point worth nothing",
            version: screening(["points": [["id": "P1", "text": "Writes well", "marks": "0"]]]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "no word asked",
            version: screening(["points": []]).changed("silent") { version in
                version.body = [.interaction(.response)]
                version.interactions = [.text(TextInteraction(id: .response, prompt: [], lines: 20))]
            },
            problemCodes: ["stem.empty"],
            cases: []
        ),
    ]

    private static func screening(_ parameters: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "Screening",
            "A health authority plans to screen all smokers over 50 years for lung cancer.",
            [
                .text(
                    TextInteraction(
                        id: .response,
                        prompt: [.text("Discuss what it should know before it decides.")],
                        expectedLength: 3000,
                        lines: 20
                    )
                )
            ],
            [.specimen(MarkingPoints.name, parameters, marks: Mark(10))]
        )
    }
}
