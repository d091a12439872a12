/// A rule of response, template or outcome processing.
public indirect enum ProcessingRule: Hashable, Sendable {
    case condition([Branch], otherwise: [ProcessingRule])
    /// Sets a value, the default or the correct response of a variable.
    case set(Target, identifier: String, ProcessingExpression)
    /// Sets an outcome to what its table gives for a number.
    case lookup(identifier: String, ProcessingExpression)
    /// Sets a variable back to its default; not of the standard, but known to engines.
    case reset(String)
    /// Draws all over again unless it is true.
    case constraint(ProcessingExpression)
    case exit
    case fragment([ProcessingRule])
    /// Rules that stand in another file.
    case include(String)

    /// What of a variable is set, by the element that says so.
    public enum Target: String, Hashable, Sendable, CaseIterable {
        case outcomeValue = "set-outcome-value"
        case templateValue = "set-template-value"
        case correctResponse = "set-correct-response"
        case defaultValue = "set-default-value"
        /// Not of the standard, but known to engines.
        case responseValue = "set-response-value"
    }

    public struct Branch: Hashable, Sendable {
        public var condition: ProcessingExpression
        public var rules: [ProcessingRule]

        public init(_ condition: ProcessingExpression, _ rules: [ProcessingRule]) {
            self.condition = condition
            self.rules = rules
        }
    }

    /// Every rule in this one, itself first.
    public var all: [ProcessingRule] {
        switch self {
        case .condition(let branches, let otherwise):
            [self] + branches.flatMap { $0.rules.flatMap(\.all) } + otherwise.flatMap(\.all)
        case .fragment(let rules): [self] + rules.flatMap(\.all)
        case .set, .lookup, .reset, .constraint, .exit, .include: [self]
        }
    }

    /// The variable that this rule sets, without those that rules inside it set.
    public var target: String? {
        switch self {
        case .set(_, let identifier, _), .lookup(let identifier, _), .reset(let identifier): identifier
        case .condition, .constraint, .exit, .fragment, .include: nil
        }
    }

    /// The expressions at the top of this rule, without those of rules inside it.
    public var expressions: [ProcessingExpression] {
        switch self {
        case .condition(let branches, _): branches.map(\.condition)
        case .set(_, _, let expression), .lookup(_, let expression), .constraint(let expression): [expression]
        case .reset, .exit, .fragment, .include: []
        }
    }
}
