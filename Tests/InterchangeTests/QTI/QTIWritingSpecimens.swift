import Assessment
import Foundation

/// One item for every interaction and for every named rule, made for what formats must write.
enum QTIWritingSpecimens {
    static let image = ContentImage(
        media: "media/map.png",
        alternative: "A map",
        widthInPixels: 300,
        heightInPixels: 200
    )

    static func options(_ ids: String..., maximum: Int? = nil) -> [Option] {
        ids.map { Option(id: OptionID(rawValue: $0), content: [.text("Option \($0)")], maximum: maximum) }
    }

    private static func id(_ text: String) -> OptionID { OptionID(rawValue: text) }

    private static let response = ResponseID(rawValue: "RESPONSE")

    private static func region(_ name: String, _ x: Int) -> ImageInteraction.Region? {
        Area(.circle, [x, 50, 20]).map {
            ImageInteraction.Region(id: id(name), area: $0, label: "Place \(name)")
        }
    }

    static func picture(_ task: ImageInteraction.Task, maximum: Int = 1) -> Interaction {
        let hasRegions =
            switch task {
            case .point, .place: false
            case .choose, .order, .associate, .label: true
            }
        return .image(
            ImageInteraction(
                id: response,
                prompt: [.text("Where?")],
                image: image,
                task: task,
                regions: hasRegions ? [region("X", 50), region("Y", 150), region("Z", 250)].compactMap(\.self) : [],
                maximum: maximum
            )
        )
    }

    static let match = Interaction.match(
        MatchInteraction(
            id: response,
            prompt: [.text("Join.")],
            rows: options("S1", "S2", "S3", "S4"),
            columns: options("T", "F"),
            rowMaximum: 1
        )
    )

    /// Every interaction, by a name for messages.
    static let interactions: [(name: String, interaction: Interaction)] = {
        let gaps: [Block] = [.paragraph([.text("The "), .gap(id("G1")), .text(" beats.")])]
        let words: [Block] = [
            .paragraph([.hotText(id("A"), [.text("One")]), .text(" or "), .hotText(id("B"), [.text("two")])])
        ]
        let media = ContentMedia(
            kind: .audio,
            sources: [ContentMedia.Source(media: "media/heart.mp3", type: "audio/mpeg")],
            alternative: "A murmur"
        )
        let prompt: [Block] = [.text("What?")]
        return [
            ("choice", choice(maximum: 1)), ("several", choice(maximum: 0)), ("order", order),
            ("hot text", .hotText(HotTextInteraction(id: response, prompt: prompt, text: words))), ("match", match),
            (
                "associate",
                .associate(
                    AssociateInteraction(id: response, prompt: prompt, options: options("A", "B", "C"), maximum: 0)
                )
            ),
            (
                "gap match",
                .gapMatch(GapMatchInteraction(id: response, prompt: prompt, options: options("A", "B"), text: gaps))
            ),
            ("text", .text(TextInteraction(id: response, prompt: prompt, lines: 5))),
            ("texts", .text(TextInteraction(id: response, prompt: prompt, maximum: 3))),
            ("number", .number(NumberInteraction(id: response, prompt: prompt))),
            ("slider", .slider(SliderInteraction(id: response, prompt: prompt, lower: .zero, upper: Mark(10)))),
            ("hotspot", picture(.choose)), ("graphic order", picture(.order, maximum: 0)),
            ("graphic associate", picture(.associate, maximum: 0)),
            ("labels", picture(.label(options("L1", "L2")), maximum: 0)), ("point", picture(.point)),
            ("place", picture(.place(image))),
            ("media", .media(MediaInteraction(id: response, prompt: prompt, media: media, maximumPlays: 2))),
            (
                "upload",
                .upload(UploadInteraction(id: response, prompt: prompt, types: ["application/pdf", "image/*"]))
            ),
            ("end", .end(EndInteraction(id: response, title: "Show a hint", asksForHint: true))),
            (
                "kept",
                .kept(KeptInteraction(id: response, prompt: prompt, name: "custom-interaction", text: [.text("Draw")]))
            ),
        ]
    }()

    static func choice(maximum: Int) -> Interaction {
        .choice(
            ChoiceInteraction(
                id: response,
                prompt: [.text("Which?")],
                options: options("A", "B", "C", "D", "E"),
                maximum: maximum,
                layout: Layout(classes: ["qti-orientation-horizontal"], data: ["max-selections-message": "Too many"])
            )
        )
    }

    static let order = Interaction.order(
        OrderInteraction(id: response, prompt: [.text("In order?")], options: options("A", "B", "C", "D", "E"))
    )

    static func item(_ interactions: [Interaction], _ rules: [RuleUse] = []) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen"),
            language: "en-GB",
            title: "Specimen",
            body: [.text("A case.")] + interactions.map { .interaction($0.id) },
            interactions: interactions,
            scoring: rules,
            rationale: Rationale(general: [.text("Because.")])
        )
    }

    /// Every named rule at an interaction that it marks, by a name for messages.
    static let rules: [(name: String, item: ItemVersion)] = {
        let several = choice(maximum: 0)
        let pairs: JSONValue = ["key": [["S1", "T"], ["S2", "F"], ["S3", "T"], ["S4", "F"]]]
        let order5: JSONValue = ["A", "B", "C", "D", "E"]
        let texts = Interaction.text(TextInteraction(id: response, prompt: [.text("Which?")], maximum: 2))
        let short = Interaction.text(TextInteraction(id: response, prompt: [.text("What?")]))
        let number = Interaction.number(NumberInteraction(id: response, prompt: [.text("How much?")]))
        let certainty = Interaction.choice(
            ChoiceInteraction(
                id: ResponseID(rawValue: "SURE"),
                prompt: [.text("Sure?")],
                options: options("C1", "C2", "C3")
            )
        )
        let wrapped: JSONValue = [
            "certainty": "SURE",
            "rule": ["rule": "match-correct", "version": 1, "parameters": ["key": ["A"]]],
        ]
        let tolerance: JSONValue = [
            "value": "12.5", "unit": "", "tolerance": ["mode": "relative", "lower": "0.1", "upper": "0.1"],
        ]
        let scheme: JSONValue = [
            "points": [
                ["id": "P1", "text": "Names it", "marks": "1", "anchors": [["marks": "0.5", "text": "Nearly"]]]
            ],
            "model": "A good answer.",
        ]
        let rounding: JSONValue = [
            "value": "6.02", "unit": "", "units": [:], "rounding": ["mode": "significant-figures", "digits": 2],
        ]
        let feature: JSONValue = [
            "accept": ["A", "C", "D"], "needed": 2, "allowed": 3, "harmful": ["E"], "credit": "each",
        ]
        let typed: JSONValue = [
            "accept": [["aspirin", "ASA"], ["clopidogrel"]], "needed": 2, "allowed": 2, "harmful": ["alteplase"],
            "credit": "each", "folding": "words-1",
        ]
        let areas: JSONValue = [
            "areas": [["shape": "circle", "coordinates": [50, 50, 20], "mark": "1"]], "default": "0", "lower": "0",
        ]
        func pickN(_ credit: JSONValue) -> RuleUse {
            use("pick-n", ["key": ["A", "B", "C"], "credit": credit], marks: Mark(2))
        }
        func orderMatch(_ credit: JSONValue) -> RuleUse { use("order-match", ["key": order5, "credit": credit]) }
        let statements = ["S1": "T", "S2": "F"].sorted { $0.key < $1.key }.map { row, column in
            use(
                "row-penalty",
                [
                    "row": .string(row), "key": [.string(column)], "wrong": "-0.5",
                ],
                id: "SCORE_\(row)"
            )
        }
        let rank: JSONValue = ["key": order5, "credit": ["4", "3", "2", "1", "0"]]
        return [
            ("match-correct", item([choice(maximum: 1)], [use("match-correct", ["key": ["A"]])])),
            ("within-tolerance", item([number], [use("within-tolerance", tolerance)])),
            ("equal-rounded", item([number], [use("equal-rounded", rounding)])),
            ("accept-list", item([short], [use("accept-list", ["accept": ["ten", "10"], "folding": "words-1"])])),
            ("pick-n all", item([several], [pickN("all")])), ("pick-n half", item([several], [pickN("half")])),
            ("pick-n each", item([several], [pickN("each")])), ("k-prim", item([match], [use("k-prim", pairs)])),
            ("row-penalty", item([match], statements)), ("order-match exact", item([order], [orderMatch("exact")])),
            ("order-match position", item([order], [orderMatch("position")])),
            ("order-match adjacent", item([order], [orderMatch("adjacent")])),
            ("rank-distance", item([order], [use("rank-distance", rank, marks: Mark(20))])),
            (
                "panel-votes",
                item([choice(maximum: 1)], [use("panel-votes", ["votes": ["A": 1, "B": 2, "C": 9, "D": 3]])])
            ),
            (
                "judgement-picks",
                item(
                    [several],
                    [use("judgement-picks", ["picks": 2, "credit": ["A": "4", "B": "4", "C": "2"]], marks: Mark(3))]
                )
            ),
            ("key-feature", item([several], [use("key-feature", feature)])),
            ("key-feature-text", item([texts], [use("key-feature-text", typed)])),
            ("area-match", item([picture(.point)], [use("area-match", areas)])),
            ("marking-points", item([short], [use("marking-points", scheme)])),
            ("certainty", item([choice(maximum: 1), certainty], [use("certainty", wrapped, marks: Mark(3))])),
        ]
    }()

    static func use(
        _ rule: String,
        _ parameters: JSONValue,
        marks: Mark = .one,
        id: String = "SCORE"
    ) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: id),
            response: response,
            rule: RuleName(rawValue: rule),
            marks: marks,
            parameters: parameters
        )
    }
}
