import Assessment

/// Writes the rules of an item as declarations and response processing: as a template of the standard where one says
/// the same, else as rules that every reader of QTI can run.
struct QTIScoringWriter {
    let item: ItemVersion
    let version: QTIVersion

    /// Response and outcome declarations, in order.
    var declarations: [MarkupElement] {
        QTIProcessingWriter(item, version: version)?.declarations ?? (item.interactions.map(response) + outcomes)
    }

    // MARK: - Declarations

    private func response(_ interaction: Interaction) -> MarkupElement {
        let uses = item.scoring.filter { $0.response == interaction.id }
        var children: [MarkupNode] = []
        let correct = uses.flatMap(correctValues)
        if !correct.isEmpty {
            children.append(.element(MarkupElement(qti: "correct-response", [:], correct.map(Self.value))))
        }
        if let mapping = uses.compactMap(mapping).first { children.append(.element(mapping)) }
        return MarkupElement(
            qti: "response-declaration",
            [
                "identifier": interaction.id.rawValue, "cardinality": cardinality(interaction),
                "base-type": baseType(interaction),
            ],
            children
        )
    }

    private func cardinality(_ interaction: Interaction) -> String {
        switch interaction {
        case .choice(let choice): choice.maximum == 1 ? "single" : "multiple"
        case .hotText(let text): text.maximum == 1 ? "single" : "multiple"
        case .order: "ordered"
        case .match, .associate, .gapMatch: "multiple"
        case .text(let text): text.maximum == 1 ? "single" : "ordered"
        case .image(let image):
            switch image.task {
            case .choose, .point, .place: image.maximum == 1 ? "single" : "multiple"
            case .order: "ordered"
            case .associate, .label: "multiple"
            }
        case .number, .slider, .media, .upload, .end, .kept: "single"
        }
    }

    private func baseType(_ interaction: Interaction) -> String {
        switch interaction {
        case .choice, .order, .hotText: "identifier"
        case .match, .gapMatch: "directedPair"
        case .associate: "pair"
        case .text, .kept: "string"
        case .number, .slider: "float"
        case .image(let image):
            switch image.task {
            case .choose, .order: "identifier"
            case .associate: "pair"
            case .label: "directedPair"
            case .point, .place: "point"
            }
        case .media: "integer"
        case .upload: "file"
        case .end: "boolean"
        }
    }

    private static func value(_ text: String) -> MarkupNode {
        .element(MarkupElement(qti: "value", [:], [.text(text)]))
    }

    private func correctValues(_ use: RuleUse) -> [String] {
        let parameters = use.parameters
        switch use.rule.rawValue {
        case "match-correct": return parameters["text"]?.text.map { [$0] } ?? Self.names(parameters["key"])
        case "row-match":
            guard let row = parameters["row"]?.text else { return [] }
            return Self.names(parameters["key"]).map { "\(row) \($0)" }
        case "accept-list": return parameters["accept"]?.elements?.first?.text.map { [$0] } ?? []
        case "map-response": return bestKeys(use)
        case "within-tolerance": return parameters["value"]?.text.map { [Self.float($0)] } ?? []
        default: return []
        }
    }

    /// The response that gains the most, for readers that show a key: all that gain where several may be given.
    private func bestKeys(_ use: RuleUse) -> [String] {
        let entries = (use.parameters["entries"]?.elements ?? []).compactMap { entry -> (key: String, mark: Mark)? in
            guard let key = entry["key"].flatMap(Self.name),
                let mark = (entry["mark"]?.text).flatMap(Mark.init(parsing:))
            else { return nil }
            return (key, mark)
        }
        let gaining = entries.filter { $0.mark > .zero }
        guard let interaction = item.interaction(use.response), cardinality(interaction) == "single" else {
            return gaining.map(\.key)
        }
        let most = gaining.map(\.mark).max()
        return gaining.first { $0.mark == most }.map { [$0.key] } ?? []
    }

    private static func name(_ json: JSONValue) -> String? {
        json.text ?? json.elements?.compactMap(\.text).joined(separator: " ")
    }

    /// Identifiers or pairs of them.
    private static func names(_ key: JSONValue?) -> [String] {
        (key?.elements ?? []).compactMap(name)
    }

    private func mapping(_ use: RuleUse) -> MarkupElement? {
        let parameters = use.parameters
        switch use.rule.rawValue {
        case "map-response":
            let entries = (parameters["entries"]?.elements ?? []).compactMap { entry -> MarkupNode? in
                guard let name = entry["key"].flatMap(Self.name), let mark = entry["mark"]?.text else { return nil }
                return Self.entry(name, Self.float(mark), isCaseSensitive: entry["caseSensitive"] == true)
            }
            return MarkupElement(
                qti: "mapping",
                [
                    "lower-bound": parameters["lower"]?.text.map(Self.float),
                    "upper-bound": parameters["upper"]?.text.map(Self.float),
                    "default-value": Self.float(parameters["default"]?.text ?? "0"),
                ],
                entries
            )
        case "accept-list":
            let texts = (parameters["accept"]?.elements ?? []).compactMap(\.text)
            let marks = QTINumber.float(use.marks)
            return MarkupElement(
                qti: "mapping",
                ["default-value": "0"],
                texts.map { Self.entry($0, marks, isCaseSensitive: false) }
            )
        default: return nil
        }
    }

    private static func entry(_ key: String, _ value: String, isCaseSensitive: Bool) -> MarkupNode {
        .element(
            MarkupElement(
                qti: "map-entry",
                ["map-key": key, "mapped-value": value, "case-sensitive": isCaseSensitive ? "true" : nil]
            )
        )
    }

    private static func float(_ text: String) -> String {
        Mark(parsing: text).map(QTINumber.float) ?? text
    }

    private var outcomes: [MarkupElement] {
        let isSum = self.isSum
        var total: Mark? = .zero
        for use in item.scoring { total = total?.plus(use.marks) }
        let score = outcome("SCORE", maximum: item.scoring.isEmpty ? nil : total)
        return [score] + (isSum ? item.scoring.map { outcome($0.id.rawValue, maximum: $0.marks) } : [])
    }

    private func outcome(_ name: String, maximum: Mark?) -> MarkupElement {
        MarkupElement(
            qti: "outcome-declaration",
            [
                "identifier": name, "cardinality": "single", "base-type": "float",
                "normal-maximum": maximum.map(QTINumber.float),
            ],
            [.element(MarkupElement(qti: "default-value", [:], [Self.value("0")]))]
        )
    }

    /// Whether the marks are several outcomes of which SCORE is the sum.
    private var isSum: Bool { item.scoring.count > 1 || item.scoring.first.map { $0.id.rawValue != "SCORE" } ?? false }

    // MARK: - Processing

    /// How the response is processed; `nil` when nothing marks it or a rule is not one that QTI can say.
    var processing: MarkupElement? {
        guard !item.scoring.isEmpty else { return nil }
        if let own = QTIProcessingWriter(item, version: version) { return own.responseProcessing }
        if !isSum, let template = template(item.scoring[0]) {
            return MarkupElement(qti: "response-processing", ["template": version.templates + template])
        }
        var rules: [MarkupNode] = []
        for use in item.scoring {
            guard let rule = rule(use) else { return nil }
            rules.append(rule)
        }
        if isSum {
            let parts = item.scoring.map { Self.node("variable", ["identifier": $0.id.rawValue]) }
            rules.append(Self.set("SCORE", Self.node("sum", [:], parts)))
        }
        return MarkupElement(qti: "response-processing", [:], rules)
    }

    /// The template that does the same as `use`; templates know one response and one outcome by name.
    private func template(_ use: RuleUse) -> String? {
        guard use.response.rawValue == "RESPONSE" else { return nil }
        let ending = version == .v30 ? ".xml" : ""
        switch use.rule.rawValue {
        case "match-correct":
            let isExact = use.parameters["caseSensitive"] != false
            return isExact && use.marks == .one ? "match_correct\(ending)" : nil
        case "map-response", "accept-list": return "map_response\(ending)"
        default: return nil
        }
    }

    private func rule(_ use: RuleUse) -> MarkupNode? {
        let response = use.response.rawValue
        let variable = Self.node("variable", ["identifier": response])
        let correct = Self.node("correct", ["identifier": response])
        let marks = QTINumber.float(use.marks)
        let outcome = use.id.rawValue
        switch use.rule.rawValue {
        case "match-correct":
            let condition =
                use.parameters["caseSensitive"] == false
                ? Self.node("string-match", ["case-sensitive": "false"], [variable, correct])
                : Self.node("match", [:], [variable, correct])
            return Self.decision(condition, outcome, marks)
        case "row-match":
            guard let row = use.parameters["row"]?.text, let column = Self.names(use.parameters["key"]).first,
                Self.names(use.parameters["key"]).count == 1
            else { return nil }
            let pair = Self.base("directedPair", "\(row) \(column)")
            return Self.decision(Self.node("member", [:], [pair, variable]), outcome, marks)
        case "map-response", "accept-list":
            let isNull = Self.node("is-null", [:], [variable])
            let mapped = Self.node("map-response", ["identifier": response])
            return Self.condition(
                isNull,
                Self.set(outcome, Self.base("float", "0")),
                otherwise: Self.set(outcome, mapped)
            )
        case "within-tolerance":
            guard let (mode, tolerance) = tolerance(use.parameters["tolerance"]) else { return nil }
            let equal = Self.node("equal", ["tolerance-mode": mode, "tolerance": tolerance], [correct, variable])
            return Self.decision(equal, outcome, marks)
        default: return nil
        }
    }

    /// The settings of `equal`, whose tolerance lies around its first operand and is in per cent where relative.
    private func tolerance(_ json: JSONValue?) -> (mode: String, tolerance: String?)? {
        guard let mode = json?["mode"]?.text, let lower = (json?["lower"]?.text).flatMap(Mark.init(parsing:)),
            let upper = (json?["upper"]?.text).flatMap(Mark.init(parsing:))
        else { return nil }
        if lower == .zero, upper == .zero { return ("exact", nil) }
        guard mode == "relative" else { return ("absolute", "\(QTINumber.float(lower)) \(QTINumber.float(upper))") }
        guard let below = lower.times(Mark(100)), let above = upper.times(Mark(100)) else { return nil }
        return ("relative", "\(QTINumber.float(below)) \(QTINumber.float(above))")
    }

    // MARK: - Parts of rules

    private static func node(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ children: [MarkupNode] = []
    ) -> MarkupNode {
        .element(MarkupElement(qti: name, attributes, children))
    }

    private static func base(_ type: String, _ text: String) -> MarkupNode {
        node("base-value", ["base-type": type], [.text(text)])
    }

    private static func set(_ outcome: String, _ value: MarkupNode) -> MarkupNode {
        node("set-outcome-value", ["identifier": outcome], [value])
    }

    private static func decision(_ condition: MarkupNode, _ outcome: String, _ marks: String) -> MarkupNode {
        self.condition(condition, set(outcome, base("float", marks)), otherwise: set(outcome, base("float", "0")))
    }

    private static func condition(_ test: MarkupNode, _ rule: MarkupNode, otherwise: MarkupNode) -> MarkupNode {
        node(
            "response-condition",
            [:],
            [node("response-if", [:], [test, rule]), node("response-else", [:], [otherwise])]
        )
    }
}
