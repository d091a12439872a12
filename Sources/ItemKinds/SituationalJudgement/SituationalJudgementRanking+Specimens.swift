public import Assessment

extension SituationalJudgementRanking {
    public static let specimens = [
        KindSpecimen(
            name: "five responses",
            version: lateColleague(["4", "3", "2", "1", "0"]),
            cases: [
                .init("the key", .chosen("C", "A", "B", "E", "D"), "20"),
                .init("two neighbours exchanged", .chosen("A", "C", "B", "E", "D"), "18"),
                .init("the ends exchanged", .chosen("D", "A", "B", "E", "C"), "12"),
                .init("backwards", .chosen("D", "E", "B", "A", "C"), "8"),
                .init("three placed", .chosen("C", "A", "B"), "12"), .init("nothing", ItemResponse(), "0"),
                .init("one twice", .chosen("C", "C", "B", "E", "D"), "16", misfit: .chosenTwice("C")),
                .init("an option that is not there", .chosen("C", "Z"), "4", misfit: .unknownOption("Z")),
            ]
        ),
        KindSpecimen(
            name: "credit for the place and its neighbours alone",
            version: lateColleague(["2", "1"]).changed("narrow") { $0.scoring[0].marks = .one },
            cases: [
                .init("the key", .chosen("C", "A", "B", "E", "D"), "1"),
                .init("two neighbours exchanged", .chosen("A", "C", "B", "E", "D"), "0.8"),
                .init("far off", .chosen("B", "D", "C"), "0"),
            ]
        ),
        KindSpecimen(
            name: "a near miss that gains more",
            version: lateColleague(["1", "2"]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "more distances than places",
            version: lateColleague(["5", "4", "3", "2", "1", "0"]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static func lateColleague(_ credit: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "A colleague who comes late",
            "You are a doctor in your first year. Another doctor has come half an hour late to the morning handover three "
                + "times this week. Patients were not harmed.",
            [
                .order(
                    OrderInteraction(
                        id: .response,
                        prompt: [.text("Rank what you could do, from the most to the least fitting.")],
                        options: .named(
                            "ABCDE",
                            "Ask another colleague how to approach the matter",
                            "Tell your supervisor in the next planned meeting",
                            "Talk with the doctor alone and ask whether something is wrong",
                            "Mention the lateness in front of everybody at the handover",
                            "Come late yourself to show what it does"
                        )
                    )
                )
            ],
            [
                .specimen(
                    RankDistance.name,
                    ["key": ["C", "A", "B", "E", "D"], "credit": credit],
                    marks: Mark(20)
                )
            ]
        )
    }
}
