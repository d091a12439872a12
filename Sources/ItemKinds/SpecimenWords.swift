import Assessment

// Short ways to say the items of specimens and what is given to them.

extension ResponseID {
    static let response = ResponseID(rawValue: "RESPONSE")
}

extension ItemResponse {
    static func chosen(_ ids: String..., at id: ResponseID = .response) -> ItemResponse {
        ItemResponse([id: .choices(ids.map(OptionID.init(rawValue:)))])
    }

    static func joined(_ pairs: (String, String)...) -> ItemResponse {
        ItemResponse([
            .response: .pairs(
                pairs.map { ResponseValue.Pair(row: OptionID(rawValue: $0.0), column: OptionID(rawValue: $0.1)) }
            )
        ])
    }

    static func typed(_ texts: String...) -> ItemResponse {
        ItemResponse([.response: texts.count == 1 ? .text(texts[0]) : .texts(texts)])
    }

    static func number(_ text: String, _ unit: String? = nil) -> ItemResponse {
        ItemResponse([.response: .number(text, unit: unit)])
    }

    static func pointed(_ points: (Int, Int)...) -> ItemResponse {
        ItemResponse([.response: .points(points.map { ResponseValue.Point(x: $0.0, y: $0.1) })])
    }
}

extension KindSpecimen.Case {
    /// A case of an item with the outcomes `marks`, written as `"0.5"`.
    init(_ name: String, _ response: ItemResponse, _ marks: [String: String], misfit: Misfit? = nil) {
        let marks = marks.map { (OutcomeID(rawValue: $0.key), Mark(parsing: $0.value) ?? Mark(-99)) }
        self.init(name, response, marks: Dictionary(uniqueKeysWithValues: marks), misfit: misfit)
    }

    /// A case of an item with the one outcome SCORE.
    init(_ name: String, _ response: ItemResponse, _ mark: String, misfit: Misfit? = nil) {
        self.init(name, response, ["SCORE": mark], misfit: misfit)
    }
}

extension [Option] {
    /// Options with these texts, called by `names`, which is as long.
    static func named(_ names: String, _ texts: String...) -> [Option] {
        zip(names, texts).map { Option(id: OptionID(rawValue: String($0)), content: [.text($1)]) }
    }
}

extension RuleUse {
    /// A use on the response of a specimen.
    static func specimen(
        _ rule: RuleName,
        _ parameters: JSONValue,
        id: String = "SCORE",
        response: ResponseID = .response,
        marks: Mark = .one
    ) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: id),
            response: response,
            rule: rule,
            marks: marks,
            parameters: parameters
        )
    }
}

extension ItemVersion {
    /// A specimen in which the interactions follow the body.
    static func specimen(
        _ kind: KindName,
        _ title: String,
        _ body: String,
        _ interactions: [Interaction],
        _ scoring: [RuleUse],
        why: String = "Said for the specimen."
    ) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen-\(kind.rawValue)"),
            kind: kind,
            title: title,
            body: [.text(body)] + interactions.map { .interaction($0.id) },
            interactions: interactions,
            scoring: scoring,
            rationale: Rationale(general: [.text(why)])
        )
    }

    /// This specimen under another item's name, changed.
    func changed(_ name: String, _ change: (inout ItemVersion) -> Void) -> ItemVersion {
        var version = self
        version.item = ItemID(rawValue: "\(item.rawValue)-\(name)")
        change(&version)
        return version
    }
}

extension ContentImage {
    /// A drawing of which the specimens need the size alone.
    static let specimen = ContentImage(
        media: SpecimenDrawing.path,
        alternative: "A drawing",
        widthInPixels: 200,
        heightInPixels: 150
    )
}
