import Assessment
import Foundation

/// The candidates among which assembly chooses, in an order of their own, with what the rules ask of each.
struct AssemblyPool {
    let entries: [Entry]
    /// Sets of entries of which a paper may hold one at most.
    let exclusions: [[Int]]

    struct Entry {
        let candidate: AssemblyCandidate
        /// Positions of the targets that it counts towards.
        let targets: [Int]
        let facility: Int?
        let isKept: Bool
        /// Used too recently, and not kept.
        let rests: Bool
        /// Place in the draw: a number that depends on the seed and the version alone.
        let draw: UInt64
    }

    /// What to leave out of account, to find out whether it causes a conflict.
    init(_ assembly: Assembly, without ignored: Set<AssemblyConflict.Cause> = []) {
        var index = TargetIndex(assembly.blueprint.targets.map(\.cell))
        let kept = ignored.contains(.kept) ? [] : assembly.kept
        var candidates = assembly.pool.filter { !assembly.excluded.contains($0.item) }
        candidates.sort { ($0.item, $0.version) < ($1.item, $1.version) }
        if !ignored.contains(.enemies) { candidates = Self.withoutRivals(of: kept, in: candidates) }
        entries = candidates.map { candidate in
            let isKept = kept.contains(candidate.version)
            let isRecent = assembly.restsSince.map { candidate.lastUsed ?? .distantPast >= $0 } ?? false
            return Entry(
                candidate: candidate,
                targets: index.targets(of: candidate),
                facility: candidate.facilityInThousandths,
                isKept: isKept,
                rests: isRecent && !isKept,
                draw: Self.draw(candidate.version, seed: assembly.seed)
            )
        }
        exclusions = Self.exclusions(among: candidates, withEnemies: !ignored.contains(.enemies))
    }

    /// Leaves out what clashes with a kept version, so that the search need not.
    private static func withoutRivals(
        of kept: Set<ContentHash>,
        in candidates: [AssemblyCandidate]
    ) -> [AssemblyCandidate] {
        let fixed = candidates.filter { kept.contains($0.version) }
        let items = Set(fixed.map(\.item))
        let enemies = fixed.reduce(into: Set<ItemID>()) { $0.formUnion($1.enemies) }
        return candidates.filter { candidate in
            kept.contains(candidate.version)
                || !items.contains(candidate.item) && !enemies.contains(candidate.item)
                    && candidate.enemies.isDisjoint(with: items)
        }
    }

    private static func draw(_ version: ContentHash, seed: UInt64) -> UInt64 {
        let stream = UInt64(version.rawValue.prefix(16), radix: 16) ?? 0
        var generator = SeededGenerator(seed: seed, stream: stream)
        return generator.next()
    }

    /// Covers all pairs that clash with sets in which each clashes with each: fewer and stronger rules than pairs.
    private static func exclusions(among candidates: [AssemblyCandidate], withEnemies: Bool) -> [[Int]] {
        var places: [ItemID: [Int]] = [:]
        for (place, candidate) in candidates.enumerated() { places[candidate.item, default: []].append(place) }
        var rivals: [Int: Set<Int>] = [:]
        for (place, candidate) in candidates.enumerated() {
            let named = withEnemies ? candidate.enemies.union([candidate.item]) : [candidate.item]
            for rival in named.flatMap({ places[$0] ?? [] }) where rival != place {
                rivals[place, default: []].insert(rival)
                rivals[rival, default: []].insert(place)
            }
        }
        var open = rivals
        var exclusions: [[Int]] = []
        for place in rivals.keys.sorted() {
            while let rival = open[place]?.min() {
                var members = [place, rival]
                var common = (rivals[place] ?? []).intersection(rivals[rival] ?? [])
                while let next = common.min() {
                    members.append(next)
                    common.formIntersection(rivals[next] ?? [])
                }
                for member in members { open[member]?.subtract(members) }
                exclusions.append(members.sorted())
            }
        }
        return exclusions
    }
}
