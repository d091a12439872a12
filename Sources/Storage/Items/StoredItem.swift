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
    public let caseSet: CaseSetPlace?
    /// The scored outcomes: 1 for most kinds, one a stem for extended matching.
    public let outcomes: Int
    /// The first words of the stem, for lists.
    public let excerpt: String
    /// Whether it shows a file that is missing, so that no paper can hold it.
    public let lacksFiles: Bool

    init(_ version: ItemVersion) {
        tags = version.metadata.tags
        difficulty = version.metadata.difficulty
        enemies = version.metadata.enemies
        caseSet = version.metadata.caseSet
        outcomes = version.scoring.count
        excerpt = String((version.body.plainText.isEmpty ? version.title : version.body.plainText).prefix(160))
        lacksFiles = !version.missingFiles.isEmpty
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
        caseSet = try fields.take("caseSet").map { json throws(FormatProblem) in
            try CaseSetPlace(json: json, path: fields.at("caseSet"))
        }
        outcomes = try fields.integer("outcomes")
        excerpt = try fields.string("excerpt")
        lacksFiles = try fields.bool("lacksFiles", default: false)
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "tags": .object(tags.mapValues { .array($0.map(JSONValue.string)) }),
            "enemies": .array(enemies.map { .string($0.rawValue) }), "outcomes": .integer(Int64(outcomes)),
            "excerpt": .string(excerpt),
        ]
        if let difficulty { members["difficulty"] = .string(difficulty.description) }
        if let caseSet { members["caseSet"] = caseSet.json }
        if lacksFiles { members["lacksFiles"] = true }
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
