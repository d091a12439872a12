import Assessment
import ItemBank
import Testing

/// Random small assemblies, compared with a look at every set of items.
@Suite struct ExhaustiveTests {
    private typealias Limit = SmallAssembly.Limit

    @Test func `a paper is found exactly where there is one, as near the middles as any`() throws {
        var counts = (plans: 0, conflicts: 0)
        for seed in UInt64(0)..<160 {
            let small = SmallAssembly(seed: seed)
            let sound = small.papers.filter { small.breaches(of: $0).values.allSatisfy { $0 == 0 } }
            switch try small.assembly.choose() {
            case .plan(let plan):
                counts.plans += 1
                let paper = small.assembly.pool.indices.reduce(UInt32(0)) { set, index in
                    plan.chosen.contains(small.assembly.pool[index]) ? set | 1 << UInt32(index) : set
                }
                #expect(sound.contains(paper), "seed \(seed)")
                #expect(plan.coverage.isMet, "seed \(seed)")
                #expect(plan.objective.distance == sound.map(small.distance).min(), "seed \(seed)")
                #expect(plan.objective.isBest, "seed \(seed)")
                #expect(!small.assembly.blueprint.problems().contains { $0.severity == .error }, "seed \(seed)")
            case .conflict:
                counts.conflicts += 1
                #expect(sound.isEmpty, "seed \(seed)")
            case .undecided: Issue.record("seed \(seed) is undecided")
            }
        }
        #expect(counts.plans > 40 && counts.conflicts > 40, "\(counts)")
    }

    @Test func `a conflict is a smallest one, and each of its limits is needed`() throws {
        var sizes: [Int: Int] = [:]
        for seed in UInt64(0)..<160 {
            let small = SmallAssembly(seed: seed)
            guard let conflict = try small.assembly.choose().conflict else { continue }
            let kept = Self.metTogether(small, small.papers)
            let limits = conflict.limits.map { Limit(rule: $0.rule, side: $0.side) }
            sizes[limits.count, default: 0] += 1
            #expect(conflict.isIrreducible && conflict.isSmallest, "seed \(seed)")
            #expect(!Self.isPossible(Set(limits), kept), "seed \(seed)")
            for limit in limits {
                #expect(Self.isPossible(Set(limits).subtracting([limit]), kept), "seed \(seed): \(limit)")
            }
            let all = Array(small.breaches(of: 0).keys)
            let smaller = Self.subsets(of: all, count: limits.count - 1)
            #expect(smaller.allSatisfy { Self.isPossible($0, kept) }, "seed \(seed)")
            let free = Self.isPossible(Set(limits), Self.metTogether(small, small.freePapers))
            #expect(conflict.causes.contains(.kept) == free, "seed \(seed)")
            let hostile = Self.isPossible(Set(limits), Self.metTogether(small, small.hostilePapers))
            #expect(conflict.causes.contains(.enemies) == hostile, "seed \(seed)")
        }
        #expect(sizes.count > 2, "\(sizes)")
    }

    @Test func `remedies work, and nothing smaller than the first does`() throws {
        var count = 0
        for seed in UInt64(0)..<160 {
            let small = SmallAssembly(seed: seed)
            guard let conflict = try small.assembly.choose().conflict else { continue }
            // Something always helps: the sizes and targets can all be given up.
            #expect(!conflict.remedies.isEmpty, "seed \(seed)")
            let changed = conflict.remedies.map { $0.changes.map { Limit(rule: $0.rule, side: $0.side) } }
            #expect(Set(changed).count == changed.count, "seed \(seed)")
            for remedy in conflict.remedies {
                #expect(!remedy.changes.isEmpty && remedy.isSmallest, "seed \(seed)")
                let plan = try small.assembly.applying(remedy).choose().plan
                #expect(plan != nil, "seed \(seed): \(remedy.english(for: small.assembly))")
                count += 1
            }
            guard let first = conflict.remedies.first, small.assembly.blueprint.meanFacility == nil else { continue }
            let cost = first.changes.reduce(0) { $0 + $1.amount * Self.price($1.rule) }
            let least = small.papers.filter { $0 != 0 }.map { paper in
                small.breaches(of: paper).reduce(0) { $0 + $1.value * Self.price($1.key.rule) }
            }
            #expect(cost == least.min(), "seed \(seed)")
        }
        #expect(count > 100)
    }

    private static func price(_ rule: AssemblyRule) -> Int { rule == .size ? 3 : 1 }

    /// For each paper the limits that it keeps.
    private static func metTogether(_ small: SmallAssembly, _ papers: [UInt32]) -> Set<Set<Limit>> {
        Set(papers.map { paper in Set(small.breaches(of: paper).filter { $0.value == 0 }.keys) })
    }

    private static func isPossible(_ limits: Set<Limit>, _ met: Set<Set<Limit>>) -> Bool {
        met.contains { limits.isSubset(of: $0) }
    }

    private static func subsets(of limits: [Limit], count: Int) -> [Set<Limit>] {
        guard count > 0 else { return [[]] }
        guard limits.count >= count else { return [] }
        let rest = Array(limits.dropFirst())
        return subsets(of: rest, count: count) + subsets(of: rest, count: count - 1).map { $0.union([limits[0]]) }
    }
}
