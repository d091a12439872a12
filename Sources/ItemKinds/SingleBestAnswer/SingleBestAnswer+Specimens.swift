public import Assessment

extension SingleBestAnswer {
    public static let specimens = [
        KindSpecimen(
            name: "three arteries",
            version: arteries(key: "A"),
            cases: [
                .init("right", ItemResponse([response: .choices(["A"].map(OptionID.init))]), marks: [score: .one]),
                .init("wrong", ItemResponse([response: .choices(["B"].map(OptionID.init))]), marks: [score: .zero]),
                .init("blank", ItemResponse(), marks: [score: .zero]),
                .init(
                    "two options",
                    ItemResponse([response: .choices(["A", "B"].map(OptionID.init))]),
                    marks: [score: .zero],
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
                .init("a text", ItemResponse([response: .text("A")]), marks: [score: .zero], misfit: .wrongShape),
            ]
        ),
        KindSpecimen(
            name: "a second-best option",
            version: secondBest,
            cases: [
                .init("right", ItemResponse([response: .choices(["A"].map(OptionID.init))]), marks: [score: .one]),
                .init("second best", .chosen("B"), "0.5"), .init("wrong", .chosen("C"), "0"),
            ]
        ),
        KindSpecimen(name: "key not offered", version: arteries(key: "Z"), problemCodes: ["rule.key"], cases: []),
        KindSpecimen(name: "two equal options", version: twins, problemCodes: ["options.equal"], cases: []),
        KindSpecimen(name: "one option", version: lonely, problemCodes: ["options.few"], cases: []),
        KindSpecimen(name: "one identifier twice", version: confused, problemCodes: ["options.twice"], cases: []),
        KindSpecimen(name: "no word asked", version: silent, problemCodes: ["stem.empty"], cases: []),
    ]

    private static let response = ResponseID(rawValue: "RESPONSE")
    private static let score = OutcomeID(rawValue: "SCORE")

    private static func arteries(
        key: String,
        options: [String] = ["Aorta", "Pulmonary trunk", "Carotid"]
    ) -> ItemVersion {
        let offered = zip(["A", "B", "C"], options).map { Option(id: OptionID(rawValue: $0), content: [.text($1)]) }
        return ItemVersion(
            item: ItemID(rawValue: "specimen-sba"),
            kind: name,
            title: "Largest artery",
            body: [.text("A student names the arteries of the body."), .interaction(response)],
            interactions: [
                .choice(ChoiceInteraction(id: response, prompt: [.text("Which is the largest?")], options: offered))
            ],
            scoring: [
                RuleUse(id: score, response: response, rule: MatchCorrect.name, parameters: ["key": [.string(key)]])
            ],
            rationale: Rationale(general: [.text("The aorta carries the whole systemic output.")])
        )
    }

    private static var secondBest: ItemVersion {
        var version = arteries(key: "A")
        version.item = ItemID(rawValue: "specimen-sba-second")
        version.scoring[0].rule = MapResponse.name
        version.scoring[0].parameters = [
            "entries": [["key": "A", "mark": "1"], ["key": "B", "mark": "0.5"]], "default": "0",
        ]
        return version
    }

    private static var twins: ItemVersion { arteries(key: "A", options: ["Aorta", "Carotid", "carotid"]) }
    private static var lonely: ItemVersion { arteries(key: "A", options: ["Aorta"]) }

    private static var confused: ItemVersion {
        changed { $0.options[2].id = $0.options[1].id }
    }

    private static var silent: ItemVersion {
        var version = changed { $0.prompt = [] }
        version.body = [.interaction(response)]
        return version
    }

    private static func changed(_ change: (inout ChoiceInteraction) -> Void) -> ItemVersion {
        var version = arteries(key: "A")
        guard case .choice(var choice) = version.interactions[0] else { return version }
        change(&choice)
        version.interactions = [.choice(choice)]
        return version
    }
}
