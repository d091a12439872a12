public import Assessment
public import Foundation

extension Store {
    /// How many sealed papers hold each version.
    public func uses() async throws -> [ContentHash: Int] {
        var uses: [ContentHash: Int] = [:]
        for record in try await papers() where record.form != nil {
            for entry in record.paper.entries { uses[entry.version, default: 0] += 1 }
        }
        return uses
    }

    /// When each version of an item came into the bank.
    public func importDates(of item: ItemID) async throws -> [ContentHash: Date] {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT v.hash, i.created_at
                FROM item_version v
                JOIN import i ON i.id = v.import AND i.state = 'applied'
                WHERE v.item = $1
                """,
                [.text(item.rawValue)]
            )
            var dates: [ContentHash: Date] = [:]
            for row in rows {
                guard let hash = ContentHash(rawValue: try row.text("hash")) else { continue }
                dates[hash] = try row.instant("created_at")
            }
            return dates
        }
    }
}
