import Assessment

/// Writes what a rule's key becomes in a response declaration: the correct response, a mapping, an area mapping.
struct QTIKeyWriter {
    /// Whether the response holds one value at most.
    let isSingle: Bool

    /// The values of the correct response; empty where no one response is the key.
    func correct(_ use: RuleUse) -> [String] {
        let parameters = use.parameters
        switch use.rule.rawValue {
        case "match-correct": return parameters["text"]?.text.map { [$0] } ?? Self.names(parameters["key"])
        case "row-match", "row-penalty":
            guard let row = parameters["row"]?.text else { return [] }
            return Self.names(parameters["key"]).map { "\(row) \($0)" }
        case "accept-list": return parameters["accept"]?.elements?.first?.text.map { [$0] } ?? []
        case "map-response", "panel-votes", "judgement-picks": return bestKeys(use)
        case "within-tolerance", "equal-rounded": return parameters["value"]?.text.map { [Self.float($0)] } ?? []
        case "pick-n", "k-prim", "order-match", "rank-distance": return Self.names(parameters["key"])
        case "key-feature": return Array(Self.names(parameters["accept"]).prefix(isSingle ? 1 : .max))
        default: return []
        }
    }

    /// The mapping that the rule's marks are read from; `nil` where they are not.
    func mapping(_ use: RuleUse) -> MarkupElement? {
        let parameters = use.parameters
        switch use.rule.rawValue {
        case "map-response":
            let entries = (parameters["entries"]?.elements ?? []).compactMap { entry -> MarkupNode? in
                guard let name = entry["key"].flatMap(Self.name), let mark = entry["mark"]?.text else { return nil }
                return Self.entry(name, Self.float(mark), isCaseSensitive: entry["caseSensitive"] == true)
            }
            return MarkupElement(qti: "mapping", Self.bounds(parameters), entries)
        case "accept-list":
            let texts = (parameters["accept"]?.elements ?? []).compactMap(\.text)
            let marks = QTINumber.float(use.marks)
            return MarkupElement(
                qti: "mapping",
                ["default-value": "0"],
                texts.map { Self.entry($0, marks, isCaseSensitive: false) }
            )
        case "panel-votes", "judgement-picks":
            let points = points(use)
            guard !points.isEmpty else { return nil }
            return MarkupElement(
                qti: "mapping",
                ["default-value": "0"],
                points.map { Self.entry($0.key, QTINumber.float($0.mark), isCaseSensitive: false) }
            )
        default: return nil
        }
    }

    func areaMapping(_ use: RuleUse) -> MarkupElement? {
        guard use.rule.rawValue == "area-match" else { return nil }
        let entries = (use.parameters["areas"]?.elements ?? []).compactMap { area -> MarkupNode? in
            guard let shape = area["shape"]?.text, let mark = area["mark"]?.text else { return nil }
            let coordinates = (area["coordinates"]?.elements ?? []).compactMap(\.number).map { String($0) }
            return QTIRuleParts.node(
                "area-map-entry",
                ["shape": shape, "coords": coordinates.joined(separator: ","), "mapped-value": Self.float(mark)]
            )
        }
        return MarkupElement(qti: "area-mapping", Self.bounds(use.parameters), entries)
    }

    /// What each option is worth by the mapping: as marks for a panel's votes, as points for picks.
    private func points(_ use: RuleUse) -> [(key: String, mark: Mark)] {
        if use.rule.rawValue == "judgement-picks" {
            return (use.parameters["credit"]?.members ?? [:]).sorted { $0.key < $1.key }.compactMap { name, value in
                value.text.flatMap(Mark.init(parsing:)).map { (name, $0) }
            }
        }
        let votes = (use.parameters["votes"]?.members ?? [:]).compactMapValues(\.number)
        guard let modal = votes.values.max(), modal > 0 else { return [] }
        return votes.sorted { $0.key < $1.key }.compactMap { name, count in
            Mark(count, over: modal).flatMap { $0.times(use.marks) }.map { (name, $0) }
        }
    }

    /// The response that gains the most, for readers that show a key: all that gain where several may be given.
    private func bestKeys(_ use: RuleUse) -> [String] {
        var entries = points(use)
        if use.rule.rawValue == "map-response" {
            entries = (use.parameters["entries"]?.elements ?? []).compactMap { entry in
                guard let key = entry["key"].flatMap(Self.name),
                    let mark = (entry["mark"]?.text).flatMap(Mark.init(parsing:))
                else { return nil }
                return (key, mark)
            }
        }
        let gaining = entries.filter { $0.mark > .zero }
        guard isSingle else {
            let picks = use.parameters["picks"]?.number.map { Int($0) } ?? .max
            // The best come first only where not all may be picked.
            guard picks < gaining.count else { return gaining.map(\.key) }
            return gaining.sorted { ($1.mark, $0.key) < ($0.mark, $1.key) }.prefix(picks).map(\.key)
        }
        let most = gaining.map(\.mark).max()
        return gaining.first { $0.mark == most }.map { [$0.key] } ?? []
    }

    // MARK: - Parts

    private static func bounds(_ parameters: JSONValue) -> KeyValuePairs<String, String?> {
        [
            "lower-bound": parameters["lower"]?.text.map(float), "upper-bound": parameters["upper"]?.text.map(float),
            "default-value": float(parameters["default"]?.text ?? "0"),
        ]
    }

    private static func entry(_ key: String, _ value: String, isCaseSensitive: Bool) -> MarkupNode {
        QTIRuleParts.node(
            "map-entry",
            ["map-key": key, "mapped-value": value, "case-sensitive": isCaseSensitive ? "true" : nil]
        )
    }

    /// An identifier, or a pair of them.
    static func name(_ json: JSONValue) -> String? {
        json.text ?? json.elements?.compactMap(\.text).joined(separator: " ")
    }

    /// Identifiers or pairs of them.
    static func names(_ key: JSONValue?) -> [String] { (key?.elements ?? []).compactMap(name) }

    static func float(_ text: String) -> String { Mark(parsing: text).map(QTINumber.float) ?? text }
}
