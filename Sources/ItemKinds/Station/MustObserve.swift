public import Assessment

/// All marks when an action was observed in full, none for anything less.
///
/// Marks a row of the checklist that allows no part credit, such as checking for allergies before a drug is given.
/// Parameters: `{"observed":"done"}`. What a candidate's result is without it, the standard of the circuit decides, not
/// this rule. A row that was left unmarked gains nothing.
///
/// Source: AMEE Guide 81, part II (see `Station`), on critical items of a checklist.
public struct MustObserve: ScoringRule {
    public static let name = RuleName(rawValue: "must-observe")
    public static let version = 1

    private let marks: Mark
    private let observed: OptionID

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        observed = OptionID(rawValue: try fields.string("observed"))
        try fields.end()
    }

    public var key: ResponseValue? { .choices([observed]) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        [.option(observed, marks: marks), .remark(.mustObserve, [:])]
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .choice(let choice) = interaction, choice.maximum == 1 else {
            return ["the rule needs a choice of one anchor"]
        }
        return choice.options.contains { $0.id == observed } ? [] : ["the rule names an unknown anchor"]
    }

    public func mark(_ value: ResponseValue?) -> Marking { Marking(value == .choices([observed]) ? marks : .zero) }
}
