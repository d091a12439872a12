public import Assessment
import Foundation

extension Store {
    /// The other items that show a text which the version `hash` of `item` shows too: the current versions of the first
    /// `limit` of them by identifier, and how many there are in all.
    public func sharers(
        of item: ItemID,
        version hash: ContentHash,
        limit: Int
    ) async throws -> (items: [ItemSummary], total: Int) {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT v.item, v.number, v.hash, v.kind, v.language, v.title, v.facets, COUNT(*) OVER () AS total
                FROM item_version v
                JOIN import i ON i.id = v.import AND i.state = 'applied'
                WHERE v.item <> $1
                    AND v.hash IN (
                        SELECT o.version
                        FROM stimulus_use u
                        JOIN stimulus_use o ON o.stimulus = u.stimulus
                        WHERE u.version = $2
                    )
                    AND v.number = (
                        SELECT MAX(w.number)
                        FROM item_version w
                        JOIN import j ON j.id = w.import AND j.state = 'applied'
                        WHERE w.item = v.item
                    )
                ORDER BY v.item
                LIMIT $3
                """,
                [.text(item.rawValue), .text(hash.rawValue), .integer(limit)]
            )
            return (try rows.map(ItemSummary.init), Int(try rows.first?.integer("total") ?? 0))
        }
    }

    /// Takes the shared texts out of versions that were stored whole before texts had a table of their own, in short
    /// chunks between saves; a server that ends amid it leaves the rest to the next.
    ///
    /// A row that is not what its hash says stays as it is, for whoever looks into the damage.
    ///
    /// - Returns: How many versions refer to their texts now.
    @discardableResult
    public func gatherStimuli() async throws -> Int {
        let whole = try await database.read { transaction in
            try transaction.rows("SELECT import, version FROM stimulus_inline").map {
                (id: try $0.text("import"), hash: try $0.text("version"))
            }
        }
        try await log.bulk(whole) { transaction, row in
            try Self.gatherStimuli(of: row.hash, in: row.id, transaction)
        }
        let left = try await database.read { transaction in
            try transaction.row("SELECT COUNT(*) AS total FROM stimulus_inline")?.integer("total") ?? 0
        }
        return whole.count - Int(left)
    }

    private static func gatherStimuli(of hash: String, in id: String, _ transaction: Transaction) throws {
        let key: [SQLValue] = [.text(id), .text(hash)]
        let row = try transaction.row(
            """
            SELECT v.body
            FROM stimulus_inline s
            JOIN item_version v ON v.import = s.import AND v.hash = s.version
            WHERE s.import = $1 AND s.version = $2
            """,
            key
        )
        // Discarded, or gathered by another node, since the list was made.
        guard let row else { return }
        let data = Data(try row.text("body").utf8)
        // Damage is for whoever looks into it, and keeps no other text from being gathered.
        guard ContentHash(of: data).rawValue == hash, let version = try? ItemVersion(data: data) else { return }
        let body = StoredBody(version, data: data)
        for stimulus in body.stimuli {
            try stimulus.insert(transaction)
            try stimulus.insertUse(by: version.hash, in: id, transaction)
        }
        try transaction.execute(
            "UPDATE item_version SET body = $3 WHERE import = $1 AND hash = $2",
            key + [.text(body.text)]
        )
        try transaction.execute("DELETE FROM stimulus_inline WHERE import = $1 AND version = $2", key)
    }
}
