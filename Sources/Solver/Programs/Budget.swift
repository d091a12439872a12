/// How much a search may spend.
///
/// Counted in work, not in time, so that a seed gives the same result on a slow machine as on a fast one.
public struct Budget: Hashable, Sendable {
    /// Subproblems looked at.
    public var nodes: Int
    /// Simplex steps; with 50 constraints and 20,000 variables one step is about a tenth of a millisecond.
    public var pivots: Int
    /// A solution this close to the best possible objective ends the search; 0 asks for the optimum.
    public var acceptableGap: Int

    public init(nodes: Int, pivots: Int, acceptableGap: Int = 0) {
        self.nodes = nodes
        self.pivots = pivots
        self.acceptableGap = acceptableGap
    }

    /// Enough for a paper of some hundred items from a bank of 20,000.
    public static let standard = Budget(nodes: 20_000, pivots: 200_000)
}

/// Counts what a search spends of its budget and asks now and then whether it is still wanted.
struct Meter {
    let budget: Budget
    let isCancelled: () -> Bool
    private(set) var nodes = 0
    private(set) var pivots = 0
    private(set) var isSpent = false

    init(_ budget: Budget, isCancelled: @escaping () -> Bool) {
        self.budget = budget
        self.isCancelled = isCancelled
    }

    mutating func spendNode() -> Bool {
        guard !isSpent, nodes < budget.nodes, !isCancelled() else { return end() }
        nodes += 1
        return true
    }

    mutating func spendPivot() -> Bool {
        guard !isSpent, pivots < budget.pivots, pivots & 31 != 31 || !isCancelled() else { return end() }
        pivots += 1
        return true
    }

    /// Half of what is left, for one of several questions: a single hard one must not starve the others.
    func half() -> Meter {
        let share = Budget(nodes: (budget.nodes - nodes + 1) / 2, pivots: (budget.pivots - pivots + 1) / 2)
        return Meter(share, isCancelled: isCancelled)
    }

    mutating func absorb(_ other: Meter) {
        nodes += other.nodes
        pivots += other.pivots
        if nodes >= budget.nodes || pivots >= budget.pivots || isCancelled() { isSpent = true }
    }

    private mutating func end() -> Bool {
        isSpent = true
        return false
    }
}
