/// Changes of limits that make a program feasible, with an assignment that then meets all of them.
public struct Relaxation: Hashable, Sendable {
    /// In the order of the constraints; empty when the program needs none.
    public let changes: [Change]
    /// Sum of the changes' amounts times their costs.
    public let cost: Int
    /// Whether nothing cheaper is proven to exist (for an alternative: nothing that avoids the earlier ones).
    public let isSmallest: Bool
    public let solution: Solution

    public struct Change: Hashable, Sendable {
        public let limit: IntegerProgram.Limit
        /// By how much the limit gives way, above 0.
        public let amount: Int

        /// The limit's amount after the change.
        public var relaxedAmount: Int {
            switch limit.side {
            case .atLeast: limit.amount - amount
            case .atMost: limit.amount + amount
            }
        }
    }
}

/// What was found out about making a program feasible.
public enum RelaxationOutcome: Hashable, Sendable {
    /// At least one; the cheapest first, each of the others changes other limits than those before.
    case relaxations([Relaxation])
    /// The limits that may not be changed contradict each other.
    case impossible(Conflict)
    /// The budget ended before any was found.
    case undecided
}
