import Assessment
import Solver

extension Assembly {
    /// Chooses a paper: exactly, on all rules together.
    ///
    /// The distance from the middles of the targets is made small, then the items are drawn by the seed as evenly over
    /// the pool as rules and distance leave room. Where that is not quickly done, the rules alone decide first.
    /// `isCancelled` is asked often; when it says yes, the call ends as if the budget were spent.
    ///
    /// - Throws: ``Refusal`` when the wishes contradict each other before any choice.
    public func choose(isCancelled: @escaping () -> Bool = { false }) throws(Refusal) -> AssemblyOutcome {
        try check()
        let pool = AssemblyPool(self)
        let groups = CandidateGroups(pool, minding: blueprint.meanFacility != nil)
        let search = PlanSearch(self, pool: pool, groups: groups, isCancelled: isCancelled)
        if let plan = try search.plan() { return .plan(plan) }
        let rules = RuleProgram(self, pool: pool, groups: groups)
        switch try solve(rules.program, isCancelled: isCancelled) {
        case .infeasible(let conflict):
            let search = RuleConflictSearch(self, rules: rules, isCancelled: isCancelled)
            return .conflict(search.conflict(within: conflict))
        case .undecided: return .undecided
        case .optimal(let solution), .feasible(let solution, _, _):
            return .plan(try search.plan(from: groups.entries(taking: solution.values)))
        }
    }

    /// Solves with the assembly's seed, or one that lies `offset` behind it.
    func solve(
        _ program: IntegerProgram,
        budget: Budget? = nil,
        offset: UInt64 = 0,
        isCancelled: @escaping () -> Bool
    ) throws(Refusal) -> Outcome {
        do {
            return try program.solve(seed: seed &+ offset, budget: budget ?? self.budget, isCancelled: isCancelled)
        } catch {
            throw .tooLarge
        }
    }
}
