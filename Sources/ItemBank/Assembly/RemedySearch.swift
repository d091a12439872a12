import Solver

/// Finds the smallest changes of limits that make a paper possible.
struct RemedySearch {
    private let assembly: Assembly
    private let rules: RuleProgram
    private let budget: Budget
    private let isCancelled: () -> Bool

    /// Ways out that are shown.
    private static let mostRemedies = 3

    init(_ assembly: Assembly, rules: RuleProgram, budget: Budget, isCancelled: @escaping () -> Bool) {
        self.assembly = assembly
        self.rules = rules
        self.budget = budget
        self.isCancelled = isCancelled
    }

    /// The cheapest changes first; empty when the pool or the budget yields none.
    func remedies() -> [AssemblyRemedy] {
        let found = waysOut(Self.mostRemedies, budget: budget)
        guard found.isEmpty else { return found.map(remedy) }
        // Where the smallest is too hard to find, any way out is better than none.
        var rough = assembly.budget
        rough.acceptableGap = 1 << 40
        return waysOut(1, budget: rough).map(remedy)
    }

    private func waysOut(_ count: Int, budget: Budget) -> [Relaxation] {
        // Nothing is thrown: a program that was small enough leaves room for its changes.
        let outcome = try? rules.programOfPapers.relaxations(
            alternatives: count,
            seed: assembly.seed,
            budget: budget,
            cost: rules.cost,
            isCancelled: isCancelled
        )
        guard case .relaxations(let found) = outcome else { return [] }
        return found
    }

    private func remedy(_ relaxation: Relaxation) -> AssemblyRemedy {
        let size = rules.size(of: relaxation.solution.values)
        return AssemblyRemedy(
            changes: relaxation.changes.compactMap { change(of: $0.limit, to: relaxation.solution.values) },
            isSmallest: relaxation.isSmallest,
            size: size
        )
    }

    /// What `limit` must become for the paper that `values` stand for.
    private func change(of limit: IntegerProgram.Limit, to values: [Int]) -> AssemblyRemedy.Change? {
        guard let rule = rules.rules[limit.constraint] else { return nil }
        let size = rules.size(of: values)
        let side = AssemblyLimit.Side(limit.side)
        let limits: Need
        var have: Int
        switch rule {
        case .size: (limits, have) = (assembly.blueprint.size.need, size)
        case .target(let position):
            limits = assembly.blueprint.targets[position].need(inPaperOf: size)
            have = rules.count(of: values) { $0.targets.contains(position) }
        case .resting:
            (limits, have) = (Need(maximum: assembly.restingAllowed), rules.count(of: values, where: \.rests))
        case .meanFacility:
            guard let window = assembly.blueprint.meanFacility else { return nil }
            limits = Need(minimum: window.minimum.inThousandths, maximum: window.maximum.inThousandths)
            let (sum, count) = rules.facilities(of: values)
            guard count > 0 else { return nil }
            have = side == .minimum ? sum / count : (sum + count - 1) / count
        }
        let amount = side == .minimum ? limits.minimum - have : have - (limits.maximum ?? have)
        return amount > 0 ? .init(rule: rule, side: side, amount: amount, result: have) : nil
    }
}
