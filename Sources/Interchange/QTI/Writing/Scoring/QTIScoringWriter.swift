import Assessment

/// Writes the rules of an item as declarations and response processing: as a template of the standard where one says
/// the same, else as rules that every reader of QTI can run.
struct QTIScoringWriter {
    private typealias Parts = QTIRuleParts

    let item: ItemVersion
    let version: QTIVersion

    /// Response and outcome declarations, in order.
    var declarations: [MarkupElement] {
        if let station = item.station {
            let rating = QTIStationWriter(item: item, station: station, version: version).ratingDeclaration
            return outcomes + [rating].compactMap(\.self)
        }
        return QTIProcessingWriter(item, version: version)?.declarations
            ?? (item.interactions.map(response) + outcomes)
    }

    // MARK: - Declarations

    private func response(_ interaction: Interaction) -> MarkupElement {
        let uses = item.scoring.filter { $0.response == interaction.id }.map(inner)
        let writer = QTIKeyWriter(isSingle: QTIResponseForm.cardinality(interaction) == "single")
        var children: [MarkupNode] = []
        var correct: [String] = []
        for value in uses.flatMap(writer.correct) where !correct.contains(value) { correct.append(value) }
        if !correct.isEmpty {
            children.append(.element(MarkupElement(qti: "correct-response", [:], correct.map(Self.value))))
        }
        if let mapping = uses.compactMap(writer.mapping).first { children.append(.element(mapping)) }
        if let mapping = uses.compactMap(writer.areaMapping).first { children.append(.element(mapping)) }
        return MarkupElement(
            qti: "response-declaration",
            [
                "identifier": interaction.id.rawValue, "cardinality": QTIResponseForm.cardinality(interaction),
                "base-type": QTIResponseForm.baseType(interaction),
            ],
            children
        )
    }

    /// The use whose key stands in the declaration: of certainty, the one that it wraps, for 1 mark.
    private func inner(_ use: RuleUse) -> RuleUse {
        guard use.rule.rawValue == "certainty", let rule = use.parameters["rule"], let name = rule["rule"]?.text,
            let parameters = rule["parameters"]
        else { return use }
        return RuleUse(
            id: OutcomeID(rawValue: "\(use.id.rawValue)_RIGHT"),
            response: use.response,
            rule: RuleName(rawValue: name),
            marks: .one,
            parameters: parameters
        )
    }

    private static func value(_ text: String) -> MarkupNode {
        .element(MarkupElement(qti: "value", [:], [.text(text)]))
    }

    private var outcomes: [MarkupElement] {
        var total: Mark? = .zero
        for use in item.scoring { total = total?.plus(use.marks) }
        let isHuman = !item.scoring.isEmpty && item.scoring.allSatisfy(isMarkedByPeople)
        let score = outcome("SCORE", maximum: item.scoring.isEmpty ? nil : total, isHuman: isHuman)
        let parts = item.scoring.map { outcome($0.id.rawValue, maximum: $0.marks, isHuman: isMarkedByPeople($0)) }
        let verdicts = item.scoring.filter { $0.rule.rawValue == "certainty" }
            .map { outcome(inner($0).id.rawValue, maximum: .one, isHuman: false) }
        return [score] + (isSum ? parts : []) + verdicts
    }

    /// What people mark has an outcome of its own that no rule sets; QTI 2.1 cannot say so of an outcome.
    private func isMarkedByPeople(_ use: RuleUse) -> Bool {
        item.station != nil || use.rule.rawValue == "marking-points"
    }

    private func outcome(_ name: String, maximum: Mark?, isHuman: Bool) -> MarkupElement {
        MarkupElement(
            qti: "outcome-declaration",
            [
                "identifier": name, "cardinality": "single", "base-type": "float",
                "normal-maximum": maximum.map(QTINumber.float),
                "external-scored": isHuman && (version == .v22 || version == .v30) ? "human" : nil,
            ],
            [.element(MarkupElement(qti: "default-value", [:], [Self.value("0")]))]
        )
    }

    /// Whether the marks are several outcomes of which SCORE is the sum.
    private var isSum: Bool { item.scoring.count > 1 || item.scoring.first.map { $0.id.rawValue != "SCORE" } ?? false }

    // MARK: - Processing

    /// How the response is processed; `nil` when nothing or only people mark it, or a rule is not one that QTI can say.
    var processing: MarkupElement? {
        guard !item.scoring.allSatisfy(isMarkedByPeople) else { return nil }
        if let own = QTIProcessingWriter(item, version: version) { return own.responseProcessing }
        if !isSum, let template = template(item.scoring[0]) {
            return MarkupElement(qti: "response-processing", ["template": version.templates + template])
        }
        var rules: [MarkupNode] = []
        var mapped: Set<ResponseID> = []
        for use in item.scoring where !isMarkedByPeople(use) {
            guard let interaction = item.interaction(use.response), let own = self.rules(use, interaction) else {
                return nil
            }
            let writer = QTIKeyWriter(isSingle: QTIResponseForm.cardinality(interaction) == "single")
            let key = inner(use)
            // A declaration holds one mapping: a second rule that needs its own cannot be said.
            if writer.mapping(key) != nil || writer.areaMapping(key) != nil {
                guard mapped.insert(use.response).inserted else { return nil }
            }
            rules += own
        }
        if isSum {
            rules.append(
                Parts.set("SCORE", Parts.node("sum", [:], item.scoring.map { Parts.variable($0.id.rawValue) }))
            )
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
        case "map-response", "accept-list", "panel-votes": return "map_response\(ending)"
        case "area-match": return "map_response_point\(ending)"
        default: return nil
        }
    }

    private func rules(_ use: RuleUse, _ interaction: Interaction) -> [MarkupNode]? {
        let isSingle = QTIResponseForm.cardinality(interaction) == "single"
        let inner = inner(use)
        guard let rules = QTIRuleWriter(use: inner, interaction: interaction, isSingle: isSingle).rules else {
            return nil
        }
        guard use.rule.rawValue == "certainty" else { return rules }
        return certainty(use, verdict: inner.id.rawValue).map { rules + [$0] }
    }

    /// Marks by the verdict of another rule and by the certainty that was chosen; none counts as the lowest.
    private func certainty(_ use: RuleUse, verdict: String) -> MarkupNode? {
        guard let place = use.parameters["certainty"]?.text, let third = Mark(1, over: 3).flatMap(use.marks.times),
            let twoThirds = third.times(Mark(2)), let lost = twoThirds.times(Mark(-1)),
            let allLost = use.marks.times(Mark(-2))
        else { return nil }
        func isSure(_ level: String) -> MarkupNode {
            Parts.node("match", [:], [Parts.variable(place), Parts.base("identifier", level)])
        }
        let outcome = use.id.rawValue
        let right = Parts.condition(
            [
                (isSure("C3"), [Parts.set(outcome, use.marks)]), (isSure("C2"), [Parts.set(outcome, twoThirds)]),
            ],
            otherwise: [Parts.set(outcome, third)]
        )
        let wrong = Parts.condition(
            [(isSure("C3"), [Parts.set(outcome, allLost)]), (isSure("C2"), [Parts.set(outcome, lost)])],
            otherwise: [Parts.set(outcome, .zero)]
        )
        let isRight = Parts.node("gte", [:], [Parts.variable(verdict), Parts.float(.one)])
        let isBlank = Parts.node("is-null", [:], [Parts.variable(use.response.rawValue)])
        return Parts.condition(
            [(isBlank, [Parts.set(outcome, .zero)]), (isRight, [right])],
            otherwise: [wrong]
        )
    }
}
