import Assessment

/// The scoring of an item whose processing is more than a named rule: its own rules, run as they stand.
struct QTIProcessedScoring {
    private let item: QTIItem
    private let marking: Processing

    init(_ item: QTIItem) {
        self.item = item
        marking = item.marking
    }

    /// `version` with the one use of the rule `processing`; `nil` when nothing marks the item, or not the same way
    /// each time.
    func version(_ version: ItemVersion) -> ItemVersion? {
        // An empty processing is legal and means unscored, which is not the same as zero.
        guard !marking.responseRules.isEmpty || marking.template != nil, let first = version.interactions.first,
            let outcome = marking.markOutcome, let marks = marksAvailable(outcome), marks > .zero,
            hasReachableKey(version), !hasDrawnFormula
        else { return nil }
        var version = version
        version.scoring = [
            RuleUse(
                id: OutcomeID(rawValue: outcome.identifier),
                response: first.id,
                rule: RuleName(rawValue: "processing"),
                marks: marks,
                parameters: ["processing": marking.json, "outcome": .string(outcome.identifier)]
            )
        ]
        return version
    }

    /// Why an adaptive item is not marked by its own rules, if it is not.
    var adaptiveObstacle: String {
        if hasDrawnFormula { return "the item is adaptive, and a formula stands for a value that is drawn" }
        guard let outcome = marking.markOutcome, (marksAvailable(outcome) ?? .zero) > .zero else {
            return "the item is adaptive and does not state by a normal maximum how many marks it can gain"
        }
        return "the item is adaptive and has no rules that mark it"
    }

    /// Whether a key that a template compares with can be given at all; one that cannot would mark everybody wrong.
    private func hasReachableKey(_ version: ItemVersion) -> Bool {
        switch marking.responseRules.isEmpty ? marking.template.flatMap(StandardTemplate.init(rawValue:)) : nil {
        case .matchCorrect, .cartridgeMatch, .cartridgeMatchBasic: break
        case .mapResponse, .mapResponsePoint, .cartridgeMapResponse, nil: return true
        }
        return draws.allSatisfy { session in
            let correct = session.corrects["RESPONSE"]?.elements ?? []
            guard !correct.isEmpty else { return false }
            guard case .choice(let choice)? = version.interaction(ResponseID(rawValue: "RESPONSE")) else { return true }
            return correct.allSatisfy { value in choice.options.contains { $0.id.rawValue == value.text } }
        }
    }

    /// Some sessions of the item: one where nothing is drawn, else a number of draws; empty when it cannot be run.
    private var draws: [ItemSession] {
        // An item whose rules cannot be run is named where it is recognised.
        guard let program = try? ProcessingProgram(marking) else { return [] }
        guard !marking.templates.isEmpty || !marking.templateRules.isEmpty else {
            return [ItemSession(program, restoring: ItemSession.State())]
        }
        return (0..<Self.trials).compactMap { seed in
            // A draw that faults is named where the item is recognised.
            (try? ItemSession.draw(program, seed: seed)).map { ItemSession(program, restoring: $0.state) }
        }
    }

    private static let trials: UInt64 = 20

    /// Whether a formula stands for a value that is drawn: formulas are shown as they came.
    ///
    /// Source: QTI 3.0 information model, template declaration, "math-variable".
    private var hasDrawnFormula: Bool {
        let names = Set(
            item.root.elements.filter { $0.isQTI("template-declaration") }
                .filter { QTINumber.boolean($0["math-variable"] ?? "") == true }
                .compactMap { $0["identifier"]?.trimmed }
        )
        return !names.isEmpty && item.root.hasFormula(of: names)
    }

    /// The marks of a perfect response: the outcome's normal maximum, else MAXSCORE, else what the mappings allow, else
    /// what the correct responses gain; of an adaptive item with rules of its own only what is stated.
    ///
    /// Source: our notes on interchange, section 6.7.
    private func marksAvailable(_ outcome: OutcomeDeclaration) -> Mark? {
        if let stated = outcome.normalMaximum.flatMap(QTINumber.mark), stated > .zero { return stated }
        let highest = item.outcome("MAXSCORE")?.defaults?.first?.text
        if outcome.identifier != "MAXSCORE", let stated = highest.flatMap(QTINumber.mark), stated > .zero {
            return stated
        }
        switch marking.template.flatMap(StandardTemplate.init(rawValue:)) {
        case .matchCorrect, .cartridgeMatch: return gain(outcome)
        case .cartridgeMatchBasic: return nil
        case .mapResponse, .cartridgeMapResponse:
            let mapping = item.response("RESPONSE")?.mapping
            return sum(mapping?.entries.map(\.value) ?? [], upper: mapping?.upperBound)
        case .mapResponsePoint:
            let mapping = item.response("RESPONSE")?.areaMapping
            return sum(mapping?.entries.map(\.value) ?? [], upper: mapping?.upperBound)
        // One turn need not gain all that an adaptive item has.
        case nil: return marking.isAdaptive ? nil : gain(outcome)
        }
    }

    private func sum(_ values: [String], upper: String?) -> Mark? {
        var total = Mark.zero
        for mark in values.compactMap(QTINumber.mark) where mark > .zero {
            guard let sum = total.plus(mark) else { return nil }
            total = sum
        }
        guard let upper = upper.flatMap(QTINumber.mark) else { return total }
        return min(total, upper)
    }

    /// What the correct responses gain when the rules are run; `nil` when that is not the same in every draw.
    private func gain(_ outcome: OutcomeDeclaration) -> Mark? {
        let gains = draws.map { drawn -> Mark? in
            var session = drawn
            // A fault of the rules is no mark.
            guard let result = try? session.submit(session.corrects, seed: 0) else { return nil }
            return result.outcomes[outcome.identifier]?.number.flatMap(Mark.init(nearest:))
        }
        guard let first = gains.first, gains.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}

extension MarkupElement {
    /// Whether a formula in here has an identifier of one of these names.
    fileprivate func hasFormula(of names: Set<String>) -> Bool {
        if ["mi", "ci"].contains(name), names.contains(text.trimmed) { return true }
        return elements.contains { $0.hasFormula(of: names) }
    }
}
