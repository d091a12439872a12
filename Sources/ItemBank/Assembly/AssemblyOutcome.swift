/// What assembly found out.
public enum AssemblyOutcome: Hashable, Sendable {
    case plan(AssemblyPlan)
    /// Proven: no set of items meets all rules.
    case conflict(AssemblyConflict)
    /// The budget ended before either was found.
    case undecided
}

/// A set of items that meets every rule.
public struct AssemblyPlan: Hashable, Sendable {
    /// By item id.
    public let chosen: [AssemblyCandidate]
    /// Those of ``chosen`` that were not kept.
    public let added: [AssemblyCandidate]
    public let coverage: Coverage
    public let objective: Objective

    /// How near the plan comes to the middles of the targets.
    public struct Objective: Hashable, Sendable {
        /// Items that the targets and the size are away from the nearest whole number to their middle, added up.
        public let distance: Int
        /// No plan has a smaller distance than this.
        public let leastDistance: Int

        public var isBest: Bool { distance == leastDistance }
    }
}

/// Why no set of items meets all rules, and what would help.
public struct AssemblyConflict: Hashable, Sendable {
    /// Limits that cannot be met together, in the order of the blueprint.
    ///
    /// Limits that belong together are left in one set: dropping any one makes the rest possible, as long as
    /// ``isIrreducible``.
    public let limits: [AssemblyLimit]
    public let isIrreducible: Bool
    /// Whether no smaller set of limits conflicts.
    public let isSmallest: Bool
    /// Without these, the limits could be met together.
    public let causes: Set<Cause>
    /// Changes that make a paper possible, the smallest first; each one changes other limits than those before.
    public let remedies: [AssemblyRemedy]

    public enum Cause: Hashable, Sendable { case kept, enemies }
}

/// One side of one rule.
public struct AssemblyLimit: Hashable, Sendable {
    public let rule: AssemblyRule
    public let side: Side
    /// Different items that the rule is about and that may be chosen at all; `nil` for the mean facility.
    public let available: Int?

    public enum Side: Hashable, Sendable { case minimum, maximum }
}

/// A rule that a paper may break only if people change it.
public enum AssemblyRule: Hashable, Sendable {
    case size
    /// Position in the blueprint's targets.
    case target(Int)
    case meanFacility
    /// How many resting items may be used.
    case resting
}

/// Changes of limits that together make a paper possible.
public struct AssemblyRemedy: Hashable, Sendable {
    /// In the order of the blueprint.
    public let changes: [Change]
    /// Whether it is proven that nothing smaller helps (for a later remedy: nothing that avoids the earlier ones).
    public let isSmallest: Bool
    /// Items of the paper that becomes possible.
    public let size: Int

    public struct Change: Hashable, Sendable {
        public let rule: AssemblyRule
        public let side: AssemblyLimit.Side
        /// By how much the limit gives way: items; for the mean facility thousandths.
        public let amount: Int
        /// What the limit is afterwards: items; for the mean facility thousandths.
        public let result: Int
    }
}
