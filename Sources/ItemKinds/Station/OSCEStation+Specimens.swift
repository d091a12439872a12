public import Assessment

extension OSCEStation {
    public static let specimens = [
        KindSpecimen(
            name: "a checklist, a domain and a global rating",
            version: handWashing,
            cases: [
                .init("all done", marked("done", "done", "L4", "pass"), marks("1", "2", "3")),
                .init("partly done", marked("partly", "partly", "L2", "borderline"), marks("0.5", "0", "1.5")),
                .init("nothing done", marked("not-done", "not-done", "L0", "fail"), marks("0", "0", "0")),
                .init("the rating alone", chosen(["GLOBAL": "pass"]), marks("0", "0", "0")),
                .init("one row left blank", chosen(["P1": "done", "D1": "L1"]), marks("1", "0", "0.75")),
                .init("blank", ItemResponse(), marks("0", "0", "0")),
                .init(
                    "an anchor that is not offered",
                    chosen(["P1": "twice"]),
                    marks("0", "0", "0"),
                    misfit: .unknownOption("twice")
                ),
                .init(
                    "two anchors",
                    ItemResponse([
                        ResponseID(rawValue: "P1"): .choices(["done", "partly"].map(OptionID.init(rawValue:)))
                    ]),
                    marks("0", "0", "0"),
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
            ]
        ),
        KindSpecimen(
            name: "without patient, props and rating",
            version: handWashing.changed("plain") { version in
                version.station = Station(
                    examinerBrief: [.text("Watch the hands.")],
                    marksheet: Marksheet(content: ["P1", "P2", "D1"].map(place))
                )
                version.interactions.removeLast()
            },
            cases: [.init("all done", chosen(["P1": "done", "P2": "done", "D1": "L4"]), marks("1", "2", "3"))]
        ),
        KindSpecimen(
            name: "a row without rule",
            version: handWashing.changed("unmarked") { $0.scoring.removeLast() },
            problemCodes: ["row.unmarked"],
            cases: []
        ),
        KindSpecimen(
            name: "a row with two rules",
            version: handWashing.changed("twice") { version in
                version.scoring.append(point("AGAIN", of: "P1"))
            },
            problemCodes: ["row.twice"],
            cases: []
        ),
        KindSpecimen(
            name: "rows that cannot be marked",
            version: handWashing.changed("rows") { version in
                version.interactions[0] = .choice(
                    ChoiceInteraction(
                        id: ResponseID(rawValue: "P1"),
                        prompt: [],
                        options: anchors(["done": "Done", "partly": "Done", "not-done": "No"]),
                        maximum: 2,
                        shuffles: true
                    )
                )
            },
            problemCodes: ["row.silent", "row.several", "row.shuffled", "options.equal", "rule.key"],
            cases: []
        ),
        KindSpecimen(
            name: "a rating that gains marks",
            version: handWashing.changed("rated") { version in
                version.station?.marksheet.globalRating?.borderline = OptionID(rawValue: "perhaps")
                version.scoring.append(
                    .specimen(
                        DomainScale.name,
                        ["levels": ["fail", "borderline", "pass"]],
                        id: "G",
                        response: ResponseID(rawValue: "GLOBAL")
                    )
                )
            },
            problemCodes: ["rating.borderline", "rating.marked"],
            cases: []
        ),
        KindSpecimen(
            name: "a rating without row",
            version: handWashing.changed("rowless") { version in
                version.station?.marksheet.globalRating?.response = ResponseID(rawValue: "GRADE")
            },
            problemCodes: ["rating.row", "row.unmarked"],
            cases: []
        ),
        KindSpecimen(
            name: "a row in the door notice",
            version: handWashing.changed("open") { version in
                version.body = [place("P1")]
            },
            problemCodes: ["station.place", "station.door"],
            cases: []
        ),
        KindSpecimen(
            name: "shares beyond all marks",
            version: handWashing.changed("shares") { version in
                version.scoring[0].parameters = ["credits": ["done": "2", "partly": "1", "not-done": "0"]]
                version.scoring[2].parameters = ["levels": ["L4", "L3", "L2", "L1", "L0"]]
            },
            problemCodes: ["rule.parameters", "rule.key"],
            cases: []
        ),
    ]

    // MARK: - Words

    private static func marks(_ first: String, _ second: String, _ domain: String) -> [String: String] {
        ["SCORE_P1": first, "SCORE_P2": second, "SCORE_D1": domain]
    }

    private static func marked(_ first: String, _ second: String, _ domain: String, _ rating: String) -> ItemResponse {
        chosen(["P1": first, "P2": second, "D1": domain, "GLOBAL": rating])
    }

    private static func chosen(_ anchors: [String: String]) -> ItemResponse {
        ItemResponse(
            Dictionary(
                uniqueKeysWithValues: anchors.map {
                    (ResponseID(rawValue: $0.key), .choices([OptionID(rawValue: $0.value)]))
                }
            )
        )
    }

    private static func place(_ row: String) -> Block { .interaction(ResponseID(rawValue: row)) }

    private static func anchors(_ texts: KeyValuePairs<String, String>) -> [Option] {
        texts.map { Option(id: OptionID(rawValue: $0.key), content: [.text($0.value)]) }
    }

    private static func row(_ id: String, _ prompt: String, _ texts: KeyValuePairs<String, String>) -> Interaction {
        .choice(
            ChoiceInteraction(id: ResponseID(rawValue: id), prompt: [.text(prompt)], options: anchors(texts))
        )
    }

    private static func point(_ id: String, of row: String) -> RuleUse {
        .specimen(
            ChecklistPoint.name,
            ["credits": ["done": "1", "partly": "0.5", "not-done": "0"]],
            id: id,
            response: ResponseID(rawValue: row)
        )
    }

    private static var handWashing: ItemVersion {
        let steps: KeyValuePairs = ["not-done": "Not done", "partly": "Partly done", "done": "Done"]
        return ItemVersion(
            item: ItemID(rawValue: "specimen-\(name.rawValue)"),
            kind: name,
            title: "Hand hygiene before a procedure",
            body: [.text("Clean your hands as before an aseptic procedure. You have four minutes.")],
            interactions: [
                row("P1", "Bares the forearms and takes off the watch", steps),
                row("P2", "Rubs all surfaces of both hands", steps),
                row(
                    "D1",
                    "Flow of the procedure",
                    ["L0": "Unsafe", "L1": "Hesitant", "L2": "Sound", "L3": "Good", "L4": "Fluent and complete"]
                ),
                row("GLOBAL", "Global rating", ["fail": "Fail", "borderline": "Borderline", "pass": "Pass"]),
            ],
            scoring: [
                point("SCORE_P1", of: "P1"),
                .specimen(
                    MustObserve.name,
                    ["observed": "done"],
                    id: "SCORE_P2",
                    response: ResponseID(rawValue: "P2"),
                    marks: Mark(2)
                ),
                .specimen(
                    DomainScale.name,
                    ["levels": ["L0", "L1", "L2", "L3", "L4"]],
                    id: "SCORE_D1",
                    response: ResponseID(rawValue: "D1"),
                    marks: Mark(3)
                ),
            ],
            station: Station(
                examinerBrief: [.text("Do not prompt. Stop the candidate after four minutes.")],
                patientScript: [.text("You lie on the couch and say nothing unless you are spoken to.")],
                props: ["Wash basin or hand rub", "Paper towels"],
                marksheet: Marksheet(
                    content: [.heading(level: 2, [.text("Checklist")]), place("P1"), place("P2")]
                        + [.heading(level: 2, [.text("Domain")]), place("D1"), place("GLOBAL")],
                    globalRating: GlobalRating(
                        response: ResponseID(rawValue: "GLOBAL"),
                        borderline: OptionID(rawValue: "borderline")
                    )
                )
            )
        )
    }
}
