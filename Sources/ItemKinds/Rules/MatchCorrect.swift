public import Assessment

/// All marks for exactly the keyed response, none for any other.
///
/// Parameters: `{"key":["A"]}` for a choice, `{"key":[["S1","C"]]}` for a match (both compared as sets), or
/// `{"text":"…","caseSensitive":true}` for text.
///
/// Source: QTI 3.0, response processing template `match_correct`.
public struct MatchCorrect: ScoringRule {
    public static let name = RuleName(rawValue: "match-correct")
    public static let version = 1

    private let marks: Mark
    private let expected: Expected

    private enum Expected {
        case choices([OptionID])
        case pairs([ResponseValue.Pair])
        case text(String, isCaseSensitive: Bool)
    }

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        if let text = try fields.optionalString("text") {
            expected = .text(text, isCaseSensitive: try fields.bool("caseSensitive", default: true))
        } else {
            let elements = try fields.value("key").elements ?? []
            let choices = elements.compactMap(\.text)
            if choices.count == elements.count, !elements.isEmpty {
                expected = .choices(choices.map(OptionID.init(rawValue:)))
            } else {
                expected = .pairs(try elements.map(Self.pair))
            }
        }
        try fields.end()
        try checkKey()
    }

    private func checkKey() throws(FormatProblem) {
        let isEmpty =
            switch expected {
            case .choices(let choices): choices.isEmpty
            case .pairs(let pairs): pairs.isEmpty
            case .text(let text, _): text.isEmpty
            }
        if isEmpty { throw FormatProblem(path: "key", message: "must not be empty") }
    }

    private static func pair(_ json: JSONValue) throws(FormatProblem) -> ResponseValue.Pair {
        guard let elements = json.elements, elements.count == 2, let row = elements[0].text,
            let column = elements[1].text
        else { throw FormatProblem(path: "key", message: "a list of options or of pairs is needed") }
        return ResponseValue.Pair(row: OptionID(rawValue: row), column: OptionID(rawValue: column))
    }

    public var key: ResponseValue? {
        switch expected {
        case .choices(let choices): .choices(choices)
        case .pairs(let pairs): .pairs(pairs)
        case .text(let text, _): .text(text)
        }
    }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        guard case .text(_, isCaseSensitive: true) = expected else { return key?.keyLines ?? [] }
        return (key?.keyLines ?? []) + [.remark(.exactCase, [:])]
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard let key else { return [] }
        if interaction.isOrdered { return ["the rule does not see the order of what is given"] }
        do throws(Misfit) {
            try interaction.check(key)
            return []
        } catch {
            return ["the key does not fit the interaction (\(error.code))"]
        }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        let isRight =
            switch (expected, value) {
            case (.choices(let key), .choices(let given)): Set(key) == Set(given)
            case (.pairs(let key), .pairs(let given)): Set(key) == Set(given)
            case (.text(let key, true), .text(let given)): key == given
            case (.text(let key, false), .text(let given)): key.lowercased() == given.lowercased()
            default: false
            }
        return Marking(isRight ? marks : .zero)
    }
}
