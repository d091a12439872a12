extension IntegerProgram {
    /// Why a program cannot be decided exactly in machine words.
    public enum Problem: Error, Hashable, Sendable {
        /// Sums of this constraint may leave ±2^60.
        case constraintTooLarge(label: String)
        /// The objective may leave ±2^60.
        case objectiveTooLarge
    }

    /// Everything that keeps this program from being solved; empty for a sound one.
    ///
    /// The size limit makes every sum that the search forms fit a word, so that no result rests on wrapped or
    /// rounded numbers.
    public func problems() -> [Problem] {
        var problems: [Problem] = []
        for constraint in constraints {
            let sides = [constraint.atLeast, constraint.atMost].compactMap(\.self)
            let reach = Self.reach(of: constraint.terms.map { ($0.coefficient, variables[$0.variable].range) })
            let isSmall = sides.allSatisfy { $0.magnitude <= Self.largest }
            if !isSmall || reach == nil { problems.append(.constraintTooLarge(label: constraint.label)) }
        }
        if Self.reach(of: variables.map { ($0.objective, $0.range) }) == nil { problems.append(.objectiveTooLarge) }
        return problems
    }

    static var largest: UInt { 1 << 60 }

    /// Largest magnitude of the sum, or `nil` when it exceeds ``largest``; zeros count as ones.
    private static func reach(of summands: [(coefficient: Int, range: ClosedRange<Int>)]) -> UInt? {
        var total: UInt = 0
        for (coefficient, range) in summands {
            let extent = max(1, range.lowerBound.magnitude, range.upperBound.magnitude)
            guard extent <= largest else { return nil }
            let (product, overflows) = coefficient.magnitude.multipliedReportingOverflow(by: extent)
            guard !overflows, product <= largest else { return nil }
            total += product
            guard total <= largest else { return nil }
        }
        return total
    }
}
