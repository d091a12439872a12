public import Assessment

extension MultipleTrueFalse {
    public static let specimens = [
        KindSpecimen(
            name: "statements with a penalty",
            version: potassium(wrong: "-0.5"),
            cases: [
                .init("all right", .joined(("S1", "T"), ("S2", "F"), ("S3", "T")), marks("1", "1", "1")),
                .init("one wrong", .joined(("S1", "T"), ("S2", "T"), ("S3", "T")), marks("1", "-0.5", "1")),
                .init("one left blank", .joined(("S1", "T"), ("S3", "F")), marks("1", "0", "-0.5")),
                .init("all wrong", .joined(("S1", "F"), ("S2", "T"), ("S3", "F")), marks("-0.5", "-0.5", "-0.5")),
                .init("blank", ItemResponse(), marks("0", "0", "0")),
                .init(
                    "true and false",
                    .joined(("S1", "T"), ("S1", "F")),
                    marks("-0.5", "0", "0"),
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
            ]
        ),
        KindSpecimen(
            name: "statements without penalty",
            version: potassium(wrong: nil).changed("mild") { _ in },
            cases: [
                .init("all right", .joined(("S1", "T"), ("S2", "F"), ("S3", "T")), marks("1", "1", "1")),
                .init("two wrong", .joined(("S1", "F"), ("S2", "T"), ("S3", "T")), marks("0", "0", "1")),
            ]
        ),
        KindSpecimen(
            name: "a statement without rule",
            version: potassium(wrong: "0").changed("unmarked") { $0.scoring.removeLast() },
            problemCodes: ["stem.unmarked"],
            cases: []
        ),
        KindSpecimen(
            name: "a penalty that is a gift",
            version: potassium(wrong: "0.5"),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static func marks(_ first: String, _ second: String, _ third: String) -> [String: String] {
        ["SCORE_S1": first, "SCORE_S2": second, "SCORE_S3": third]
    }

    private static func potassium(wrong: String?) -> ItemVersion {
        let rules = [("S1", "T"), ("S2", "F"), ("S3", "T")].map { row, column -> RuleUse in
            var parameters: [String: JSONValue] = ["row": .string(row), "key": [.string(column)]]
            if let wrong { parameters["wrong"] = .string(wrong) }
            let rule = wrong == nil ? RowMatch.name : RowPenalty.name
            return .specimen(rule, .object(parameters), id: "SCORE_\(row)")
        }
        let statements = ["Spironolactone.", "Salbutamol.", "Trimethoprim."].enumerated().map {
            Option(id: OptionID(rawValue: "S\($0 + 1)"), content: [.text($1)])
        }
        return .specimen(
            name,
            "Drugs and potassium",
            "Drugs can raise the plasma potassium concentration.",
            [
                .match(
                    MatchInteraction(
                        id: .response,
                        prompt: [.text("Does each of these drugs raise it?")],
                        rows: statements,
                        columns: .named("TF", "True", "False")
                    )
                )
            ],
            rules
        )
    }
}
