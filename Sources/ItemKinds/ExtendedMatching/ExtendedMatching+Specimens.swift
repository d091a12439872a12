public import Assessment

extension ExtendedMatching {
    public static let specimens = [
        KindSpecimen(
            name: "two stems",
            version: nerves(rules: ["S1": "A", "S2": "C"]),
            cases: [
                .init("both right", given([("S1", "A"), ("S2", "C")]), marks: marks(.one, .one)),
                .init("one right", given([("S1", "A"), ("S2", "B")]), marks: marks(.one, .zero)),
                .init("one left blank", given([("S2", "C")]), marks: marks(.zero, .one)),
                .init("one option for both", given([("S1", "A"), ("S2", "A")]), marks: marks(.one, .zero)),
                .init(
                    "stem and option exchanged",
                    given([("A", "S1")]),
                    marks: marks(.zero, .zero),
                    misfit: .unknownOption("A")
                ),
                .init("blank", ItemResponse(), marks: marks(.zero, .zero)),
                .init(
                    "one stem twice",
                    given([("S1", "A"), ("S1", "B")]),
                    marks: marks(.zero, .zero),
                    misfit: .tooMany(found: 2, allowed: 1)
                ),
            ]
        ),
        KindSpecimen(
            name: "a stem without rule",
            version: nerves(rules: ["S1": "A"]),
            problemCodes: ["stem.unmarked"],
            cases: []
        ),
        KindSpecimen(
            name: "a stem marked twice",
            version: twiceMarked,
            problemCodes: ["stem.twice"],
            cases: []
        ),
        KindSpecimen(
            name: "a key that is not offered",
            version: nerves(rules: ["S1": "A", "S2": "Z"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static let response = ResponseID(rawValue: "RESPONSE")

    private static func given(_ pairs: [(String, String)]) -> ItemResponse {
        ItemResponse([
            response: .pairs(
                pairs.map { ResponseValue.Pair(row: OptionID(rawValue: $0.0), column: OptionID(rawValue: $0.1)) }
            )
        ])
    }

    private static func marks(_ first: Mark, _ second: Mark) -> [OutcomeID: Mark] {
        [OutcomeID(rawValue: "SCORE_S1"): first, OutcomeID(rawValue: "SCORE_S2"): second]
    }

    private static var twiceMarked: ItemVersion {
        var version = nerves(rules: ["S1": "A", "S2": "C"])
        var again = version.scoring[0]
        again.id = OutcomeID(rawValue: "SCORE_AGAIN")
        version.scoring.append(again)
        return version
    }

    private static func nerves(rules: [String: String]) -> ItemVersion {
        func options(_ texts: [(String, String)]) -> [Option] {
            texts.map { Option(id: OptionID(rawValue: $0.0), content: [.text($0.1)], isFixed: true) }
        }
        let match = MatchInteraction(
            id: response,
            prompt: [.text("Choose the nerve that is most likely injured.")],
            rows: options([("S1", "Wrist drop."), ("S2", "Foot drop.")]),
            columns: options([("A", "Radial"), ("B", "Ulnar"), ("C", "Common fibular")])
        )
        return ItemVersion(
            item: ItemID(rawValue: "specimen-emq"),
            kind: name,
            title: "Nerve injuries",
            body: [.text("Theme: nerve injuries"), .interaction(response)],
            interactions: [.match(match)],
            scoring: rules.sorted(by: <).map { row, column in
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE_\(row)"),
                    response: response,
                    rule: RowMatch.name,
                    parameters: ["row": .string(row), "key": [.string(column)]]
                )
            }
        )
    }
}
