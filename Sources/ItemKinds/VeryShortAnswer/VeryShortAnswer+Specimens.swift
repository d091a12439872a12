public import Assessment

extension VeryShortAnswer {
    public static let specimens = [
        KindSpecimen(
            name: "an embolism",
            version: embolism(accept: ["pulmonary embolism", "PE"]),
            cases: [
                .init("letter for letter", typed("pulmonary embolism"), marks: [score: .one]),
                .init("case, article and blanks", typed("  A  Pulmonary\u{2010}Embolism. "), marks: [score: .one]),
                .init("abbreviation", typed("pe"), marks: [score: .one]),
                .init("abbreviation with points", typed("P.E."), marks: [score: .zero]),
                .init("known near miss", typed("pneumonia"), marks: [score: .zero]),
                .init("new string", typed("lung clot"), marks: [score: .zero]),
                .init("blank", typed("   "), marks: [score: .zero]),
                .init("nothing", ItemResponse(), marks: [score: .zero]),
                .init(
                    "a flood",
                    typed(String(repeating: "x", count: Interaction.textLimit + 1)),
                    marks: [score: .zero],
                    misfit: .tooLong(bytes: Interaction.textLimit + 1)
                ),
                .init(
                    "a choice",
                    ItemResponse([response: .choices([OptionID(rawValue: "A")])]),
                    marks: [score: .zero],
                    misfit: .wrongShape
                ),
            ]
        ),
        KindSpecimen(
            name: "placeholder key",
            version: embolism(accept: ["…"]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static let response = ResponseID(rawValue: "RESPONSE")
    private static let score = OutcomeID(rawValue: "SCORE")

    private static func typed(_ text: String) -> ItemResponse { ItemResponse([response: .text(text)]) }

    private static func embolism(accept: [String]) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen-vsaq"),
            kind: name,
            title: "Pleuritic pain after a flight",
            body: [.text("A man has sudden pleuritic pain after a long flight."), .interaction(response)],
            interactions: [.text(TextInteraction(id: response, prompt: [.text("What is the most likely diagnosis?")]))],
            scoring: [
                RuleUse(
                    id: score,
                    response: response,
                    rule: AcceptList.name,
                    parameters: [
                        "accept": .array(accept.map(JSONValue.string)), "reject": ["Pneumonia"], "folding": "words-1",
                    ]
                )
            ]
        )
    }
}
