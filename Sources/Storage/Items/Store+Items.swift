public import Assessment
import Foundation

/// What a list of items is narrowed by; empty members narrow nothing.
public struct ItemQuery: Hashable, Sendable {
    /// Every word must occur in title, stem, lead-in or options; case does not matter.
    public var words: [String] = []
    public var kind: KindName?
    /// One category of one axis, as `axis` and `category`.
    public var tag: (axis: String, category: String)?
    public var limit = 50
    public var offset = 0

    public init() {}

    public static func == (left: Self, right: Self) -> Bool {
        left.words == right.words && left.kind == right.kind && left.tag?.axis == right.tag?.axis
            && left.tag?.category == right.tag?.category && left.limit == right.limit && left.offset == right.offset
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words)
        hasher.combine(kind)
        hasher.combine(tag?.axis)
        hasher.combine(tag?.category)
        hasher.combine(limit)
        hasher.combine(offset)
    }
}

extension Store {
    /// The current versions of all items that match `query`, by item, and how many there are in all.
    public func items(_ query: ItemQuery = ItemQuery()) async throws -> (items: [ItemSummary], total: Int) {
        let words = (query.words + ["", "", "", ""]).prefix(4).map { "%\(Self.escaped($0.lowercased()))%" }
        let tag = query.tag.map { "%\(Self.escaped(CanonicalJSON.text(.string("\($0.axis)=\($0.category)"))))%" } ?? "%"
        let values: [SQLValue] =
            words.map(SQLValue.text) + [.text(query.kind?.rawValue ?? ""), .text(tag)]
        return try await database.read { transaction in
            let total = try transaction.row(
                """
                SELECT COUNT(*) AS total
                FROM item_version v
                JOIN import i ON i.id = v.import AND i.state = 'applied'
                WHERE v.search_text LIKE $1 ESCAPE '\\'
                    AND v.search_text LIKE $2 ESCAPE '\\'
                    AND v.search_text LIKE $3 ESCAPE '\\'
                    AND v.search_text LIKE $4 ESCAPE '\\'
                    AND ($5 = '' OR v.kind = $5)
                    AND v.search_text LIKE $6 ESCAPE '\\'
                    AND v.number = (
                        SELECT MAX(w.number)
                        FROM item_version w
                        JOIN import j ON j.id = w.import AND j.state = 'applied'
                        WHERE w.item = v.item
                    )
                """,
                values
            )?.integer("total")
            let rows = try transaction.rows(
                """
                SELECT v.item, v.number, v.hash, v.kind, v.language, v.title, v.facets
                FROM item_version v
                JOIN import i ON i.id = v.import AND i.state = 'applied'
                WHERE v.search_text LIKE $1 ESCAPE '\\'
                    AND v.search_text LIKE $2 ESCAPE '\\'
                    AND v.search_text LIKE $3 ESCAPE '\\'
                    AND v.search_text LIKE $4 ESCAPE '\\'
                    AND ($5 = '' OR v.kind = $5)
                    AND v.search_text LIKE $6 ESCAPE '\\'
                    AND v.number = (
                        SELECT MAX(w.number)
                        FROM item_version w
                        JOIN import j ON j.id = w.import AND j.state = 'applied'
                        WHERE w.item = v.item
                    )
                ORDER BY v.item
                LIMIT $7 OFFSET $8
                """,
                values + [.integer(query.limit), .integer(query.offset)]
            )
            return (try rows.map(ItemSummary.init), Int(total ?? 0))
        }
    }

    /// All versions of one item, newest first.
    public func versions(of item: ItemID) async throws -> [ItemSummary] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT v.item, v.number, v.hash, v.kind, v.language, v.title, v.facets
                FROM item_version v
                JOIN import i ON i.id = v.import AND i.state = 'applied'
                WHERE v.item = $1
                ORDER BY v.number DESC
                """,
                [.text(item.rawValue)]
            ).map(ItemSummary.init)
        }
    }

    /// One frozen version.
    public func version(_ hash: ContentHash) async throws -> ItemVersion? {
        try await database.read { try Self.version(hash, in: $0) }
    }

    static func version(_ hash: ContentHash, in transaction: Transaction) throws -> ItemVersion? {
        try transaction.row(
            """
            SELECT v.body
            FROM item_version v
            JOIN import i ON i.id = v.import AND i.state = 'applied'
            WHERE v.hash = $1
            LIMIT 1
            """,
            [.text(hash.rawValue)]
        ).map { try StoredBody.version(try $0.text("body"), hash: hash, in: transaction) }
    }

    /// Makes the wildcards of LIKE plain letters.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

extension ItemSummary {
    init(_ row: Row) throws {
        guard let hash = ContentHash(rawValue: try row.text("hash")) else {
            throw StorageError.wrongColumn(table: "item_version", column: "hash", problem: "is no hash")
        }
        self.init(
            item: ItemID(rawValue: try row.text("item")),
            number: Int(try row.integer("number")),
            hash: hash,
            kind: KindName(rawValue: try row.text("kind")),
            language: try row.text("language"),
            title: try row.text("title"),
            facets: try ItemFacets(json: try StrictJSON.value(Data(try row.text("facets").utf8)))
        )
    }
}
