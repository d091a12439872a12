/// Response processing that the standard has a name for.
///
/// Items name a template by address; the last part of it says which, whatever server and ending stand around it, and
/// nothing is ever fetched.
///
/// Source: QTI 3.0, response-processing templates `match_correct`, `map_response` and `map_response_point`; Common
/// Cartridge's `CC2_match`, `CC2_match_basic` and `CC2_map_response` as 1EdTech's package example ships them.
public enum StandardTemplate: String, Hashable, Sendable, CaseIterable {
    case matchCorrect = "match_correct"
    case mapResponse = "map_response"
    case mapResponsePoint = "map_response_point"
    case cartridgeMatch = "CC2_match"
    case cartridgeMatchBasic = "CC2_match_basic"
    case cartridgeMapResponse = "CC2_map_response"

    /// The name in an address: what follows the last slash, without an ending `.xml`.
    public static func name(in address: String) -> String {
        let last = address.trimmed.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        return last.lowercased().hasSuffix(".xml") ? String(last.dropLast(4)) : last
    }

    /// The rules that the name stands for.
    public var rules: [ProcessingRule] {
        switch self {
        case .matchCorrect, .cartridgeMatch:
            [Self.decide(Self.isCorrect, [Self.score(Self.float("1"))], [Self.score(Self.float("0"))])]
        case .mapResponse: [Self.mapped("map-response")]
        case .mapResponsePoint: [Self.mapped("map-response-point")]
        case .cartridgeMatchBasic:
            [
                Self.decide(
                    Self.isCorrect,
                    [Self.score(Self.variable("MAXSCORE")), Self.feedback("FEEDBACKBASIC", "correct")],
                    [Self.feedback("FEEDBACKBASIC", "incorrect")]
                )
            ]
        case .cartridgeMapResponse:
            [
                Self.mapped("map-response"),
                Self.decide(
                    ProcessingExpression(
                        "equal",
                        ["tolerance-mode": "exact"],
                        [Self.variable("MAXSCORE"), Self.variable("SCORE")]
                    ),
                    [Self.feedback("FEEDBACK", "correct")],
                    [Self.feedback("FEEDBACK", "incorrect")]
                ),
            ]
        }
    }

    private static let isCorrect = ProcessingExpression(
        "match",
        [:],
        [variable("RESPONSE"), ProcessingExpression("correct", ["identifier": "RESPONSE"])]
    )

    private static func variable(_ name: String) -> ProcessingExpression {
        ProcessingExpression("variable", ["identifier": name])
    }

    private static func float(_ text: String) -> ProcessingExpression {
        ProcessingExpression("base-value", ["base-type": "float"], text: text)
    }

    private static func score(_ value: ProcessingExpression) -> ProcessingRule {
        .set(.outcomeValue, identifier: "SCORE", value)
    }

    private static func feedback(_ name: String, _ value: String) -> ProcessingRule {
        .set(
            .outcomeValue,
            identifier: name,
            ProcessingExpression("base-value", ["base-type": "identifier"], text: value)
        )
    }

    private static func decide(
        _ condition: ProcessingExpression,
        _ rules: [ProcessingRule],
        _ otherwise: [ProcessingRule]
    ) -> ProcessingRule {
        .condition([ProcessingRule.Branch(condition, rules)], otherwise: otherwise)
    }

    private static func mapped(_ name: String) -> ProcessingRule {
        decide(
            ProcessingExpression("is-null", [:], [variable("RESPONSE")]),
            [score(float("0"))],
            [score(ProcessingExpression(name, ["identifier": "RESPONSE"]))]
        )
    }
}
