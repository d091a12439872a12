/// What the processing of a test knows of one of its items.
public struct TestItemResult: Hashable, Sendable {
    /// The identifier of the item's place in the test.
    public var identifier: String
    /// The sections that hold it, outer and inner.
    public var sections: Set<String>
    public var categories: Set<String>
    public var weights: [String: Double]
    /// Outcome, response and session variables by name.
    public var outcomes: [String: VariableValue]
    public var normalMaximum: [String: Double]
    public var normalMinimum: [String: Double]
    public var isPresented: Bool
    public var isAttempted: Bool
    /// Whether any response is more than NULL.
    public var isResponded: Bool
    /// Whether every response is the correct one; `nil` where the item does not say which is.
    public var isCorrect: Bool?

    public init(
        _ identifier: String,
        sections: Set<String> = [],
        categories: Set<String> = [],
        weights: [String: Double] = [:],
        outcomes: [String: VariableValue] = [:],
        normalMaximum: [String: Double] = [:],
        normalMinimum: [String: Double] = [:],
        isPresented: Bool = true,
        isAttempted: Bool = true,
        isResponded: Bool = true,
        isCorrect: Bool? = nil
    ) {
        self.identifier = identifier
        self.sections = sections
        self.categories = categories
        self.weights = weights
        self.outcomes = outcomes
        self.normalMaximum = normalMaximum
        self.normalMinimum = normalMinimum
        self.isPresented = isPresented
        self.isAttempted = isAttempted
        self.isResponded = isResponded
        self.isCorrect = isCorrect
    }

    func weight(_ name: String) -> Double { weights[name] ?? 1 }
}
