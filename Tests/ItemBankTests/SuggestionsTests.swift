import Assessment
import Foundation
import ItemBank
import Testing

@Suite struct SuggestionsTests {
    private let blueprint = Pools.blueprint(
        3...3,
        [
            .init(["content": "cardio"], minimum: 1, maximum: 1),
            .init(["content": "renal"], minimum: 2),
            .init(["task": "manage"], minimum: 1),
        ]
    )
    private let items = [
        Pools.candidate("a", ["content": ["cardio"], "task": ["manage"]], facility: "0.6"),
        Pools.candidate("b", ["content": ["renal"], "task": ["diagnose"]], facility: "0.6"),
        Pools.candidate("c", ["content": ["ethics"], "task": ["diagnose"]], facility: "0.6"),
    ]

    private func swaps(_ index: Int, _ pool: [AssemblyCandidate]) -> [Suggestion] {
        blueprint.swapSuggestions(replacing: items[index].version, in: items, from: items + pool)
    }

    @Test func `a swap that makes any target worse is not suggested`() {
        let pool = [
            Pools.candidate("d", ["content": ["cardio"], "task": ["diagnose"]]),
            Pools.candidate("e", ["content": ["renal"], "task": ["manage"]]),
            Pools.candidate("f", ["content": ["cardio"], "task": ["manage"]]),
        ]
        // d loses the only manage item, e the only cardio item.
        #expect(swaps(0, pool).map(\.candidate.item.rawValue) == ["f"])
    }

    @Test func `a swap that mends a target comes first`() {
        let pool = [
            Pools.candidate("d", ["content": ["ethics"], "task": ["diagnose"]], facility: "0.6"),
            Pools.candidate("e", ["content": ["renal"], "task": ["manage"]]),
        ]
        let found = swaps(2, pool)
        #expect(found.map(\.candidate.item.rawValue) == ["e", "d"])
        #expect(found.map(\.improvement) == [1, 0])
        #expect(found.map(\.miss) == [0, 1])
    }

    @Test func `among equals the nearest facility and then the longest rest win`() {
        let tags = ["content": ["ethics"], "task": ["diagnose"]]
        let pool = [
            Pools.candidate("d", tags, facility: "0.7"),
            Pools.candidate("e", tags, facility: "0.62", lastUsed: Date(timeIntervalSince1970: 2)),
            Pools.candidate("f", tags, facility: "0.62", lastUsed: Date(timeIntervalSince1970: 1)),
            Pools.candidate("g", tags, facility: "0.62"),
            Pools.candidate("h", tags),
        ]
        #expect(swaps(2, pool).map(\.candidate.item.rawValue) == ["g", "f", "e", "d", "h"])
    }

    @Test func `a swap never brings an enemy, but may bring an enemy of what leaves`() {
        let tags = ["content": ["ethics"], "task": ["diagnose"]]
        let pool = [Pools.candidate("d", tags, enemies: ["a"]), Pools.candidate("e", tags, enemies: ["c"])]
        #expect(swaps(2, pool).map(\.candidate.item.rawValue) == ["e"])
        #expect(swaps(2, [Pools.candidate("c", tags, version: 2)]).count == 1)
        #expect(blueprint.swapSuggestions(replacing: pool[0].version, in: items, from: pool) == [])
    }

    @Test func `additions lie in the chosen cell, fill gaps first and say what they clash with`() {
        let pool = [
            Pools.candidate("d", ["content": ["renal"]], enemies: ["a"]),
            Pools.candidate("e", ["content": ["renal", "cardio"]]),
            Pools.candidate("f", ["content": ["renal"]]),
            Pools.candidate("g", ["content": ["ethics"]]),
        ]
        let found = blueprint.additions(to: Array(items.prefix(2)), in: ["content": "renal"], from: pool + items)
        #expect(found.map(\.candidate.item.rawValue) == ["f", "e", "d"])
        #expect(found.map(\.improvement) == [2, 1, 2])
        #expect(found.map { $0.clashes.map(\.rawValue) } == [[], [], ["a"]])
        #expect(blueprint.additions(to: items, from: pool, limit: 1).count == 1)
    }

    @Test func `what a suggestion promises is what the coverage says afterwards`() {
        let pool = Pools.bank(of: 60, seed: 4)
        let blueprint = Pools.blueprintOfForty(size: 20, meanFacility: ("0.55", "0.6"))
        let items = Array(pool.prefix(20))
        var count = 0
        for old in items {
            for suggestion in blueprint.swapSuggestions(replacing: old.version, in: items, from: pool, limit: 100) {
                let after = blueprint.coverage(of: items.filter { $0 != old } + [suggestion.candidate])
                let before = blueprint.coverage(of: items)
                #expect(after.miss == suggestion.miss)
                #expect(after.meanFacility?.miss == suggestion.facilityMiss)
                #expect(after.clashes.count <= before.clashes.count)
                #expect(zip(before.targets, after.targets).allSatisfy { $1.miss <= $0.miss })
                count += 1
            }
        }
        #expect(count > 50)
    }
}
