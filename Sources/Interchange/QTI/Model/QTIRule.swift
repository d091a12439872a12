public import Assessment

/// An expression of the processing language: an operator, its settings and its operands.
public struct QTIExpression: Hashable, Sendable {
    /// The operator in our spelling, such as `map-response`.
    public var name: String
    public var attributes: [MarkupAttribute]
    public var operands: [QTIExpression]
    /// The text of a base value.
    public var text: String
    public var line: Int

    public subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    /// Every expression in this one, itself first.
    var all: [QTIExpression] { [self] + operands.flatMap(\.all) }
}

/// A rule of response or template processing.
public indirect enum QTIRule: Hashable, Sendable {
    case condition([Branch], otherwise: [QTIRule])
    /// Sets an outcome, template, default or correct value; `verb` is the element's name.
    case set(verb: String, identifier: String, QTIExpression)
    case lookup(identifier: String, QTIExpression)
    /// Sets a variable back to its default; not of the standard, but known to engines.
    case reset(String)
    case constraint(QTIExpression)
    case exit
    case fragment([QTIRule])
    /// Rules that stand in another file.
    case include(String)

    public struct Branch: Hashable, Sendable {
        public var condition: QTIExpression
        public var rules: [QTIRule]
    }

    /// Every rule in this one, itself first.
    var all: [QTIRule] {
        switch self {
        case .condition(let branches, let otherwise):
            [self] + branches.flatMap { $0.rules.flatMap(\.all) } + otherwise.flatMap(\.all)
        case .fragment(let rules): [self] + rules.flatMap(\.all)
        case .set, .lookup, .reset, .constraint, .exit, .include: [self]
        }
    }

    /// The expressions at the top of this rule, without those of rules inside it.
    var expressions: [QTIExpression] {
        switch self {
        case .condition(let branches, _): branches.map(\.condition)
        case .set(_, _, let expression), .lookup(_, let expression), .constraint(let expression): [expression]
        case .reset, .exit, .fragment, .include: []
        }
    }
}

/// What is done with a response: a template of the standard by its name, or rules.
public struct QTIProcessing: Hashable, Sendable {
    /// The last part of the template's address without its ending, such as `match_correct`; addresses differ between
    /// versions and publishers and are never fetched.
    public var template: String?
    public var rules: [QTIRule]
    public var line: Int
}

/// Reads the processing language into our tree; an operator it does not know is a reason to refuse the item.
///
/// Source: rule I4 of the threat model; QTI 3.0 information model, sections on processing.
struct QTIRuleReader {
    var problems: [Finding] = []

    mutating func processing(_ element: MarkupElement) -> QTIProcessing {
        let address = element["template"]?.trimmed ?? ""
        var name = PackagePath.fileName(address)
        if name.lowercased().hasSuffix(".xml") { name = String(name.dropLast(4)) }
        return QTIProcessing(
            template: address.isEmpty ? nil : name,
            rules: rules(element.elements),
            line: element.line
        )
    }

    mutating func rules(_ elements: [MarkupElement]) -> [QTIRule] {
        var rules: [QTIRule] = []
        for element in elements {
            if let rule = rule(element) { rules.append(rule) }
        }
        return rules
    }

    private mutating func rule(_ element: MarkupElement) -> QTIRule? {
        guard element.isQTI else {
            return include(element)
        }
        switch element.name {
        case "response-condition", "template-condition", "outcome-condition": return condition(element)
        case "set-default-value" where element.elements.isEmpty: return .reset(element["identifier"]?.trimmed ?? "")
        case "set-outcome-value", "set-template-value", "set-correct-response", "set-default-value",
            "set-response-value":
            guard let (identifier, expression) = target(element) else { return nil }
            return .set(verb: element.name, identifier: identifier, expression)
        case "lookup-outcome-value":
            guard let (identifier, expression) = target(element) else { return nil }
            return .lookup(identifier: identifier, expression)
        case "template-constraint":
            guard let expression = operands(of: element, 1...1).first else { return nil }
            return .constraint(expression)
        case "exit-response", "exit-template", "exit-test": return .exit
        case "response-processing-fragment", "outcome-processing-fragment": return .fragment(rules(element.elements))
        default:
            refuse("qti.rule", "\(element.name) is no rule", at: element)
            return nil
        }
    }

    private mutating func include(_ element: MarkupElement) -> QTIRule? {
        guard element.namespace == "http://www.w3.org/2001/XInclude", let address = element["href"] else {
            refuse("qti.rule", "\(element.name) is no rule", at: element)
            return nil
        }
        return .include(address)
    }

    private mutating func condition(_ element: MarkupElement) -> QTIRule? {
        let stem = element.name.replacing("-condition", with: "")
        var branches: [QTIRule.Branch] = []
        var otherwise: [QTIRule]?
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
                        QTIRule.Branch(condition: condition, rules: rules(Array(part.elements.dropFirst())))
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

    private mutating func target(_ element: MarkupElement) -> (String, QTIExpression)? {
        guard let identifier = element["identifier"]?.trimmed, !identifier.isEmpty else {
            refuse("qti.identifier", "\(element.name) names nothing to set", at: element)
            return nil
        }
        guard let expression = operands(of: element, 1...1).first else { return nil }
        return (identifier, expression)
    }

    private mutating func operands(of element: MarkupElement, _ count: ClosedRange<Int>) -> [QTIExpression] {
        let parts = element.elements
        if !count.contains(parts.count) {
            refuse("qti.operands", "\(element.name) has \(parts.count) operands", at: element)
        }
        var operands: [QTIExpression] = []
        for part in parts {
            if let operand = expression(part) { operands.append(operand) }
        }
        return operands
    }

    mutating func expression(_ element: MarkupElement) -> QTIExpression? {
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
        return QTIExpression(
            name: element.name,
            attributes: element.attributes,
            operands: operands,
            text: element.name == "base-value" ? element.text : "",
            line: element.line
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
