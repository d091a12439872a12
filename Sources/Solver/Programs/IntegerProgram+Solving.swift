extension IntegerProgram {
    /// Decides the program: the best solution, a good one with a bound, or the limits that contradict each other.
    ///
    /// The same program, seed and budget give the same outcome. The seed picks among equally good solutions.
    /// An infeasible program's conflict is searched for with what is left of the budget.
    ///
    /// `isCancelled` is asked at every node and every few simplex steps; when it says yes, the search ends as if the
    /// budget were spent.
    ///
    /// - Throws: The first of ``problems()``.
    public func solve(
        seed: UInt64,
        budget: Budget = .standard,
        isCancelled: @escaping () -> Bool = { false }
    ) throws(Problem) -> Outcome {
        if let problem = problems().first { throw problem }
        return outcome(seed: seed, meter: Meter(budget, isCancelled: isCancelled)).outcome
    }

    /// As ``solve(seed:budget:isCancelled:)``, for a program without problems; also returns what was spent.
    func outcome(seed: UInt64, meter: Meter) -> (outcome: Outcome, meter: Meter) {
        var search = Search(Model(self), seed: seed, meter: meter)
        let end = search.run()
        let sign = sense == .minimise ? 1 : -1
        if let incumbent = search.incumbent {
            let solution = Solution(values: incumbent.values, objective: sign * incumbent.objective)
            let gap = incumbent.objective - search.bound
            let outcome: Outcome =
                gap == 0 ? .optimal(solution) : .feasible(solution, bound: sign * search.bound, gap: gap)
            return (outcome, search.meter)
        }
        guard end == .finished else { return (.undecided(bound: sign * search.bound), search.meter) }
        var conflicts = ConflictSearch(self, seed: seed, meter: search.meter)
        return (.infeasible(conflicts.run()), conflicts.meter)
    }
}
