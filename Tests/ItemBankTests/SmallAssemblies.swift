import Assessment
import Foundation
import ItemBank

/// A random assembly small enough to look at every set of its items.
///
/// Everything is counted here anew, straight from the written rules and without the product's code.
struct SmallAssembly {
    let assembly: Assembly
    /// Sets of items, as bits, that hold every kept item and no clash.
    private(set) var papers: [UInt32] = []
    /// The same with kept items free, and with enemies allowed.
    private(set) var freePapers: [UInt32] = []
    private(set) var hostilePapers: [UInt32] = []
    private let inTarget: [UInt32]
    private let resting: UInt32
    private let facilities: [Int?]

    struct Limit: Hashable {
        let rule: AssemblyRule
        let side: AssemblyLimit.Side
    }

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let assembly = Self.random(&generator)
        self.assembly = assembly
        let pool = assembly.pool
        inTarget = assembly.blueprint.targets.map { target in
            Self.bits(pool) { candidate in
                target.cell.allSatisfy { axis, category in
                    guard axis == "difficulty" else { return candidate.tags[axis]?.contains(category) ?? false }
                    guard let facility = candidate.facility?.approximate else { return false }
                    return category == (facility > 0.7499 ? "easy" : facility > 0.4499 ? "medium" : "hard")
                }
            }
        }
        resting = Self.bits(pool) { candidate in
            guard let since = assembly.restsSince, let used = candidate.lastUsed else { return false }
            return used >= since && !assembly.kept.contains(candidate.version)
        }
        facilities = pool.map { $0.facility.map { Int(($0.approximate * 1000).rounded()) } }
        let kept = Self.bits(pool) { assembly.kept.contains($0.version) }
        let excluded = Self.bits(pool) { assembly.excluded.contains($0.item) }
        for set in UInt32(0)..<(1 << UInt32(pool.count)) where set & excluded == 0 {
            let members = pool.indices.filter { set & (1 << UInt32($0)) != 0 }.map { pool[$0] }
            guard Set(members.map(\.item)).count == members.count else { continue }
            let isPeaceful = members.allSatisfy { member in members.allSatisfy { !member.enemies.contains($0.item) } }
            let keepsAll = set & kept == kept
            if isPeaceful && keepsAll { papers.append(set) }
            if isPeaceful { freePapers.append(set) }
            if keepsAll { hostilePapers.append(set) }
        }
    }

    private static func bits(_ pool: [AssemblyCandidate], where holds: (AssemblyCandidate) -> Bool) -> UInt32 {
        pool.indices.reduce(0) { holds(pool[$1]) ? $0 | 1 << UInt32($1) : $0 }
    }

    /// By how much `paper` breaks each limit: items, or thousandths summed over items for the mean facility.
    func breaches(of paper: UInt32) -> [Limit: Int] {
        let blueprint = assembly.blueprint
        let size = paper.nonzeroBitCount
        var breaches: [Limit: Int] = [:]
        let note = { (rule: AssemblyRule, minimum: Int?, maximum: Int?, have: Int) in
            if let minimum { breaches[Limit(rule: rule, side: .minimum)] = max(0, minimum - have) }
            if let maximum { breaches[Limit(rule: rule, side: .maximum)] = max(0, have - maximum) }
        }
        note(.size, blueprint.size.minimum, blueprint.size.maximum, size)
        for (position, target) in blueprint.targets.enumerated() {
            let have = (paper & inTarget[position]).nonzeroBitCount
            if target.unit == .percent {
                // The least count whose share is not below the minimum, and the greatest not above the maximum.
                let least = target.minimum.flatMap { share in (0...size).first { 100 * $0 >= share * size } }
                let most = target.maximum.flatMap { share in (0...size).last { 100 * $0 <= share * size } }
                note(.target(position), least, most, have)
            } else {
                note(.target(position), target.minimum, target.maximum, have)
            }
        }
        if assembly.restsSince != nil {
            note(.resting, nil, assembly.restingAllowed, (paper & resting).nonzeroBitCount)
        }
        if let window = blueprint.meanFacility {
            let known = facilities.indices.filter { paper & (1 << UInt32($0)) != 0 }.compactMap { facilities[$0] }
            let bounds = [window.minimum, window.maximum].map { Int(($0.approximate * 1000).rounded()) * known.count }
            note(.meanFacility, bounds[0], bounds[1], known.reduce(0, +))
        }
        return breaches
    }

    /// Sum over targets and size of the distance to the nearest whole number to the middle.
    func distance(of paper: UInt32) -> Int {
        let (blueprint, size) = (assembly.blueprint, paper.nonzeroBitCount)
        let away = { (twice: Int, have: Int) in abs(2 * have - twice) / 2 }
        var distance = away(blueprint.size.minimum + blueprint.size.maximum, size)
        for (position, target) in blueprint.targets.enumerated() {
            guard let minimum = target.minimum, let maximum = target.maximum else { continue }
            let have = (paper & inTarget[position]).nonzeroBitCount
            if target.unit == .count {
                distance += away(minimum + maximum, have)
            } else {
                distance += away((minimum * size + 99) / 100 + maximum * size / 100, have)
            }
        }
        return distance
    }
}

extension SmallAssembly {
    private static func random(_ generator: inout SeededGenerator) -> Assembly {
        let contents = ["cardio", "renal", "ethics"]
        let tasks = ["diagnose", "manage"]
        let count = Int.random(in: 6...10, using: &generator)
        let clashes = Int.random(in: 0...2, using: &generator)
        var pool: [AssemblyCandidate] = []
        for number in 0..<count {
            var tags = ["content": [pick(contents, &generator)], "task": [pick(tasks, &generator)]]
            if chance(8, &generator) { tags["content"]?.append("ethics") }
            if chance(8, &generator) { tags["task"] = nil }
            let facility = chance(8, &generator) ? nil : "0.\(Int.random(in: 25...95, using: &generator))"
            let enemy = "i\(Int.random(in: 0..<count, using: &generator))"
            let isVersion = number > 0 && clashes == 2 && chance(4, &generator)
            let id = isVersion ? pool[number - 1].item.rawValue : "i\(number)"
            pool.append(
                Pools.candidate(
                    id,
                    tags,
                    facility: facility,
                    enemies: clashes > 0 && chance(3, &generator) && enemy != id ? [enemy] : [],
                    lastUsed: Date(timeIntervalSince1970: Double.random(in: 0...100, using: &generator)),
                    version: number
                )
            )
        }
        let least = Int.random(in: 3...5, using: &generator)
        let most = least + (chance(2, &generator) ? 0 : Int.random(in: 0...2, using: &generator))
        var targets: [Blueprint.Target] = []
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            var cell: [String: String] = [:]
            if chance(2, &generator) { cell["content"] = pick(contents, &generator) }
            if chance(3, &generator) { cell["difficulty"] = pick(["easy", "medium", "hard"], &generator) }
            if cell.isEmpty || chance(3, &generator) { cell["task"] = pick(tasks, &generator) }
            let target = target(in: cell, &generator)
            if !targets.contains(where: { $0.cell == cell && $0.unit == target.unit }) { targets.append(target) }
        }
        let middle = Int.random(in: 40...75, using: &generator)
        let window = chance(4, &generator) ? ("0.\(middle - 5)", "0.\(middle + 5)") : nil
        var assembly = Assembly(
            Pools.blueprint(least...most, targets, meanFacility: window),
            pool: pool,
            seed: generator.next()
        )
        if chance(4, &generator) { assembly.kept = [pool[0].version] }
        if chance(4, &generator) { assembly.excluded = [pool[count - 1].item].filter { $0 != pool[0].item }.asSet }
        if chance(4, &generator) { assembly.restsSince = Date(timeIntervalSince1970: 60) }
        return assembly
    }

    private static func target(
        in cell: [String: String],
        _ generator: inout SeededGenerator
    ) -> Blueprint.Target {
        let isPercent = chance(3, &generator)
        let least = isPercent ? 10 * Int.random(in: 0...6, using: &generator) : Int.random(in: 0...3, using: &generator)
        let most =
            least
            + (isPercent ? 7 * Int.random(in: 1...6, using: &generator) : Int.random(in: 0...2, using: &generator))
        let open = Int.random(in: 0...5, using: &generator)
        return Blueprint.Target(
            cell,
            unit: isPercent ? .percent : .count,
            minimum: open == 0 ? nil : least,
            maximum: open == 1 ? nil : min(most, 100)
        )
    }

    private static func chance(_ one: Int, _ generator: inout SeededGenerator) -> Bool {
        Int.random(in: 0..<one, using: &generator) == 0
    }

    private static func pick(_ words: [String], _ generator: inout SeededGenerator) -> String {
        words[Int.random(in: words.indices, using: &generator)]
    }
}

extension Array where Element: Hashable {
    fileprivate var asSet: Set<Element> { Set(self) }
}
