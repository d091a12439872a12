public import Assessment

/// What the exam board decides about one position after the sitting; an event, so that results can be replayed.
public enum ItemDecision: Hashable, Sendable {
    /// The position counts as keyed; takes back an earlier decision.
    case keep
    /// The position counts for nobody.
    case exclude
    /// Everyone who was present gains all its marks.
    case creditAll
    /// These responses gain all marks of one outcome, besides the key.
    case accept(OutcomeID, ResponseValue)
    /// A person has looked at these responses and they gain nothing; takes back an earlier acceptance.
    case reject(OutcomeID, ResponseValue)
    /// This rule replaces the key of one outcome.
    case rekey(RuleUse)

    /// Reads one decision of format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let decision = try fields.string("decision")
        switch decision {
        case "keep": self = .keep
        case "exclude": self = .exclude
        case "credit-all": self = .creditAll
        case "accept", "reject":
            let outcome = OutcomeID(rawValue: try fields.string("outcome"))
            let response = try ResponseValue(json: try fields.value("response"), path: fields.at("response"))
            self = decision == "accept" ? .accept(outcome, response) : .reject(outcome, response)
        case "rekey": self = .rekey(try RuleUse(json: try fields.value("rule"), path: fields.at("rule")))
        default: throw FormatProblem(path: path, message: "unknown decision “\(decision)”")
        }
        try fields.end()
    }

    /// This decision in format 1.
    public var json: JSONValue {
        switch self {
        case .keep: ["decision": "keep"]
        case .exclude: ["decision": "exclude"]
        case .creditAll: ["decision": "credit-all"]
        case .accept(let outcome, let response):
            ["decision": "accept", "outcome": .string(outcome.rawValue), "response": response.json]
        case .reject(let outcome, let response):
            ["decision": "reject", "outcome": .string(outcome.rawValue), "response": response.json]
        case .rekey(let rule): ["decision": "rekey", "rule": rule.json]
        }
    }
}
