import Assessment

/// Finds out what an item's processing does with its one response, where that is one of the few things that a named
/// rule does exactly; anything more is an ``Obstacle``, never an approximation.
struct QTIScoring {
    private let item: QTIItem
    private let response: ResponseDeclaration
    /// Every variable that a rule sets.
    private let assigned: Set<String>

    init(item: QTIItem, response: ResponseDeclaration) {
        self.item = item
        self.response = response
        assigned = Set(
            (item.processing?.rules ?? []).flatMap(\.all).compactMap(\.target)
        )
    }

    /// What the processing does.
    enum Marking: Hashable {
        /// All of `marks` for exactly this value, else nothing.
        case exact([String], isCaseSensitive: Bool, marks: Mark)
        /// What the mapping says; nothing for no response.
        case mapped(Mapping)
        /// All of `marks` for a number within the tolerance.
        case near(String, QTITolerance, marks: Mark)
        /// One outcome for each of several pairs.
        case rows([Row])
    }

    struct Row: Hashable {
        var outcome: String
        var row: String
        var column: String
        var marks: Mark
    }

    func marking() throws(Obstacle) -> Marking {
        guard !item.isAdaptive else { throw Obstacle("the item is adaptive") }
        guard item.templateRules.isEmpty, item.templates.isEmpty, item.contexts.isEmpty else {
            throw Obstacle("parts of the item are drawn at random")
        }
        guard response.defaults == nil else { throw Obstacle("the response starts with a value") }
        guard let processing = item.processing else { throw Obstacle("the item has no response processing") }
        guard let score = item.outcome("SCORE"), score.cardinality == .single, score.baseType?.isNumeric == true else {
            throw Obstacle("there is no outcome SCORE that holds a number")
        }
        guard item.outcomes.allSatisfy({ $0.externalScored == nil }) else {
            throw Obstacle("an outcome is marked by people or another system")
        }
        if let template = processing.template {
            guard processing.rules.isEmpty else { throw Obstacle("there is a template and rules of the item's own") }
            return try marking(template: template)
        }
        return try marking(rules: flattened(processing.rules), score: score)
    }

    private func marking(template: String) throws(Obstacle) -> Marking {
        guard response.identifier == "RESPONSE" else {
            throw Obstacle("the template \(template.prefix(60)) marks another response")
        }
        switch template {
        case "match_correct", "CC2_match":
            return try exact(try correct(), isCaseSensitive: true, marks: .one)
        case "map_response": return .mapped(try mapping())
        default: throw Obstacle("the response-processing template \(template.prefix(60)) is not known here")
        }
    }

    private func flattened(_ rules: [ProcessingRule]) -> [ProcessingRule] {
        rules.flatMap { rule in
            if case .fragment(let inner) = rule { flattened(inner) } else { [rule] }
        }
    }

    private func marking(rules: [ProcessingRule], score: OutcomeDeclaration) throws(Obstacle) -> Marking {
        guard !rules.isEmpty else { throw Obstacle("the item has no response processing") }
        if let rows = rows(rules) { return .rows(rows) }
        var start = try number(score.defaults?.first?.text ?? "0")
        var rest = rules[...]
        while rest.count > 1, let first = rest.first, let value = scoreValue(of: [first]),
            let constant = constant(value, start: start)
        {
            start = constant
            rest = rest.dropFirst()
        }
        guard rest.count == 1, let rule = rest.first else {
            throw Obstacle("the response processing is more than one decision")
        }
        if case .set = rule, let value = scoreValue(of: [rule]), isMapResponse(value, start: start) {
            return .mapped(try mapping())
        }
        guard case .condition(let branches, let otherwise) = rule, branches.count == 1,
            let value = scoreValue(of: branches[0].rules)
        else { throw Obstacle("the response processing is more than one decision about SCORE") }
        let condition = branches[0].condition
        if isNullTest(condition), constant(value, start: start) == .zero, let other = scoreValue(of: otherwise),
            isMapResponse(other, start: start)
        {
            return .mapped(try mapping())
        }
        let lowest = otherwise.isEmpty ? start : scoreValue(of: otherwise).flatMap { constant($0, start: start) }
        guard lowest == .zero else { throw Obstacle("a wrong response does not gain exactly nothing") }
        if condition.name == "not", let inner = condition.operands.first, isNullTest(inner),
            isMapResponse(value, start: start)
        {
            return .mapped(try mapping())
        }
        guard let marks = constant(value, start: start), marks > .zero else {
            throw Obstacle("the marks for a right response are not a fixed number")
        }
        return try marking(condition, marks: marks)
    }

    // MARK: - Parts of rules

    /// The expression that `rules` set SCORE to, when that is all they do.
    private func scoreValue(of rules: [ProcessingRule]) -> ProcessingExpression? {
        guard rules.count == 1, case .set(.outcomeValue, "SCORE", let value) = rules[0] else { return nil }
        return value
    }

    /// The value of an expression that does not depend on the response.
    private func constant(_ expression: ProcessingExpression, start: Mark) -> Mark? {
        switch expression.name {
        case "base-value": return QTINumber.mark(expression.text)
        case "variable":
            guard let name = expression["identifier"] else { return nil }
            if name == "SCORE" { return start }
            guard !assigned.contains(name), let outcome = item.outcome(name), outcome.cardinality == .single else {
                return nil
            }
            return (outcome.defaults?.first?.text).flatMap(QTINumber.mark)
        case "sum":
            return expression.operands.reduce(Mark?.some(.zero)) { sum, operand in
                guard let sum, let part = constant(operand, start: start) else { return nil }
                return sum.plus(part)
            }
        default: return nil
        }
    }

    private func isNullTest(_ expression: ProcessingExpression) -> Bool {
        expression.name == "is-null" && expression.operands.count == 1 && isResponse(expression.operands[0])
    }

    private func isResponse(_ expression: ProcessingExpression) -> Bool {
        expression.name == "variable" && expression["identifier"]?.trimmed == response.identifier
    }

    /// Whether `expression` is the mapped response, alone or added to a SCORE that is still 0.
    private func isMapResponse(_ expression: ProcessingExpression, start: Mark) -> Bool {
        if expression.name == "map-response" {
            return expression["identifier"]?.trimmed == response.identifier && start == .zero
        }
        guard expression.name == "sum", expression.operands.count == 2, start == .zero else { return false }
        let others = expression.operands.filter { !isMapResponse($0, start: start) }
        return others.count == 1 && others[0].name == "variable" && others[0]["identifier"] == "SCORE"
    }

    /// The fixed value that stands against the response in a comparison.
    private func key(_ expression: ProcessingExpression) throws(Obstacle) -> [String] {
        switch expression.name {
        case "correct" where expression["identifier"]?.trimmed == response.identifier: return try correct()
        case "base-value":
            return [response.baseType == .string ? expression.text : expression.text.trimmed]
        case "multiple" where expression.operands.allSatisfy({ $0.name == "base-value" }):
            return expression.operands.map(\.text.trimmed)
        default: throw Obstacle("the response is compared with something that is not fixed")
        }
    }

    private func marking(_ condition: ProcessingExpression, marks: Mark) throws(Obstacle) -> Marking {
        let operands = condition.operands
        guard operands.count == 2, operands.count(where: isResponse) == 1 else {
            throw Obstacle("the condition \(condition.name) is not a comparison with the response")
        }
        let other = isResponse(operands[0]) ? operands[1] : operands[0]
        switch condition.name {
        case "match": return try exact(try key(other), isCaseSensitive: true, marks: marks)
        case "string-match":
            guard QTINumber.boolean(condition["substring"] ?? "false") == false,
                let isCaseSensitive = QTINumber.boolean(condition["case-sensitive"] ?? "")
            else { throw Obstacle("a part of the text is looked for") }
            return try exact(try key(other), isCaseSensitive: isCaseSensitive, marks: marks)
        case "equal":
            let tolerance = try QTITolerance(condition, responseIsFirst: isResponse(operands[0]))
            guard let value = try key(other).first else { throw Obstacle("the item declares no correct response") }
            return .near(value, tolerance, marks: marks)
        default: throw Obstacle("the condition \(condition.name) is not known to any rule here")
        }
    }

    private func exact(_ key: [String], isCaseSensitive: Bool, marks: Mark) throws(Obstacle) -> Marking {
        guard response.baseType?.isNumeric == true, response.cardinality == .single else {
            return .exact(key, isCaseSensitive: isCaseSensitive, marks: marks)
        }
        guard let value = key.first, key.count == 1 else { throw Obstacle("the item declares no correct response") }
        return .near(value, QTITolerance(), marks: marks)
    }

    private func correct() throws(Obstacle) -> [String] {
        guard let correct = response.correct?.map(\.text), !correct.isEmpty else {
            throw Obstacle("the item declares no correct response")
        }
        return correct
    }

    /// The mapping, when nothing gains nothing: our rule maps no response to 0 and then applies the bounds, while the
    /// template does not.
    private func mapping() throws(Obstacle) -> Mapping {
        guard let mapping = response.mapping else { throw Obstacle("the item declares no mapping") }
        let lower = try mapping.lowerBound.map(number) ?? .zero
        let upper = try mapping.upperBound.map(number) ?? .zero
        guard lower <= .zero, upper >= .zero else { throw Obstacle("no response at all would gain marks") }
        return mapping
    }

    private func number(_ text: String) throws(Obstacle) -> Mark {
        guard let mark = QTINumber.mark(text) else { throw Obstacle("the number \(text.prefix(40)) is out of range") }
        return mark
    }

    // MARK: - Rows

    /// The form in which we write extended matching: one outcome a pair, and SCORE as their sum.
    private func rows(_ rules: [ProcessingRule]) -> [Row]? {
        guard rules.count > 1, let last = rules.last, let sum = scoreValue(of: [last]), sum.name == "sum" else {
            return nil
        }
        var rows: [Row] = []
        for rule in rules.dropLast() {
            guard let row = row(rule) else { return nil }
            rows.append(row)
        }
        let summed = sum.operands.map { $0.name == "variable" ? $0["identifier"] : nil }
        let isWhole = summed == rows.map(\.outcome) && Set(rows.map(\.outcome)).count == rows.count
        return isWhole && Set(rows.map(\.row)).count == rows.count ? rows : nil
    }

    private func row(_ rule: ProcessingRule) -> Row? {
        guard case .condition(let branches, let otherwise) = rule, branches.count == 1, branches[0].rules.count == 1,
            otherwise.count == 1, case .set(.outcomeValue, let outcome, let gain) = branches[0].rules[0],
            case .set(.outcomeValue, outcome, let loss) = otherwise[0], outcome != "SCORE",
            gain.name == "base-value", loss.name == "base-value", QTINumber.mark(loss.text) == .zero,
            let marks = QTINumber.mark(gain.text), marks > .zero
        else { return nil }
        let condition = branches[0].condition
        guard condition.name == "member", condition.operands.count == 2, isResponse(condition.operands[1]),
            condition.operands[0].name == "base-value", let pair = QTIValue.pair(condition.operands[0].text)
        else { return nil }
        return Row(outcome: outcome, row: pair.first, column: pair.second, marks: marks)
    }
}

/// Why an item is more than our kinds and rules can hold.
struct Obstacle: Error, Hashable {
    let message: String

    init(_ message: String) { self.message = message }
}
