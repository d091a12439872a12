import Assessment
import Foundation

/// The candidates among which assembly chooses, in an order of their own, with what the rules ask of each.
struct AssemblyPool {
    let entries: [Entry]
    /// Sets of entries of which a paper may hold one at most.
    let exclusions: [[Int]]
    /// Two items each, with the entries of their versions: a paper takes both or neither, as steps of one case set.
    let ties: [Tie]

    struct Tie {
        let first: [Int]
        let second: [Int]
    }

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
        let whole = Self.wholeSets(of: assembly.pool, in: candidates)
        candidates.removeAll { candidate in
            candidate.caseSet.map { !whole.contains($0.set) && !kept.contains(candidate.version) } ?? false
        }
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
        ties = Self.ties(among: candidates, of: whole)
    }

    /// The case sets of which no item was left out: of others nothing is added to what is kept.
    private static func wholeSets(
        of pool: [AssemblyCandidate],
        in candidates: [AssemblyCandidate]
    ) -> Set<CaseSetID> {
        let present = Set(candidates.lazy.filter { $0.caseSet != nil }.map(\.item))
        var sets: Set<CaseSetID> = []
        var torn: Set<CaseSetID> = []
        for candidate in pool {
            guard let set = candidate.caseSet?.set else { continue }
            sets.insert(set)
            if !present.contains(candidate.item) { torn.insert(set) }
        }
        return sets.subtracting(torn)
    }

    private static func ties(among candidates: [AssemblyCandidate], of whole: Set<CaseSetID>) -> [Tie] {
        var places: [CaseSetID: [ItemID: [Int]]] = [:]
        for (place, candidate) in candidates.enumerated() {
            guard let set = candidate.caseSet?.set, whole.contains(set) else { continue }
            places[set, default: [:]][candidate.item, default: []].append(place)
        }
        return places.sorted { $0.key < $1.key }.flatMap { _, items in
            let items = items.sorted { $0.key < $1.key }.map(\.value)
            return zip(items, items.dropFirst()).map { Tie(first: $0, second: $1) }
        }
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
