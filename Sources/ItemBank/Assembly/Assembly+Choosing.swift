import Assessment
import Solver

extension Assembly {
    /// Chooses a paper: exactly, on all rules together.
    ///
    /// First the rules alone decide whether there is a paper. Then the distance from the middles of the targets is
    /// made small, and last the items are drawn by the seed as evenly over the pool as rules and distance leave room.
    /// `isCancelled` is asked often; when it says yes, the call ends as if the budget were spent.
    ///
    /// - Throws: ``Refusal`` when the wishes contradict each other before any choice.
    public func choose(isCancelled: @escaping () -> Bool = { false }) throws(Refusal) -> AssemblyOutcome {
        try check()
        let pool = AssemblyPool(self)
        let rules = RuleProgram(self, pool: pool)
        switch try solve(rules.program, isCancelled: isCancelled) {
        case .infeasible(let conflict):
            let search = RuleConflictSearch(self, rules: rules, isCancelled: isCancelled)
            return .conflict(search.conflict(within: conflict))
        case .undecided: return .undecided
        case .optimal(let solution), .feasible(let solution, _, _):
            let taken = rules.groups.entries(taking: solution.values)
            return .plan(try plan(from: taken, in: pool, isCancelled: isCancelled))
        }
    }

    /// The best plan that the budget allows; `fallback` meets the rules already.
    private func plan(
        from fallback: [Int],
        in pool: AssemblyPool,
        isCancelled: @escaping () -> Bool
    ) throws(Refusal) -> AssemblyPlan {
        let middles = PlanProgram(self, pool: pool, aim: .middles)
        let outcome = try solve(middles.program, isCancelled: isCancelled)
        var taken = fallback
        var least = 0
        switch outcome {
        case .optimal(let solution):
            taken = middles.groups.entries(taking: solution.values)
            least = solution.objective
        case .feasible(let solution, let bound, _):
            taken = middles.groups.entries(taking: solution.values)
            least = bound
        case .undecided(let bound): least = bound
        case .infeasible: preconditionFailure("two forms of the same rules disagree")
        }
        let distance = distance(of: taken.map { pool.entries[$0].candidate })
        let share = Double(taken.count) / Double(max(1, pool.entries.count))
        let spread = PlanProgram(self, pool: pool, aim: .spread(distance: distance, first: share))
        // A draw need not be the very best one: a tenth of a level an item cannot be seen.
        var budget = budget
        budget.acceptableGap = taken.count / 10
        if let solution = try solve(spread.program, budget: budget, isCancelled: isCancelled).solution {
            taken = spread.groups.entries(taking: solution.values)
        }
        return plan(taking: taken, from: pool, leastDistance: max(0, least))
    }

    private func plan(taking entries: [Int], from pool: AssemblyPool, leastDistance: Int) -> AssemblyPlan {
        let chosen = entries.map { pool.entries[$0].candidate }
        let distance = distance(of: chosen)
        return AssemblyPlan(
            chosen: chosen,
            added: chosen.filter { !kept.contains($0.version) },
            coverage: blueprint.coverage(of: chosen),
            objective: .init(distance: distance, leastDistance: min(leastDistance, distance))
        )
    }

    /// Items that size and targets are away from the whole numbers nearest to their middles, added up.
    func distance(of chosen: [AssemblyCandidate]) -> Int {
        let size = blueprint.size
        let middle = size.minimum + size.maximum
        var sum = max(0, middle / 2 - chosen.count, chosen.count - (middle + 1) / 2)
        let counts = blueprint.coverage(of: chosen).targets.map(\.have)
        for (target, count) in zip(blueprint.targets, counts) {
            guard let minimum = target.minimum, let maximum = target.maximum else { continue }
            if target.unit == .percent, !size.isFixed {
                sum += abs(200 * count - (minimum + maximum) * chosen.count) / 200
                continue
            }
            let need = target.need(inPaperOf: chosen.count)
            let ends = need.minimum + (need.maximum ?? need.minimum)
            sum += max(0, ends / 2 - count, count - (ends + 1) / 2)
        }
        return sum
    }

    func solve(
        _ program: IntegerProgram,
        budget: Budget? = nil,
        isCancelled: @escaping () -> Bool
    ) throws(Refusal) -> Outcome {
        do {
            return try program.solve(seed: seed, budget: budget ?? self.budget, isCancelled: isCancelled)
        } catch {
            throw .tooLarge
        }
    }
}
