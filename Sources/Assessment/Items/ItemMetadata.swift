/// What is known about an item besides its content.
public struct ItemMetadata: Hashable, Sendable {
    /// Categories by axis, such as `content → [cardiovascular]`.
    public var tags: [String: [String]]
    /// The facility that its writers expect, in 0…1; `nil` when nobody said.
    public var difficulty: Mark?
    public var authors: [String]
    public var licence: String
    public var origin: String
    public var references: [String]
    /// Items that must not share a form with this one, because one cues the other.
    public var enemies: [ItemID]
    /// The item's place among items that share one scenario; `nil` for an item that stands alone.
    public var caseSet: CaseSetPlace?
    /// What an import found and we keep for export without reading it.
    public var kept: [String: JSONValue]

    public init(
        tags: [String: [String]] = [:],
        difficulty: Mark? = nil,
        authors: [String] = [],
        licence: String = "",
        origin: String = "",
        references: [String] = [],
        enemies: [ItemID] = [],
        caseSet: CaseSetPlace? = nil,
        kept: [String: JSONValue] = [:]
    ) {
        self.tags = tags
        self.difficulty = difficulty
        self.authors = authors
        self.licence = licence
        self.origin = origin
        self.references = references
        self.enemies = enemies
        self.caseSet = caseSet
        self.kept = kept
    }

    /// The band of the difficulty axis: `easy` from .75, `medium` from .45, `hard` below; `nil` without an estimate.
    public var difficultyBand: DifficultyBand? { difficulty.map(DifficultyBand.init(facility:)) }
}

/// The three bands into which a blueprint's difficulty axis sorts expected facilities.
public enum DifficultyBand: String, Hashable, Sendable, CaseIterable {
    case easy, medium, hard

    /// Sorts `facility`, in 0…1.
    public init(facility: Mark) {
        // 0.75 and 0.45 lie midway between the usual targets .85, .60 and .35 of three-band blueprints.
        if Mark(3, over: 4).map({ facility >= $0 }) ?? false {
            self = .easy
        } else if Mark(9, over: 20).map({ facility >= $0 }) ?? false {
            self = .medium
        } else {
            self = .hard
        }
    }
}
