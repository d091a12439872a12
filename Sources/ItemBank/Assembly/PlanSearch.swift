import Solver

/// Looks for a good plan: near the middles of the targets, then drawn by the seed.
///
/// With an open size, percentages make one program of all sizes very hard and one of each size easy, so sizes are
/// tried one by one, those near the middle first, until none that is left can be nearer.
struct PlanSearch {
    private let assembly: Assembly
    private let pool: AssemblyPool
    private let groups: CandidateGroups
    private let isCancelled: () -> Bool

    /// Sizes that are tried; beyond, the plan may be short of the best and says so.
    private static let mostSizes = 25

    /// Short searches for a draw: where one gets lost, the next one starts elsewhere.
    private static let mostDraws: UInt64 = 4

    private struct Best {
        var entries: [Int]
        var distance: Int
    }

    init(_ assembly: Assembly, pool: AssemblyPool, groups: CandidateGroups, isCancelled: @escaping () -> Bool) {
        self.assembly = assembly
        self.pool = pool
        self.groups = groups
        self.isCancelled = isCancelled
    }

    /// The best plan, if a first try finds any; `nil` says nothing about the rules.
    func plan() throws(Assembly.Refusal) -> AssemblyPlan? {
        let size = assembly.blueprint.size
        guard size.minimum <= size.maximum, !pool.entries.isEmpty else { return nil }
        // A program that gives way to a first try does so at once; a longer one would look for a conflict.
        let budget = Budget(nodes: assembly.budget.nodes / 1000, pivots: assembly.budget.pivots / 50)
        let outcome = try assembly.solve(firstProgram, budget: budget, isCancelled: isCancelled)
        let bound: Int
        switch outcome {
        case .optimal(let solution): bound = solution.objective
        case .feasible(_, let least, _): bound = least
        case .undecided, .infeasible: return nil
        }
        return try outcome.solution.map { solution throws(Assembly.Refusal) in
            try plan(from: groups.entries(taking: solution.values), bound: max(0, bound))
        }
    }

    /// The best plan that the budget allows; `fallback` meets the rules already.
    func plan(from fallback: [Int]) throws(Assembly.Refusal) -> AssemblyPlan {
        let budget = Budget(nodes: 2, pivots: assembly.budget.pivots / 10)
        let outcome = try assembly.solve(firstProgram, budget: budget, isCancelled: isCancelled)
        let bound =
            switch outcome {
            case .optimal(let solution): solution.objective
            case .feasible(_, let bound, _), .undecided(let bound): bound
            case .infeasible: 0
            }
        return try plan(from: fallback, bound: max(0, bound))
    }

    /// The program of the one size, or of all sizes at once, which only bounds the distance.
    private var firstProgram: IntegerProgram {
        let size = assembly.blueprint.size
        guard size.isFixed else { return PlanProgram(boundOf: assembly, pool: pool, groups: groups).program }
        return PlanProgram(assembly, pool: pool, groups: groups, size: size.minimum, aim: .middles).program
    }

    /// Goes on from a possible paper; no paper has a smaller distance than `bound`.
    private func plan(from fallback: [Int], bound: Int) throws(Assembly.Refusal) -> AssemblyPlan {
        var best = Best(entries: fallback, distance: distance(of: fallback))
        /// Distances that papers which were not found might have.
        var open: [Int] = []
        for (index, size) in sizes().enumerated() where distance(ofSize: size) < best.distance && best.distance > bound
        {
            guard index < Self.mostSizes else {
                open.append(distance(ofSize: size))
                break
            }
            let program = PlanProgram(assembly, pool: pool, groups: groups, size: size, aim: .middles)
            switch try assembly.solve(program.program, isCancelled: isCancelled) {
            case .optimal(let solution): adopt(solution, to: &best)
            case .feasible(let solution, let bound, _):
                adopt(solution, to: &best)
                open.append(distance(ofSize: size) + bound)
            case .undecided(let bound): open.append(distance(ofSize: size) + bound)
            case .infeasible: break
            }
        }
        let entries = try spread(best)
        let chosen = entries.map { pool.entries[$0].candidate }
        return AssemblyPlan(
            chosen: chosen,
            added: chosen.filter { !assembly.kept.contains($0.version) },
            coverage: assembly.blueprint.coverage(of: chosen),
            objective: .init(
                distance: distance(of: entries),
                leastDistance: min(best.distance, max(bound, open.min() ?? best.distance))
            )
        )
    }

    private func adopt(_ solution: Solution, to best: inout Best) {
        let entries = groups.entries(taking: solution.values)
        let distance = distance(of: entries)
        if distance < best.distance { best = Best(entries: entries, distance: distance) }
    }

    /// Allowed sizes, nearest to the middle first, the smaller of two before the larger.
    private func sizes() -> [Int] {
        let size = assembly.blueprint.size
        return (size.minimum...size.maximum).sorted { (distance(ofSize: $0), $0) < (distance(ofSize: $1), $1) }
    }

    /// A paper as near the middles as `best`, its items drawn as evenly from the pool as can be.
    ///
    /// Each item has a place in 0…1 by the draw, and a level that counts how often its place doubles the share of the
    /// pool that is needed: without rules, the paper would be level 0. Levels keep equal items together, which makes
    /// the draw as easy to solve as the choice itself.
    private func spread(_ best: Best) throws(Assembly.Refusal) -> [Int] {
        let share = Double(best.entries.count) / Double(max(1, pool.entries.count))
        let mindsFacility = assembly.blueprint.meanFacility != nil
        let levels = CandidateGroups(pool, minding: mindsFacility) { Self.level(of: $0.draw, first: share) }
        let size = best.entries.count
        let left = best.distance - distance(ofSize: size)
        let program = PlanProgram(assembly, pool: pool, groups: levels, size: size, aim: .spread(distance: left))
        // A draw need not be the very best one: a tenth of a level an item cannot be seen.
        let budget = Budget(
            nodes: assembly.budget.nodes / 500 + 1,
            pivots: assembly.budget.pivots / 20 + 1,
            acceptableGap: size / 10
        )
        for offset in 0..<Self.mostDraws {
            let outcome = try assembly.solve(program.program, budget: budget, offset: offset, isCancelled: isCancelled)
            if let solution = outcome.solution { return levels.entries(taking: solution.values) }
        }
        return best.entries
    }

    private static func level(of draw: UInt64, first: Double) -> Int {
        let place = Double(draw) * 0x1p-64
        var (end, level) = (max(first, 1e-6), 0)
        while place >= end, end < 1 { (end, level) = (end * 2, level + 1) }
        return level
    }

    /// Items that size and targets are away from the whole numbers nearest to their middles, added up.
    private func distance(of entries: [Int]) -> Int {
        var counts = [Int](repeating: 0, count: assembly.blueprint.targets.count)
        for entry in entries {
            for target in pool.entries[entry].targets { counts[target] += 1 }
        }
        return zip(assembly.blueprint.targets, counts).reduce(distance(ofSize: entries.count)) { sum, part in
            let need = part.0.need(inPaperOf: entries.count)
            guard part.0.minimum != nil, let maximum = need.maximum else { return sum }
            return sum + Self.distance(from: need.minimum + maximum, to: part.1)
        }
    }

    private func distance(ofSize size: Int) -> Int {
        Self.distance(from: assembly.blueprint.size.minimum + assembly.blueprint.size.maximum, to: size)
    }

    /// Distance of `count` from the whole numbers nearest to half of `twice`.
    private static func distance(from twice: Int, to count: Int) -> Int {
        max(0, twice / 2 - count, count - (twice + 1) / 2)
    }
}
