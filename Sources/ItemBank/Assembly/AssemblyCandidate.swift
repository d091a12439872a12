public import Assessment
public import Foundation

/// One version of an item as assembly and coverage see it; whoever knows the bank fills it in.
public struct AssemblyCandidate: Hashable, Sendable {
    public var item: ItemID
    public var version: ContentHash
    /// Categories by axis.
    public var tags: [String: [String]]
    /// The expected facility, in 0…1; `nil` when nobody said.
    public var facility: Mark?
    /// Items that must not share a paper with this one; it is enough when one of two enemies names the other.
    public var enemies: Set<ItemID>
    /// Its place in a case set, of which a paper takes all items or none.
    public var caseSet: CaseSetPlace?
    /// Marks that the item yields: an extended-matching item yields one a stem.
    public var outcomes: Int
    public var marks: Mark
    public var lastUsed: Date?

    public init(
        item: ItemID,
        version: ContentHash,
        tags: [String: [String]] = [:],
        facility: Mark? = nil,
        enemies: Set<ItemID> = [],
        caseSet: CaseSetPlace? = nil,
        outcomes: Int = 1,
        marks: Mark = .one,
        lastUsed: Date? = nil
    ) {
        self.item = item
        self.version = version
        self.tags = tags
        self.facility = facility
        self.enemies = enemies
        self.caseSet = caseSet
        self.outcomes = outcomes
        self.marks = marks
        self.lastUsed = lastUsed
    }

    /// The candidate that `version` is; `hash` is its identity.
    ///
    /// - Throws: ``Mark/Overflow`` when its marks do not add up.
    public init(_ version: ItemVersion, hash: ContentHash, lastUsed: Date? = nil) throws(Mark.Overflow) {
        self.init(
            item: version.item,
            version: hash,
            tags: version.metadata.tags,
            facility: version.metadata.difficulty,
            enemies: Set(version.metadata.enemies),
            caseSet: version.metadata.caseSet,
            outcomes: version.scoring.count,
            marks: try version.marksAvailable(),
            lastUsed: lastUsed
        )
    }

    /// The categories that this item has on `axis`; those of difficulty follow from the facility alone.
    public func categories(on axis: String) -> [String] {
        guard axis == Blueprint.difficulty else { return tags[axis] ?? [] }
        return facility.map { [DifficultyBand(facility: $0).rawValue] } ?? []
    }

    /// Whether this item lies in every category of `cell`.
    public func lies(in cell: [String: String]) -> Bool {
        cell.allSatisfy { categories(on: $0.key).contains($0.value) }
    }

    /// Whether the two may not stand in one paper: they are enemies, or versions of one item.
    public func clashes(with other: AssemblyCandidate) -> Bool {
        item == other.item || enemies.contains(other.item) || other.enemies.contains(item)
    }

    /// The facility in thousandths, rounded half up: what means are formed of, so that sums stay whole.
    var facilityInThousandths: Int? { facility.map(\.inThousandths) }
}

extension Mark {
    /// This mark, which lies in 0…1, in thousandths, rounded half up.
    var inThousandths: Int {
        Int((Int128(numerator) * 2000 + Int128(denominator)) / (2 * Int128(denominator)))
    }
}
