extension IntegerProgram {
    /// Finds the cheapest changes of limits that make the program feasible.
    ///
    /// Each changeable limit may give way by a whole amount; the weighted sum of these amounts is minimised and the
    /// program's own objective is ignored. An alternative leaves at least one limit untouched of every earlier
    /// relaxation, so that people get different ways out and not the same one with an addition.
    ///
    /// `alternatives` is how many relaxations to look for, and the budget is for all of them together; its acceptable
    /// gap is measured in cost. `cost` is the price of changing a limit by 1, above 0, or `nil` for a limit that must
    /// hold.
    ///
    /// - Throws: The first of the program's ``problems()``, or of the problems that room for the changes adds.
    public func relaxations(
        alternatives: Int = 1,
        seed: UInt64,
        budget: Budget = .standard,
        cost: (Limit) -> Int? = { _ in 1 },
        isCancelled: @escaping () -> Bool = { false }
    ) throws(Problem) -> RelaxationOutcome {
        if let problem = problems().first { throw problem }
        var elastic = ElasticProgram(self, cost: cost)
        if let problem = elastic.program.problems().first { throw problem }
        var meter = Meter(budget, isCancelled: isCancelled)
        var found: [Relaxation] = []
        while found.count < max(1, alternatives) {
            let result = elastic.program.outcome(seed: seed, meter: meter)
            meter = result.meter
            switch result.outcome {
            case .optimal(let solution): found.append(elastic.relaxation(from: solution, isSmallest: true))
            case .feasible(let solution, _, _): found.append(elastic.relaxation(from: solution, isSmallest: false))
            case .infeasible(let conflict) where found.isEmpty: return .impossible(elastic.original(conflict))
            case .undecided where found.isEmpty: return .undecided
            case .infeasible, .undecided: return .relaxations(found)
            }
            guard let last = found.last, !last.changes.isEmpty else { break }
            elastic.forbid(last)
        }
        return .relaxations(found)
    }
}

/// A program whose changeable limits give way at a cost.
private struct ElasticProgram {
    let original: IntegerProgram
    private(set) var program = IntegerProgram(.minimise)
    private var slacks: [Slack] = []
    /// Original constraint of each constraint.
    private var origin: [Int] = []

    private struct Slack {
        let limit: IntegerProgram.Limit
        let price: Int
        let variable: Int
        let most: Int
        /// Variable that is 1 when the limit gives way; made when first needed.
        var indicator: Int?
    }

    init(_ original: IntegerProgram, cost: (IntegerProgram.Limit) -> Int?) {
        self.original = original
        for variable in original.variables { _ = program.addVariable(in: variable.range) }
        let limits = Dictionary(grouping: original.limits, by: \.constraint)
        for (position, constraint) in original.constraints.enumerated() {
            var terms: [[IntegerProgram.Term]] = []
            for limit in limits[position] ?? [] {
                var slack: [IntegerProgram.Term] = []
                if let price = cost(limit), let most = original.excess(over: limit) {
                    precondition(price > 0, "the cost of a change must be above 0")
                    let variable = program.addVariable(in: 0...most, objective: price)
                    slacks.append(Slack(limit: limit, price: price, variable: variable, most: most))
                    slack = [.init(variable, times: limit.side == .atLeast ? 1 : -1)]
                }
                terms.append(slack)
            }
            if let least = constraint.atLeast, let most = constraint.atMost, least > most {
                // One sum cannot lie above `least` and below `most`, so each side gets a sum of its own.
                add(constraint, at: position, extra: terms[0], atLeast: least, atMost: nil)
                add(constraint, at: position, extra: terms[1], atLeast: nil, atMost: most)
            } else {
                let extra = terms.flatMap(\.self)
                add(constraint, at: position, extra: extra, atLeast: constraint.atLeast, atMost: constraint.atMost)
            }
        }
    }

    private mutating func add(
        _ constraint: IntegerProgram.Constraint,
        at position: Int,
        extra: [IntegerProgram.Term],
        atLeast: Int?,
        atMost: Int?
    ) {
        program.require(constraint.label, constraint.terms + extra, atLeast: atLeast, atMost: atMost)
        origin.append(position)
    }

    func relaxation(from solution: Solution, isSmallest: Bool) -> Relaxation {
        let values = Array(solution.values.prefix(original.variables.count))
        var changes: [Relaxation.Change] = []
        var cost = 0
        for slack in slacks where solution.values[slack.variable] > 0 {
            // Short of the optimum a slack may be larger than the assignment needs.
            let amount = original.shortfall(of: values, from: slack.limit)
            guard amount > 0 else { continue }
            changes.append(Relaxation.Change(limit: slack.limit, amount: amount))
            cost += slack.price * amount
        }
        return Relaxation(
            changes: changes,
            cost: cost,
            isSmallest: isSmallest,
            solution: Solution(values: values, objective: original.objective(of: values))
        )
    }

    /// Excludes every relaxation that changes all the limits that `relaxation` changes.
    mutating func forbid(_ relaxation: Relaxation) {
        let limits = Set(relaxation.changes.map(\.limit))
        var indicators: [IntegerProgram.Term] = []
        for index in slacks.indices where limits.contains(slacks[index].limit) {
            let indicator: Int
            if let known = slacks[index].indicator {
                indicator = known
            } else {
                indicator = program.addVariable()
                slacks[index].indicator = indicator
                let terms = [
                    IntegerProgram.Term(indicator, times: slacks[index].most),
                    .init(slacks[index].variable, times: -1),
                ]
                program.require(slacks[index].limit.label, terms, atLeast: 0)
            }
            indicators.append(.init(indicator))
        }
        program.require("alternative", indicators, atMost: indicators.count - 1)
    }

    /// A conflict of the elastic program in terms of the original: limits that give way take no part in one.
    func original(_ conflict: Conflict) -> Conflict {
        let elastic = Set(slacks.map(\.limit))
        let limits = conflict.limits.compactMap { limit in
            let original = IntegerProgram.Limit(
                constraint: origin[limit.constraint],
                label: limit.label,
                side: limit.side,
                amount: limit.amount
            )
            return elastic.contains(original) ? nil : original
        }
        return Conflict(limits: limits, isIrreducible: conflict.isIrreducible)
    }
}

extension IntegerProgram {
    /// By how much `values` break `limit`; not above 0 when they keep it.
    fileprivate func shortfall(of values: [Int], from limit: Limit) -> Int {
        let sum = sum(of: constraints[limit.constraint], at: values)
        return limit.side == .atLeast ? limit.amount - sum : sum - limit.amount
    }

    /// By how much any assignment can break `limit` at most; `nil` when none can.
    fileprivate func excess(over limit: Limit) -> Int? {
        var (least, most) = (0, 0)
        for term in constraints[limit.constraint].terms {
            let range = variables[term.variable].range
            let ends = (term.coefficient * range.lowerBound, term.coefficient * range.upperBound)
            least += min(ends.0, ends.1)
            most += max(ends.0, ends.1)
        }
        let excess =
            switch limit.side {
            case .atLeast: limit.amount - least
            case .atMost: most - limit.amount
            }
        return excess > 0 ? excess : nil
    }
}
