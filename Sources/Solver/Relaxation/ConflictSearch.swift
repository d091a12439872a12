/// Narrows an infeasible program's limits down to a set in which each one is needed.
///
/// Deletion filter: leave out some limits; if the rest is still infeasible they go for good, otherwise they are tried
/// in smaller parts. Where the linear relaxation alone is infeasible, the limits that its proof uses are kept and all
/// others go at once. A limit found necessary stays necessary in every smaller set, so one pass decides each.
///
/// Source: Chinneck (2008), *Feasibility and Infeasibility in Optimization*, Springer, chapter 6.
struct ConflictSearch {
    let program: IntegerProgram
    let seed: UInt64
    private(set) var meter: Meter
    private let limits: [IntegerProgram.Limit]
    /// Assignments that break few limits: when one breaks none of those under test, they can be met together.
    private var witnesses: [Set<Int>] = []

    init(_ program: IntegerProgram, seed: UInt64, meter: Meter) {
        self.program = program
        self.seed = seed
        self.meter = meter
        limits = program.limits
    }

    /// Precondition: the whole program is proven infeasible.
    mutating func run() -> Conflict {
        var kept = Array(limits.indices)
        if let support = contradiction(of: kept) { kept = support }
        // Later limits are tried first, so that of several conflicts the one among earlier limits remains.
        var needed: Set<Int> = []
        var doubtful: Set<Int> = []
        var size = max(1, kept.count / 4)
        while true {
            let untried = kept.filter { !needed.contains($0) && !doubtful.contains($0) }
            guard !untried.isEmpty else { break }
            let part = Array(untried.suffix(size))
            let rest = kept.filter { !part.contains($0) }
            switch test(rest) {
            case .infeasible(let support):
                kept = support
                size *= 2
            case .feasible where size == 1: needed.insert(part[0])
            case .undecided where size == 1:
                doubtful.insert(part[0])
            case .feasible, .undecided: size = max(1, size / 2)
            }
        }
        // What was too hard beside many other limits may be easy now that they are gone.
        var isIrreducible = true
        for limit in kept.reversed() where doubtful.contains(limit) && kept.contains(limit) {
            switch test(kept.filter { $0 != limit }) {
            case .infeasible(let support): kept = support
            case .feasible: break
            case .undecided: isIrreducible = false
            }
        }
        return Conflict(limits: kept.map { limits[$0] }, isIrreducible: isIrreducible)
    }

    private enum Finding {
        case feasible, undecided
        /// The given limits already contradict each other.
        case infeasible([Int])
    }

    private mutating func test(_ kept: [Int]) -> Finding {
        if witnesses.contains(where: { $0.isDisjoint(with: kept) }) { return .feasible }
        guard !meter.isSpent else { return .undecided }
        if let support = contradiction(of: kept) { return .infeasible(support) }
        var search = Search(model(of: kept), seed: seed, meter: meter.half())
        let end = search.run()
        meter.absorb(search.meter)
        if let incumbent = search.incumbent {
            let broken = Set(program.brokenLimits(by: incumbent.values))
            witnesses.append(Set(limits.indices.filter { broken.contains(limits[$0]) }))
            return .feasible
        }
        return end == .finished ? .infeasible(kept) : .undecided
    }

    private func model(of kept: [Int]) -> Model {
        var sides: [IntegerProgram.Side: Set<Int>] = [.atLeast: [], .atMost: []]
        for limit in kept { sides[limits[limit].side]?.insert(limits[limit].constraint) }
        return Model(program, hasObjective: false) { sides[$1]?.contains($0) ?? false }
    }

    /// Those of the limits that a proof from the linear relaxation uses; `nil` when there is no such proof.
    private mutating func contradiction(of kept: [Int]) -> [Int]? {
        let model = model(of: kept)
        var generator = SeededGenerator(seed: seed)
        let limited = Set(kept.map { limits[$0].constraint }).sorted()
        var simplex = DualSimplex(model, rows: limited, generator: &generator)
        var share = meter.half()
        let end = simplex.solve(&share)
        meter.absorb(share)
        guard case .infeasible(let prices) = end else { return nil }
        let domains = Domains(of: model)
        let reach = model.reaches()
        let found = Proof(prices: prices, hasObjective: false, model: model, reach: reach, domains: domains)
        guard let proof = found, proof.isPositive else { return nil }
        let signs = proof.signs
        return kept.filter {
            limits[$0].side == .atLeast ? signs[limits[$0].constraint] > 0 : signs[limits[$0].constraint] < 0
        }
    }
}
