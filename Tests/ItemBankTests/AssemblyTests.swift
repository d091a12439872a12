import Assessment
import Foundation
import ItemBank
import Solver
import Testing

@Suite struct AssemblyTests {
    private typealias Target = Blueprint.Target

    private func each(_ count: Int, _ cells: [[String: String]]) -> [Blueprint.Target] {
        cells.map { Blueprint.Target($0, minimum: count, maximum: count) }
    }

    /// Contents A, B and tasks X, Y once each: a1 is the tempting first item and leads nowhere.
    private var crossing: Assembly {
        let axes = [Pools.axis("content", ["a", "b"]), Pools.axis("task", ["x", "y"])]
        let targets = each(1, [["content": "a"], ["content": "b"], ["task": "x"], ["task": "y"]])
        let pool = [
            Pools.candidate("a1", ["content": ["a"], "task": ["x"]]),
            Pools.candidate("a2", ["content": ["a"], "task": ["y"]]),
            Pools.candidate("b1", ["content": ["b"], "task": ["x"]]),
        ]
        return Assembly(Pools.blueprint(2...2, axes: axes, targets), pool: pool, seed: 1)
    }

    @Test func `margins are met together where filling them one by one fails`() throws {
        #expect(try crossing.choose().plan?.ids == ["a2", "b1"])
        #expect(Greedy.fill(crossing) == nil)
    }

    @Test func `a chain of margins with one way through is found`() throws {
        let count = 30
        let names = (0..<count).map { String(format: "%02d", $0) }
        let axes = [Pools.axis("content", names), Pools.axis("task", names)]
        // Item i/i+1 always comes before item i/i, and taking it strands the last content.
        let pool = names.indices.flatMap { index in
            [1, 0].filter { index + $0 < count }.map { step in
                Pools.candidate(
                    "\(names[index])-\(1 - step)",
                    ["content": [names[index]], "task": [names[index + step]]]
                )
            }
        }
        let targets = each(1, names.map { ["content": $0] } + names.map { ["task": $0] })
        let assembly = Assembly(Pools.blueprint(count...count, axes: axes, targets), pool: pool, seed: 3)
        #expect(try assembly.choose().plan?.ids == names.map { "\($0)-1" })
        #expect(Greedy.fill(assembly) == nil)
    }

    @Test func `the same seed chooses the same, whatever the order of the pool`() throws {
        let pool = Pools.bank(of: 600, seed: 8)
        let blueprint = Pools.blueprintOfForty(size: 60)
        let plan = try #require(try Assembly(blueprint, pool: pool, seed: 11).choose().plan)
        for seed in UInt64(0)..<3 {
            var generator = SeededGenerator(seed: seed)
            let mixed = pool.shuffled(using: &generator)
            #expect(try Assembly(blueprint, pool: mixed, seed: 11).choose().plan == plan)
        }
        #expect(plan.chosen.map(\.item) == plan.chosen.map(\.item).sorted())
    }

    @Test func `seeds draw different papers evenly from equal items`() throws {
        let pool = (0..<40).map { Pools.candidate("i\($0)", ["content": [$0 < 30 ? "cardio" : "renal"]]) }
        let blueprint = Pools.blueprint(8...8, [])
        var uses: [String: Int] = [:]
        var papers: Set<[String]> = []
        for seed in UInt64(0)..<100 {
            let ids = try #require(try Assembly(blueprint, pool: pool, seed: seed).choose().plan?.ids)
            #expect(ids.count == 8)
            papers.insert(ids)
            for id in ids { uses[id, default: 0] += 1 }
        }
        #expect(papers.count == 100)
        // 800 draws over 40 items: 20 each on average, standard deviation 4.
        #expect(uses.count == 40)
        #expect(uses.values.allSatisfy { (5...38).contains($0) })
    }

    @Test func `targets are met near their middle`() throws {
        let pool = (0..<60).map { number in
            Pools.candidate("i\(number)", ["content": [["cardio", "renal", "ethics"][number % 3]]])
        }
        let targets: [Target] = [
            .init(["content": "cardio"], minimum: 0, maximum: 10),
            .init(["content": "renal"], unit: .percent, minimum: 10, maximum: 50),
            .init(["content": "ethics"], minimum: 1, maximum: 20),
        ]
        let plan = try #require(try Assembly(Pools.blueprint(21...21, targets), pool: pool, seed: 2).choose().plan)
        #expect(plan.coverage.targets.map(\.have) == [5, 6, 10])
        #expect(plan.objective.distance == 0 && plan.objective.isBest)
        let open = try #require(try Assembly(Pools.blueprint(10...30, targets), pool: pool, seed: 2).choose().plan)
        #expect(open.objective.isBest)
        #expect(open.coverage.isMet)
    }

    @Test func `kept items stay, and neither their rivals nor excluded items come`() throws {
        let tags = ["content": ["cardio"]]
        let pool =
            (0..<6).map { Pools.candidate("i\($0)", tags, enemies: $0 == 1 ? ["i0"] : []) }
            + [Pools.candidate("i0", tags, version: 2), Pools.candidate("i2", tags, version: 2)]
        for seed in UInt64(0)..<20 {
            var assembly = Assembly(Pools.blueprint(4...4, []), pool: pool, seed: seed, kept: [pool[0].version])
            assembly.excluded = [ItemID(rawValue: "i5")]
            let plan = try #require(try assembly.choose().plan)
            #expect(plan.ids == ["i0", "i2", "i3", "i4"])
            #expect(plan.chosen.first?.version == pool[0].version)
            #expect(plan.added.map(\.item.rawValue) == ["i2", "i3", "i4"])
        }
    }

    @Test func `items that were used too recently rest unless kept or allowed`() throws {
        let day = { (days: Double) in Date(timeIntervalSince1970: days * 86400) }
        let pool = (0..<6).map { Pools.candidate("i\($0)", lastUsed: $0 < 3 ? day(Double($0 * 100)) : nil) }
        var assembly = Assembly(Pools.blueprint(4...4, []), pool: pool, seed: 5, restsSince: day(100))
        #expect(try assembly.choose().plan?.ids == ["i0", "i3", "i4", "i5"])
        assembly.kept = [pool[2].version]
        #expect(try assembly.choose().plan?.ids.contains("i2") == true)
        #expect(try assembly.choose().plan?.ids.contains("i1") == false)
        assembly.kept = []
        assembly.blueprint.size = .init(minimum: 5, maximum: 5)
        let conflict = try #require(try assembly.choose().conflict)
        #expect(conflict.limits.map(\.rule) == [.size, .resting])
        #expect(conflict.remedies.first?.english(for: assembly) == "allow 1 item used since 1970-04-11")
        #expect(try assembly.applying(#require(conflict.remedies.first)).choose().plan?.ids.count == 5)
    }

    @Test func `the mean facility lies in its window`() throws {
        let pool = Pools.bank(of: 300, seed: 9)
        for window in [("0.30", "0.31"), ("0.599", "0.6"), ("0.85", "0.9")] {
            let blueprint = Pools.blueprint(25...30, [], meanFacility: window)
            let plan = try #require(try Assembly(blueprint, pool: pool, seed: 1).choose().plan)
            let mean = try #require(plan.coverage.meanFacility?.value)
            #expect(Mark(parsing: window.0).map { mean >= $0 } == true)
            #expect(Mark(parsing: window.1).map { mean <= $0 } == true)
        }
    }

    @Test func `wishes that contradict each other are refused by name`() {
        let pool = [Pools.candidate("a", enemies: ["b"]), Pools.candidate("b"), Pools.candidate("c")]
        let blueprint = Pools.blueprint(2...2, [])
        let refusal = { (change: (inout Assembly) -> Void) -> Assembly.Refusal? in
            var assembly = Assembly(blueprint, pool: pool, seed: 1)
            change(&assembly)
            return #expect(throws: Assembly.Refusal.self) { try assembly.choose() }
        }
        let (a, b) = (pool[0], pool[1])
        let stranger = Pools.candidate("z").version
        #expect(refusal { $0.kept = [a.version, b.version] } == .clash(a.item, b.item))
        #expect(refusal { $0.kept = [stranger] } == .unknown([stranger]))
        #expect(refusal { $0.pool.append(a) } == .repeated(a.version))
        #expect(
            refusal {
                $0.kept = [a.version]
                $0.excluded = [a.item]
            } == .keptAndExcluded([a.item])
        )
        let unsound = Pools.blueprint(2...2, [.init(["colour": "red"], minimum: 1)])
        #expect(refusal { $0.blueprint = unsound } == .blueprint(unsound.problems()))
    }

    @Test func `a spent budget is told apart from a conflict`() throws {
        let assembly = Assembly(
            Pools.blueprintOfForty(size: 60),
            pool: Pools.bank(of: 600, seed: 8),
            seed: 1,
            budget: Budget(nodes: 0, pivots: 0)
        )
        #expect(try assembly.choose() == .undecided)
        var patient = assembly
        patient.budget = .standard
        #expect(try patient.choose(isCancelled: { true }) == .undecided)
    }

    @Test func `two hundred items of five thousand meet forty targets`() throws {
        let pool = Pools.bank(of: 5000, seed: 21)
        let blueprint = Pools.blueprintOfForty(size: 200, meanFacility: ("0.55", "0.60"))
        let plan = try #require(try Assembly(blueprint, pool: pool, seed: 6).choose().plan)
        #expect(blueprint.targets.count == 40)
        #expect(plan.chosen.count == 200)
        #expect(plan.coverage.isMet)
        #expect(plan.objective.isBest)
    }
}

/// Takes, again and again, the first item that brings the paper nearest to its blueprint.
///
/// What the exact choice is compared with: it never takes a step back.
enum Greedy {
    /// The paper, or `nil` when the fill gets stuck.
    static func fill(_ assembly: Assembly) -> [AssemblyCandidate]? {
        var chosen: [AssemblyCandidate] = []
        while chosen.count < assembly.blueprint.size.minimum {
            let open = assembly.pool.filter { candidate in !chosen.contains { $0.clashes(with: candidate) } }
            let next = open.min { first, second in
                miss(chosen + [first], assembly) < miss(chosen + [second], assembly)
            }
            guard let next else { return nil }
            chosen.append(next)
        }
        return miss(chosen, assembly) == 0 ? chosen : nil
    }

    private static func miss(_ items: [AssemblyCandidate], _ assembly: Assembly) -> Int {
        assembly.blueprint.coverage(of: items).miss
    }
}
