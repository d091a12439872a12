public import Assessment
public import Foundation
public import Solver

/// The choice of a paper's items from a pool: blueprint, enemies and wishes of the examiner taken together.
///
/// The same pool (in any order), wishes and seed give the same outcome.
public struct Assembly: Sendable {
    public var blueprint: Blueprint
    public var pool: [AssemblyCandidate]
    public var seed: UInt64
    /// Versions of the pool that must be in the paper.
    public var kept: Set<ContentHash>
    /// Items that must not be.
    public var excluded: Set<ItemID>
    /// Items used at or after this instant rest: they are left out, unless kept.
    public var restsSince: Date?
    /// How many resting items may be used all the same.
    public var restingAllowed: Int
    public var budget: Budget

    public init(
        _ blueprint: Blueprint,
        pool: [AssemblyCandidate],
        seed: UInt64,
        kept: Set<ContentHash> = [],
        excluded: Set<ItemID> = [],
        restsSince: Date? = nil,
        restingAllowed: Int = 0,
        budget: Budget = .standard
    ) {
        self.blueprint = blueprint
        self.pool = pool
        self.seed = seed
        self.kept = kept
        self.excluded = excluded
        self.restsSince = restsSince
        self.restingAllowed = restingAllowed
        self.budget = budget
    }

    /// Why a choice cannot even be tried.
    public enum Refusal: Error, Hashable, Sendable {
        /// The blueprint cannot be understood; contradictions are not among these, they come out as a conflict.
        case blueprint([Problem])
        /// A version stands in the pool twice.
        case repeated(ContentHash)
        /// Kept versions that the pool does not hold.
        case unknown([ContentHash])
        /// Both kept and excluded.
        case keptAndExcluded([ItemID])
        /// Two kept items that may not stand in one paper.
        case clash(ItemID, ItemID)
        /// Sums of this program leave the solver's range.
        case tooLarge
    }

    /// Says why nothing can be chosen before anything is tried.
    func check() throws(Refusal) {
        let problems = blueprint.formProblems()
        guard problems.isEmpty else { throw .blueprint(problems) }
        var seen: Set<ContentHash> = []
        for candidate in pool where !seen.insert(candidate.version).inserted { throw .repeated(candidate.version) }
        let unknown = kept.subtracting(seen)
        guard unknown.isEmpty else { throw .unknown(unknown.sorted()) }
        let fixed = pool.filter { kept.contains($0.version) }.sorted { $0.item < $1.item }
        let both = fixed.map(\.item).filter(excluded.contains)
        guard both.isEmpty else { throw .keptAndExcluded(both) }
        for (index, first) in fixed.enumerated() {
            for second in fixed[(index + 1)...] where first.clashes(with: second) {
                throw .clash(first.item, second.item)
            }
        }
    }
}
