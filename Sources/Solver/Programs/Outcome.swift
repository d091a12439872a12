/// What the search found out about a program.
///
/// Each case is proven in whole numbers, never by rounding.
public enum Outcome: Hashable, Sendable {
    /// No assignment has a better objective.
    case optimal(Solution)
    /// A valid assignment; no assignment has an objective better than `bound`, and `gap` is the distance to it.
    case feasible(Solution, bound: Int, gap: Int)
    /// No assignment meets all limits.
    case infeasible(Conflict)
    /// The budget ended first; if there is a solution, its objective is not better than `bound`.
    case undecided(bound: Int)

    /// The assignment found, if any.
    public var solution: Solution? {
        switch self {
        case .optimal(let solution), .feasible(let solution, _, _): solution
        case .infeasible, .undecided: nil
        }
    }
}

/// One whole number a variable, meeting every limit, and the objective of these numbers.
public struct Solution: Hashable, Sendable {
    public let values: [Int]
    public let objective: Int
}

/// Limits that no assignment within the variables' ranges can meet together.
public struct Conflict: Hashable, Sendable {
    /// In the order of the constraints.
    public let limits: [IntegerProgram.Limit]
    /// Whether leaving out any one of the limits is proven to make the rest satisfiable.
    ///
    /// `false` when the budget ended before every limit was tried; the set conflicts all the same.
    public let isIrreducible: Bool

    /// Labels of the conflicting constraints, each once.
    public var labels: [String] {
        var seen: Set<String> = []
        return limits.map(\.label).filter { seen.insert($0).inserted }
    }
}
