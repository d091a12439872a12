public import Assessment
public import Foundation

/// One version of an item as lists show it: everything but its content.
public struct ItemSummary: Hashable, Sendable {
    public let item: ItemID
    /// Counts the versions of the item from 1.
    public let number: Int
    public let hash: ContentHash
    public let kind: KindName
    public let language: String
    public let title: String
    public let facets: ItemFacets
}

/// What searches and assembly need to know of a version without reading its content.
public struct ItemFacets: Hashable, Sendable {
    public let tags: [String: [String]]
    public let difficulty: Mark?
    public let enemies: [ItemID]
    /// The scored outcomes: 1 for most kinds, one a stem for extended matching.
    public let outcomes: Int
    /// The first words of the stem, for lists.
    public let excerpt: String

    init(_ version: ItemVersion) {
        tags = version.metadata.tags
        difficulty = version.metadata.difficulty
        enemies = version.metadata.enemies
        outcomes = version.scoring.count
        excerpt = String((version.body.plainText.isEmpty ? version.title : version.body.plainText).prefix(160))
    }

    init(json: JSONValue) throws(FormatProblem) {
        var fields = try Fields(json)
        var tags: [String: [String]] = [:]
        if let members = fields.take("tags")?.members {
            for (axis, value) in members { tags[axis] = (value.elements ?? []).compactMap(\.text) }
        }
        self.tags = tags
        difficulty = try fields.optionalString("difficulty").flatMap(Mark.init(parsing:))
        enemies = try fields.strings("enemies").map(ItemID.init(rawValue:))
        outcomes = try fields.integer("outcomes")
        excerpt = try fields.string("excerpt")
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "tags": .object(tags.mapValues { .array($0.map(JSONValue.string)) }),
            "enemies": .array(enemies.map { .string($0.rawValue) }), "outcomes": .integer(Int64(outcomes)),
            "excerpt": .string(excerpt),
        ]
        if let difficulty { members["difficulty"] = .string(difficulty.description) }
        return .object(members)
    }
}

/// A file that items name, kept once under its hash.
public struct StoredMedia: Hashable, Sendable {
    public let hash: ContentHash
    /// A media type, such as `image/png`.
    public let type: String
    public let bytes: Data

    public init(type: String, bytes: Data) {
        hash = ContentHash(of: bytes)
        self.type = type
        self.bytes = bytes
    }
}

/// One row of an import plan: what would become of one incoming item.
public struct PlanEntry: Hashable, Sendable {
    /// The closed list of the glossary; a package of another school can bring all of them.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        case new, same, newer, changedBoth, forked, withdrawn, blocked
    }

    public var path: String
    public var item: ItemID
    public var title: String
    public var kind: KindName
    public var outcome: Outcome
    /// What is wrong or will be lost, in words.
    public var notes: [String]

    public init(
        path: String,
        item: ItemID,
        title: String,
        kind: KindName,
        outcome: Outcome,
        notes: [String] = []
    ) {
        self.path = path
        self.item = item
        self.title = title
        self.kind = kind
        self.outcome = outcome
        self.notes = notes
    }

    init(json: JSONValue) throws(FormatProblem) {
        var fields = try Fields(json)
        path = try fields.string("path")
        item = ItemID(rawValue: try fields.string("item"))
        title = try fields.string("title")
        kind = KindName(rawValue: try fields.string("kind"))
        outcome = Outcome(rawValue: try fields.string("outcome")) ?? .blocked
        notes = try fields.strings("notes")
        try fields.end()
    }

    /// This entry as stored and as commands print it.
    public var json: JSONValue {
        [
            "path": .string(path), "item": .string(item.rawValue), "title": .string(title),
            "kind": .string(kind.rawValue), "outcome": .string(outcome.rawValue),
            "notes": .array(notes.map(JSONValue.string)),
        ]
    }
}

/// An import as it stands.
public struct ImportRecord: Hashable, Sendable {
    public enum State: String, Hashable, Sendable { case staging, staged, applied, discarded }

    public let id: String
    public let fileName: String
    public let state: State
    public let createdAt: Date
    /// Problems of the package as a whole; with any, the import cannot be applied.
    public let problems: [String]
    /// How many entries there are of each outcome.
    public let counts: [PlanEntry.Outcome: Int]
}

/// One import as a list shows it.
public struct ImportSummary: Hashable, Sendable {
    public let id: String
    public let fileName: String
    public let state: ImportRecord.State
    public let createdAt: Date
    /// The name of the person who brought the file; `nil` for somebody at the machine.
    public let person: String?
    /// How many items the file held.
    public let itemCount: Int
}
