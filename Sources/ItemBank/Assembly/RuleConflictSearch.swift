import Solver

/// Finds the smallest set of limits that no paper meets together, and the smallest changes that help.
///
/// First the solver's conflict is narrowed until each limit in it is needed. Then sets that hit every known way out
/// are tried: every conflict must hold a limit of each way out, so a smallest such set is either a smallest conflict
/// or can be met, and then it yields one more way out.
///
/// Source: Ignatiev, Previti, Liffiton and Marques-Silva (2015), "Smallest MUS extraction with minimal hitting set
/// dualization", CP 2015, doi:10.1007/978-3-319-23219-5_13.
struct RuleConflictSearch {
    private typealias Limit = IntegerProgram.Limit

    private let assembly: Assembly
    private let rules: RuleProgram
    private let isCancelled: () -> Bool
    /// For each of the many questions asked here.
    private let budget: Budget

    /// For ways out that only need to be small: a proof that they are smallest would be of no use.
    private let roughly: Budget

    /// Rounds after which a conflict is called irreducible, but not smallest.
    private static let mostRounds = 60

    init(_ assembly: Assembly, rules: RuleProgram, isCancelled: @escaping () -> Bool) {
        self.assembly = assembly
        self.rules = rules
        self.isCancelled = isCancelled
        budget = Budget(nodes: assembly.budget.nodes / 20 + 1, pivots: assembly.budget.pivots / 20 + 1)
        roughly = Budget(
            nodes: assembly.budget.nodes / 100 + 1,
            pivots: assembly.budget.pivots / 100 + 1,
            acceptableGap: 50
        )
    }

    /// The conflict behind `found`, which the solver proved.
    func conflict(within found: Conflict) -> AssemblyConflict {
        let changeable = found.limits.filter { rules.rules[$0.constraint] != nil }
        let (narrow, isIrreducible) = narrowed(changeable)
        let smallest = smallest(below: narrow)
        let limits = smallest.limits ?? narrow
        let pool = AssemblyPool(assembly)
        return AssemblyConflict(
            limits: limits.sorted { $0.constraint < $1.constraint }.compactMap { described($0, in: pool) },
            isIrreducible: isIrreducible || smallest.limits != nil,
            isSmallest: smallest.isProven,
            causes: causes(of: limits),
            remedies: RemedySearch(assembly, rules: rules, budget: budget, isCancelled: isCancelled).remedies()
        )
    }

    private enum Finding {
        case possible, undecided
        case conflict([Limit])
    }

    /// Whether some paper meets those limits of `rules`.
    private func ask(_ rules: RuleProgram, keeping limits: some Sequence<Limit>) -> Finding {
        let program = rules.program(keeping: Set(limits))
        guard let outcome = try? program.solve(seed: assembly.seed, budget: budget, isCancelled: isCancelled) else {
            // A part of a program that was small enough is small enough.
            return .undecided
        }
        switch outcome {
        case .optimal, .feasible: return .possible
        case .undecided: return .undecided
        case .infeasible(let conflict):
            return .conflict(conflict.limits.filter { rules.rules[$0.constraint] != nil })
        }
    }

    /// A part of `limits` in which each is needed; later ones are dropped first.
    private func narrowed(_ limits: [Limit]) -> (limits: [Limit], isIrreducible: Bool) {
        var kept = limits
        var isIrreducible = true
        for limit in limits.reversed() where kept.contains(limit) {
            switch ask(rules, keeping: kept.filter { $0 != limit }) {
            case .possible: break
            case .undecided: isIrreducible = false
            case .conflict(let rest): kept = rest
            }
        }
        return (kept, isIrreducible)
    }

    /// A conflict with fewer limits than `known`, if there is one, and whether nothing smaller exists.
    private func smallest(below known: [Limit]) -> (limits: [Limit]?, isProven: Bool) {
        var waysOut: [[Limit]] = []
        for _ in 0..<Self.mostRounds {
            guard let tried = hittingSet(of: waysOut) else { return (nil, false) }
            guard tried.count < known.count else { return (nil, true) }
            let cost = { (limit: Limit) in tried.contains(limit) ? nil : rules.cost(of: limit) }
            // A program that the solver refuses has no smaller conflict to tell of; the known one stands.
            let outcome = try? rules.program.relaxations(
                seed: assembly.seed,
                budget: roughly,
                cost: cost,
                isCancelled: isCancelled
            )
            switch outcome {
            case .impossible: return (tried.sorted { $0.constraint < $1.constraint }, true)
            case .relaxations(let found): waysOut += found.prefix(1).map { $0.changes.map(\.limit) }
            // Nothing is thrown: a program that was small enough leaves room for its changes.
            case .undecided, nil: return (nil, false)
            }
        }
        return (nil, false)
    }

    /// As few limits as possible that hold at least one of each way out; `nil` when that was too hard to find.
    private func hittingSet(of waysOut: [[Limit]]) -> Set<Limit>? {
        guard !waysOut.isEmpty else { return [] }
        var places: [Limit: Int] = [:]
        var limits: [Limit] = []
        var program = IntegerProgram(.minimise)
        for limit in waysOut.joined() where places[limit] == nil {
            places[limit] = program.addVariable(objective: 1)
            limits.append(limit)
        }
        for wayOut in waysOut {
            program.require("", wayOut.compactMap { places[$0].map { .init($0) } }, atLeast: 1)
        }
        // Nothing is thrown: the numbers are ones.
        let outcome = try? program.solve(seed: assembly.seed, budget: budget, isCancelled: isCancelled)
        guard case .optimal(let solution) = outcome else { return nil }
        return Set(limits.indices.filter { solution.values[$0] == 1 }.map { limits[$0] })
    }

    private func causes(of limits: [Limit]) -> Set<AssemblyConflict.Cause> {
        var causes: Set<AssemblyConflict.Cause> = []
        let hasEnemies = assembly.pool.contains { !$0.enemies.isEmpty }
        for (cause, applies) in [(AssemblyConflict.Cause.kept, !assembly.kept.isEmpty), (.enemies, hasEnemies)]
        where applies {
            // Other candidates change the number of exclusions and ties alone, and these come after all limits.
            let others = RuleProgram(assembly, pool: AssemblyPool(assembly, without: [cause]))
            if case .possible = ask(others, keeping: limits) { causes.insert(cause) }
        }
        return causes
    }

    private func described(_ limit: Limit, in pool: AssemblyPool) -> AssemblyLimit? {
        guard let rule = rules.rules[limit.constraint] else { return nil }
        let entries =
            switch rule {
            case .size: pool.entries
            case .target(let position): pool.entries.filter { $0.targets.contains(position) }
            case .resting: pool.entries.filter(\.rests)
            case .meanFacility: [AssemblyPool.Entry]()
            }
        let available = rule == .meanFacility ? nil : Set(entries.map(\.candidate.item)).count
        return AssemblyLimit(rule: rule, side: .init(limit.side), available: available)
    }
}

extension AssemblyLimit.Side {
    init(_ side: IntegerProgram.Side) {
        switch side {
        case .atLeast: self = .minimum
        case .atMost: self = .maximum
        }
    }
}
