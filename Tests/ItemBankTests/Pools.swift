import Assessment
import Foundation
import ItemBank

/// Items and blueprints that the suites make by hand or by seed.
enum Pools {
    static func candidate(
        _ id: String,
        _ tags: [String: [String]] = [:],
        facility: String? = nil,
        enemies: [String] = [],
        lastUsed: Date? = nil,
        version: Int = 1
    ) -> AssemblyCandidate {
        AssemblyCandidate(
            item: ItemID(rawValue: id),
            version: ContentHash(of: Data("\(id) version \(version)".utf8)),
            tags: tags,
            facility: facility.flatMap(Mark.init(parsing:)),
            enemies: Set(enemies.map(ItemID.init(rawValue:))),
            lastUsed: lastUsed
        )
    }

    static func axis(_ id: String, _ categories: [String]) -> Blueprint.Axis {
        Blueprint.Axis(
            id: id,
            name: id.capitalized,
            categories: categories.map { Blueprint.Category(id: $0, name: $0.capitalized) }
        )
    }

    static func blueprint(
        _ size: ClosedRange<Int>,
        axes: [Blueprint.Axis] = [
            axis("content", ["cardio", "renal", "ethics"]), axis("task", ["diagnose", "manage"]),
        ],
        _ targets: [Blueprint.Target],
        meanFacility: (String, String)? = nil
    ) -> Blueprint {
        let window = meanFacility.flatMap { window -> Blueprint.FacilityWindow? in
            guard let minimum = Mark(parsing: window.0), let maximum = Mark(parsing: window.1) else { return nil }
            return .init(minimum: minimum, maximum: maximum)
        }
        return Blueprint(
            id: "test",
            name: "Test",
            size: .init(minimum: size.lowerBound, maximum: size.upperBound),
            axes: axes,
            targets: targets,
            meanFacility: window
        )
    }

    /// A bank of `count` items over ten contents, five tasks and all difficulties, one item in 20 with an enemy.
    static func bank(of count: Int, seed: UInt64) -> [AssemblyCandidate] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            // Contents are of very different size, as in real banks.
            let content = min(Int.random(in: 0..<10, using: &generator), Int.random(in: 0..<10, using: &generator))
            let facility = Int.random(in: 20...98, using: &generator)
            let hasEnemy = Int.random(in: 0..<20, using: &generator) == 0
            let enemy = "item-\(Int.random(in: 0..<count, using: &generator))"
            return candidate(
                "item-\(number)",
                ["content": ["c\(content)"], "task": ["t\(Int.random(in: 0..<5, using: &generator))"]],
                facility: "0.\(facility)",
                enemies: hasEnemy && enemy != "item-\(number)" ? [enemy] : []
            )
        }
    }

    /// Some forty targets for ``bank(of:seed:)``, met by most sets of its items of the right size.
    static func blueprintOfForty(size: Int, meanFacility: (String, String)? = nil) -> Blueprint {
        let contents = (0..<10).map { "c\($0)" }
        let tasks = (0..<5).map { "t\($0)" }
        var targets = contents.map { Blueprint.Target(["content": $0], minimum: size / 20, maximum: size / 8) }
        targets += tasks.map { Blueprint.Target(["task": $0], unit: .percent, minimum: 15, maximum: 25) }
        targets += [("easy", 20, 40), ("medium", 30, 60), ("hard", 15, 35)].map {
            Blueprint.Target(["difficulty": $0.0], unit: .percent, minimum: $0.1, maximum: $0.2)
        }
        for content in contents.prefix(5) {
            for task in tasks.prefix(4) {
                targets.append(.init(["content": content, "task": task], minimum: 1, maximum: size / 15))
            }
        }
        targets.append(.init(["content": "c0", "task": "t0", "difficulty": "hard"], minimum: 1, maximum: 3))
        targets.append(.init(["content": "c9", "difficulty": "hard"], minimum: 2, maximum: 4))
        return blueprint(
            size...size,
            axes: [axis("content", contents), axis("task", tasks)],
            targets,
            meanFacility: meanFacility
        )
    }
}

extension AssemblyOutcome {
    var plan: AssemblyPlan? { if case .plan(let plan) = self { plan } else { nil } }

    var conflict: AssemblyConflict? { if case .conflict(let conflict) = self { conflict } else { nil } }
}

extension AssemblyPlan {
    var ids: [String] { chosen.map(\.item.rawValue) }
}
