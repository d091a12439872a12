public import Assessment
import Foundation

/// An item that could be added or swapped in, with what it would do to the coverage.
public struct Suggestion: Hashable, Sendable {
    public let candidate: AssemblyCandidate
    /// Items too few or too many afterwards, as ``Coverage/miss``.
    public let miss: Int
    /// Thousandths of the mean facility outside its window afterwards.
    public let facilityMiss: Int
    /// By how much ``miss`` becomes smaller; below 0 when it grows.
    public let improvement: Int
    /// Items of the set that may not stand beside this one.
    public let clashes: [ItemID]
}

extension Blueprint {
    /// Items of `pool` that can take the place of the version `replaced` without making any target worse.
    ///
    /// The size stays. None of them clashes with the other items, except where the replaced one did too. First what
    /// improves the coverage most, then the mean facility; among equals what shares most categories with the replaced
    /// item, has the nearest facility and was never or least recently used.
    ///
    /// - Returns: At most `limit`; none when `replaced` is not among `items`.
    public func swapSuggestions(
        replacing replaced: ContentHash,
        in items: [AssemblyCandidate],
        from pool: [AssemblyCandidate],
        limit: Int = 20
    ) -> [Suggestion] {
        guard let old = items.first(where: { $0.version == replaced }) else { return [] }
        let others = items.filter { $0.version != replaced }
        let before = coverage(of: items)
        var preview = CoveragePreview(self, beside: others)
        let found = pool.compactMap { candidate -> Suggestion? in
            guard candidate.version != replaced else { return nil }
            let after = preview.coverage(adding: candidate)
            let isNoWorse = zip(before.targets, after.targets).allSatisfy { $1 <= $0.miss }
            guard isNoWorse, after.facilityMiss <= before.meanFacility?.miss ?? 0 else { return nil }
            let suggestion = preview.suggestion(candidate, after, before: before)
            return suggestion.clashes.isEmpty ? suggestion : nil
        }
        return ranked(found, like: old, limit: limit)
    }

    /// Items of `pool` in `cell` that could be added to `items`, best first; those that clash come last.
    ///
    /// - Returns: At most `limit`, ranked by coverage, mean facility and last use.
    public func additions(
        to items: [AssemblyCandidate],
        in cell: [String: String] = [:],
        from pool: [AssemblyCandidate],
        limit: Int = 20
    ) -> [Suggestion] {
        let present = Set(items.map(\.version))
        let before = coverage(of: items)
        var preview = CoveragePreview(self, beside: items)
        let found = pool.filter { !present.contains($0.version) && $0.lies(in: cell) }.map { candidate in
            preview.suggestion(candidate, preview.coverage(adding: candidate), before: before)
        }
        return ranked(found, like: nil, limit: limit)
    }

    private func ranked(_ found: [Suggestion], like old: AssemblyCandidate?, limit: Int) -> [Suggestion] {
        let axes = allAxes.map(\.id)
        let keyed = found.map { suggestion in
            (suggestion, Rank(suggestion, like: old, axes: axes))
        }
        return keyed.sorted { $0.1 < $1.1 }.prefix(max(0, limit)).map(\.0)
    }
}

/// Coverage of a set with one more item, quickly for one candidate after the other.
private struct CoveragePreview {
    private let others: [AssemblyCandidate]
    private var index: TargetIndex
    private let counts: [Int]
    private let needs: [Need]
    private let size: Coverage.Tally
    private let facilities: (sum: Int, count: Int)
    private let window: Blueprint.FacilityWindow?
    private let present: Set<ItemID>
    private let enemies: Set<ItemID>

    struct Preview {
        /// Items too few or too many, one a target.
        let targets: [Int]
        let facilityMiss: Int
    }

    init(_ blueprint: Blueprint, beside others: [AssemblyCandidate]) {
        self.others = others
        index = TargetIndex(blueprint.targets.map(\.cell))
        counts = blueprint.coverage(of: others).targets.map(\.have)
        let reference = blueprint.size.nearest(to: others.count + 1)
        needs = blueprint.targets.map { $0.need(inPaperOf: reference) }
        size = Coverage.Tally(have: others.count + 1, need: blueprint.size.need)
        let known = others.compactMap(\.facilityInThousandths)
        facilities = (known.reduce(0, +), known.count)
        window = blueprint.meanFacility
        present = Set(others.map(\.item))
        enemies = others.reduce(into: []) { $0.formUnion($1.enemies) }
    }

    mutating func coverage(adding candidate: AssemblyCandidate) -> Preview {
        var counts = counts
        for target in index.targets(of: candidate) { counts[target] += 1 }
        let facility = candidate.facilityInThousandths
        let mean = window.map { window in
            Coverage.MeanFacility(
                sum: facilities.sum + (facility ?? 0),
                count: facilities.count + (facility == nil ? 0 : 1),
                unknown: 0,
                window: window
            )
        }
        return Preview(
            targets: zip(counts, needs).map { Coverage.Tally(have: $0, need: $1).miss },
            facilityMiss: mean?.miss ?? 0
        )
    }

    func suggestion(_ candidate: AssemblyCandidate, _ after: Preview, before: Coverage) -> Suggestion {
        let miss = after.targets.reduce(size.miss, +)
        let mayClash =
            present.contains(candidate.item) || enemies.contains(candidate.item)
            || !candidate.enemies.isDisjoint(with: present)
        return Suggestion(
            candidate: candidate,
            miss: miss,
            facilityMiss: after.facilityMiss,
            improvement: before.miss - miss,
            clashes: mayClash ? others.filter { $0.clashes(with: candidate) }.map(\.item) : []
        )
    }
}

/// The order of suggestions, smallest first.
private struct Rank: Comparable {
    private let numbers: [Int]
    /// Before all others when never used.
    private let lastUsed: Date
    private let item: ItemID
    private let version: ContentHash

    init(_ suggestion: Suggestion, like old: AssemblyCandidate?, axes: [String]) {
        let candidate = suggestion.candidate
        var numbers = [suggestion.clashes.count, suggestion.miss, suggestion.facilityMiss]
        if let old {
            let differences = axes.map { axis in
                Set(candidate.categories(on: axis)).symmetricDifference(old.categories(on: axis)).count
            }
            numbers.append(differences.reduce(0, +))
            // An unknown facility is as far away as can be.
            let facilities = [candidate, old].map(\.facilityInThousandths)
            numbers.append(facilities[0].flatMap { first in facilities[1].map { abs(first - $0) } } ?? 1000)
        }
        self.numbers = numbers
        lastUsed = candidate.lastUsed ?? .distantPast
        item = candidate.item
        version = candidate.version
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        return (left.lastUsed, left.item, left.version) < (right.lastUsed, right.item, right.version)
    }
}
