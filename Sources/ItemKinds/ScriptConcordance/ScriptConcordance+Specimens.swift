public import Assessment

extension ScriptConcordance {
    public static let specimens = [
        KindSpecimen(
            name: "two questions",
            version: chestPain(first: votes(0, 1, 2, 8, 4), second: votes(6, 6, 3, 0, 0)),
            cases: [
                .init("with the panel", given("D", "A"), marks("1", "1")),
                .init("its other half", given("D", "B"), marks("1", "1")),
                .init("with fewer of them", given("E", "C"), marks("0.5", "0.5")),
                .init("with one of them", given("B", "C"), marks("0.125", "0.5")),
                .init("with nobody", given("A", "E"), marks("0", "0")),
                .init("one left out", .chosen("D", at: one), marks("1", "0")),
                .init("nothing", ItemResponse(), marks("0", "0")),
                .init(
                    "two points of the scale",
                    .chosen("D", "E", at: one),
                    marks("0", "0"),
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
            ]
        ),
        KindSpecimen(
            name: "nobody voted",
            version: chestPain(first: votes(0, 0, 0, 0, 0), second: votes(0, 0, 0, 10, 1)),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "a vote beside the scale",
            version: chestPain(first: ["D": 9, "F": 1], second: votes(0, 0, 0, 10, 1)),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static let one = ResponseID(rawValue: "Q1")
    private static let two = ResponseID(rawValue: "Q2")

    private static func given(_ first: String, _ second: String) -> ItemResponse {
        var response = ItemResponse.chosen(first, at: one)
        response.values[two] = .choices([OptionID(rawValue: second)])
        return response
    }

    private static func marks(_ first: String, _ second: String) -> [String: String] {
        ["SCORE_1": first, "SCORE_2": second]
    }

    private static func votes(_ votes: Int64...) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: zip("ABCDE", votes).map { (String($0), .integer($1)) }))
    }

    private static func question(_ id: ResponseID, _ prompt: String) -> Interaction {
        .choice(
            ChoiceInteraction(
                id: id,
                prompt: [.text(prompt)],
                options: .named(
                    "ABCDE",
                    "Much less likely",
                    "Less likely",
                    "Neither more nor less likely",
                    "More likely",
                    "Much more likely"
                )
            )
        )
    }

    private static func chestPain(first: JSONValue, second: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "Chest pain at 34",
            "A woman of 34 years has had pain in the left side of the chest since yesterday.",
            [
                question(
                    one,
                    "You think of pulmonary embolism, and then learn that she flew for eleven hours two days ago. This "
                        + "makes it:"
                ),
                question(
                    two,
                    "You think of a myocardial infarction, and then find that pressing on a rib brings the pain back. "
                        + "This makes it:"
                ),
            ],
            [
                .specimen(PanelVotes.name, ["votes": first], id: "SCORE_1", response: one),
                .specimen(PanelVotes.name, ["votes": second], id: "SCORE_2", response: two),
            ]
        )
    }
}
