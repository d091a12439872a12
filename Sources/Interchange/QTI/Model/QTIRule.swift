import Assessment

/// What is done with a response: a template of the standard by its name, or rules.
struct QTIResponseProcessing: Hashable, Sendable {
    /// The last part of the template's address without its ending, such as `match_correct`; addresses differ between
    /// versions and publishers and are never fetched.
    var template: String?
    var rules: [ProcessingRule]
    var line: Int
}

/// Reads the processing language into our tree; an operator it does not know is a reason to refuse the item.
///
/// Source: rule I4 of the threat model; QTI 3.0 information model, sections on processing.
struct QTIRuleReader {
    var problems: [Finding] = []
    /// What rules set, with the line of the rule.
    private(set) var targets: [(identifier: String, line: Int)] = []

    mutating func processing(_ element: MarkupElement) -> QTIResponseProcessing {
        let addresses = [element["template"], element["template-location"]].compactMap { $0?.trimmed }
        let names = addresses.map(StandardTemplate.name).filter { !$0.isEmpty }
        return QTIResponseProcessing(
            template: names.first { StandardTemplate(rawValue: $0) != nil } ?? names.first,
            rules: rules(element.elements),
            line: element.line
        )
    }

    mutating func rules(_ elements: [MarkupElement]) -> [ProcessingRule] {
        var rules: [ProcessingRule] = []
        for element in elements {
            if let rule = rule(element) { rules.append(rule) }
        }
        return rules
    }

    private mutating func rule(_ element: MarkupElement) -> ProcessingRule? {
        guard element.isQTI else {
            return include(element)
        }
        switch element.name {
        case "response-condition", "template-condition", "outcome-condition": return condition(element)
        case "set-default-value" where element.elements.isEmpty: return .reset(element["identifier"]?.trimmed ?? "")
        case "lookup-outcome-value":
            guard let (identifier, expression) = target(element) else { return nil }
            return .lookup(identifier: identifier, expression)
        case "template-constraint":
            guard let expression = operands(of: element, 1...1).first else { return nil }
            return .constraint(expression)
        case "exit-response", "exit-template", "exit-test": return .exit
        case "response-processing-fragment", "outcome-processing-fragment": return .fragment(rules(element.elements))
        default:
            guard let part = ProcessingRule.Target(rawValue: element.name) else {
                refuse("qti.rule", "\(element.name) is no rule", at: element)
                return nil
            }
            guard let (identifier, expression) = target(element) else { return nil }
            return .set(part, identifier: identifier, expression)
        }
    }

    private mutating func include(_ element: MarkupElement) -> ProcessingRule? {
        guard element.namespace == "http://www.w3.org/2001/XInclude", let address = element["href"] else {
            refuse("qti.rule", "\(element.name) is no rule", at: element)
            return nil
        }
        return .include(address)
    }

    private mutating func condition(_ element: MarkupElement) -> ProcessingRule? {
        let stem = element.name.replacing("-condition", with: "")
        var branches: [ProcessingRule.Branch] = []
        var otherwise: [ProcessingRule]?
        for (index, part) in element.elements.enumerated() {
            let isFirst = part.name == "\(stem)-if" && index == 0
            let isNext = part.name == "\(stem)-else-if" && index > 0 && otherwise == nil
            if isFirst || isNext {
                guard let first = part.elements.first else {
                    refuse("qti.condition", "\(part.name) has no condition", at: part)
                    continue
                }
                if let condition = expression(first) {
                    branches.append(
                        ProcessingRule.Branch(condition, rules(Array(part.elements.dropFirst())))
                    )
                }
            } else if part.name == "\(stem)-else", otherwise == nil {
                // An engine's own test files have a lone `else`; it says "always" and is read as that.
                otherwise = rules(part.elements)
            } else {
                refuse("qti.condition", "\(part.name) stands in the wrong place of a condition", at: part)
            }
        }
        if element.elements.isEmpty { refuse("qti.condition", "a condition is empty", at: element) }
        return .condition(branches, otherwise: otherwise ?? [])
    }

    private mutating func target(_ element: MarkupElement) -> (String, ProcessingExpression)? {
        guard let identifier = element["identifier"]?.trimmed, !identifier.isEmpty else {
            refuse("qti.identifier", "\(element.name) names nothing to set", at: element)
            return nil
        }
        guard let expression = operands(of: element, 1...1).first else { return nil }
        targets.append((identifier, element.line))
        return (identifier, expression)
    }

    private mutating func operands(of element: MarkupElement, _ count: ClosedRange<Int>) -> [ProcessingExpression] {
        let parts = element.elements
        if !count.contains(parts.count) {
            refuse("qti.operands", "\(element.name) has \(parts.count) operands", at: element)
        }
        var operands: [ProcessingExpression] = []
        for part in parts {
            if let operand = expression(part) { operands.append(operand) }
        }
        return operands
    }

    mutating func expression(_ element: MarkupElement) -> ProcessingExpression? {
        guard element.isQTI, let count = Self.operators[element.name] else {
            refuse("qti.operator", "\(element.name) is no operator of the processing language", at: element)
            return nil
        }
        // A custom operator may hold markup of its maker; what is no expression in it is not looked at. The other two
        // stand in no standard, but engines know them.
        let isCustom = ["custom-operator", "record", "lookup-table"].contains(element.name)
        let operands =
            isCustom
            ? element.elements.filter { $0.isQTI && Self.operators[$0.name] != nil }.compactMap { expression($0) }
            : operands(of: element, count)
        let settings = element.attributes.filter(\.namespace.isEmpty).map { ($0.name, $0.value) }
        return ProcessingExpression(
            element.name,
            Dictionary(settings, uniquingKeysWith: { first, _ in first }),
            text: element.name == "base-value" ? element.text : "",
            operands
        )
    }

    private mutating func refuse(_ code: String, _ message: String, at element: MarkupElement) {
        problems.append(Finding(code, message, line: element.line, column: element.column))
    }

    private static let any = 0...Int.max

    /// The operators and how many operands each takes.
    static let operators: [String: ClosedRange<Int>] = {
        let counts: [(String, ClosedRange<Int>)] = [
            (
                "base-value variable default correct map-response map-response-point null random-integer random-float"
                    + " math-constant test-variables number-correct number-incorrect number-presented number-responded"
                    + " number-selected outcome-maximum outcome-minimum", 0...0
            ),
            (
                "container-size is-null field-value random not truncate round round-to integer-to-float stats-operator"
                    + " inside", 1...1
            ),
            // One operand by the standard; engines also read the second from an operand instead of an attribute.
            ("index pattern-match", 1...2),
            (
                "member delete contains substring match string-match equal equal-rounded lt gt lte gte duration-lt"
                    + " duration-gte subtract divide power integer-divide integer-modulus", 2...2
            ),
            ("multiple ordered custom-operator repeat record lookup-table", any),
            ("and or any-n sum product max min gcd lcm math-operator", 1...Int.max),
        ]
        var table: [String: ClosedRange<Int>] = [:]
        for (names, count) in counts {
            for name in names.split(separator: " ") { table[String(name)] = count }
        }
        return table
    }()
}
