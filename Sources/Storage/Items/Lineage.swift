import Assessment
import Foundation

/// What one entry of an import brought for one resource of its package, and what the bank had of it then.
///
/// The rows of applied imports are the memory by which a package is known when it comes again.
struct Lineage {
    let package: String
    let resource: String
    /// The identifier that the package gives the item; not ``item`` once it was taken as an item of its own.
    let called: ItemID
    let item: ItemID
    let brought: ContentHash
    /// What the package brought before.
    let base: ContentHash?
    /// The newest version in the bank when the plan was made.
    let ours: ContentHash?
    /// For what was changed here and there alone.
    let choice: PlanEntry.Choice?
    /// The canonical JSON of what was brought, where a choice keeps it out of the bank's versions.
    let body: String?

    func insert(in id: String, number: Int, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO import_lineage (
                import, number, package, resource, called, item, brought, base, ours, choice, body
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .text(id), .integer(number), .text(package), .text(resource), .text(called.rawValue),
                .text(item.rawValue), .text(brought.rawValue), .optional(base) { .text($0.rawValue) },
                .optional(ours) { .text($0.rawValue) }, .optional(choice) { .text($0.rawValue) },
                .optional(body, SQLValue.text),
            ]
        )
    }

    /// What `package` brought for the item that it calls so in `resource`, when it was applied last.
    ///
    /// Authoring tools give many packages one name and their resources another: only with the identifier of the item too
    /// do two things count as one. A file without a package may be anybody's, so what was taken of one as an item of its
    /// own says nothing of the next.
    static func last(
        of resource: String,
        called: ItemID,
        in package: String,
        _ transaction: Transaction
    ) throws -> (item: ItemID, brought: ContentHash)? {
        let row = try transaction.row(
            """
            SELECT l.item, l.brought
            FROM import_lineage l
            JOIN import i ON i.id = l.import AND i.state = 'applied'
            WHERE l.package = $1 AND l.resource = $2 AND l.called = $3 AND (l.package <> '' OR l.item = l.called)
            ORDER BY i.applied_number DESC
            LIMIT 1
            """,
            [.text(package), .text(resource), .text(called.rawValue)]
        )
        guard let row else { return nil }
        return (ItemID(rawValue: try row.text("item")), try Self.hash("brought", in: row))
    }

    /// A name of a package or resource as it is kept: the hash of a long one, since an index takes no entry of any length.
    static func key(_ name: String) -> String {
        name.utf8.count <= 200 ? name : ContentHash(of: Data(name.utf8)).rawValue
    }

    /// Whether another entry of the import `id` is about `item` already.
    static func has(_ item: ItemID, in id: String, _ transaction: Transaction) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM import_lineage WHERE import = $1 AND item = $2",
            [.text(id), .text(item.rawValue)]
        ) != nil
    }

    /// The version called `hash` that the package brought for the same resource, in the bank or kept out of it.
    func version(_ hash: ContentHash, _ transaction: Transaction) throws -> ItemVersion? {
        if let version = try Store.version(hash, in: transaction) { return version }
        return try transaction.row(
            """
            SELECT body
            FROM import_lineage
            WHERE package = $1 AND resource = $2 AND brought = $3 AND body IS NOT NULL
            LIMIT 1
            """,
            [.text(package), .text(resource), .text(hash.rawValue)]
        ).map { try ItemVersion(data: Data(try $0.text("body").utf8)) }
    }

    fileprivate static func hash(_ column: String, in row: Row) throws -> ContentHash {
        guard let hash = ContentHash(rawValue: try row.text(column)) else {
            throw StorageError.wrongColumn(table: "import_lineage", column: column, problem: "is no hash")
        }
        return hash
    }
}

extension Lineage {
    /// What the entry of that number brought; `nil` for one that is blocked or no item.
    init?(of id: String, number: Int, _ transaction: Transaction) throws {
        let row = try transaction.row(
            """
            SELECT package, resource, called, item, brought, base, ours, choice, body
            FROM import_lineage
            WHERE import = $1 AND number = $2
            """,
            [.text(id), .integer(number)]
        )
        guard let row else { return nil }
        self.init(
            package: try row.text("package"),
            resource: try row.text("resource"),
            called: ItemID(rawValue: try row.text("called")),
            item: ItemID(rawValue: try row.text("item")),
            brought: try Self.hash("brought", in: row),
            base: try row.isNull("base") ? nil : Self.hash("base", in: row),
            ours: try row.isNull("ours") ? nil : Self.hash("ours", in: row),
            choice: try PlanEntry.Choice(in: row),
            body: try row.ifPresent("body", row.text)
        )
    }
}
