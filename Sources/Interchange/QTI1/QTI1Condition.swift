/// What a response must be for a part of the processing to act.
///
/// Source: IMS QTI ASI 1.2, section 4.6 (`conditionvar`).
indirect enum QTI1Condition {
    case all([QTI1Condition])
    case any([QTI1Condition])
    case not(QTI1Condition)
    /// The response is, or holds, this value.
    case equal(response: String, value: String, isCaseSensitive: Bool)
    /// The response as a number lies on this side of the value, rim included.
    case atLeast(response: String, value: String)
    case atMost(response: String, value: String)
    case unanswered(response: String)
    /// True when no condition before it was.
    case other

    /// Reads the children of a `conditionvar`, which must all hold.
    init(_ element: XMLElement, budget: inout Int) throws(Obstacle) {
        var parts: [QTI1Condition] = []
        for child in element.elements where child.local != "var_extension" {
            parts.append(try Self.part(child, budget: &budget))
        }
        self = parts.count == 1 ? parts[0] : .all(parts)
    }

    private static func part(_ element: XMLElement, budget: inout Int) throws(Obstacle) -> QTI1Condition {
        budget -= 1
        guard budget > 0 else { throw Obstacle("the processing has more conditions than anybody writes") }
        let response = element.attribute("respident")?.trimmed ?? ""
        let value = element.text.trimmed
        switch element.local {
        case "and": return .all(try parts(element, budget: &budget))
        case "or": return .any(try parts(element, budget: &budget))
        case "not": return .not(.all(try parts(element, budget: &budget)))
        case "varequal":
            guard element.attribute("index") == nil else { throw Obstacle("the order of a response counts") }
            let isCaseSensitive = element.attribute("case")?.lowercased() == "yes"
            return .equal(response: response, value: value, isCaseSensitive: isCaseSensitive)
        case "vargte": return .atLeast(response: response, value: value)
        case "varlte": return .atMost(response: response, value: value)
        case "unanswered": return .unanswered(response: response)
        case "other": return .other
        default: throw Obstacle("the condition \(element.local.prefix(40)) is not known to any rule here")
        }
    }

    private static func parts(_ element: XMLElement, budget: inout Int) throws(Obstacle) -> [QTI1Condition] {
        var parts: [QTI1Condition] = []
        for child in element.elements { parts.append(try part(child, budget: &budget)) }
        return parts
    }

    /// Whether it holds for `given`, the values of each response; `before` says whether a condition before it did.
    func holds(_ given: [String: Set<String>], before: Bool) -> Bool {
        switch self {
        case .all(let parts): return parts.allSatisfy { $0.holds(given, before: before) }
        case .any(let parts): return parts.contains { $0.holds(given, before: before) }
        case .not(let part): return !part.holds(given, before: before)
        case .equal(let response, let value, let isCaseSensitive):
            let values = given[response] ?? []
            return values.contains(value)
                || (!isCaseSensitive && values.contains { $0.lowercased() == value.lowercased() })
        // Numbers are never tried one by one; their form is looked at instead.
        case .atLeast, .atMost: return false
        case .unanswered(let response): return given[response]?.isEmpty ?? true
        case .other: return !before
        }
    }

    /// Every comparison of equality in it.
    var comparisons: [(response: String, value: String, isCaseSensitive: Bool)] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
        case .not(let part): part.comparisons
        case .equal(let response, let value, let isCaseSensitive): [(response, value, isCaseSensitive)]
        case .atLeast, .atMost, .unanswered, .other: []
        }
    }

    var comparesNumbers: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.comparesNumbers)
        case .not(let part): part.comparesNumbers
        case .atLeast, .atMost: true
        case .equal, .unanswered, .other: false
        }
    }
}
