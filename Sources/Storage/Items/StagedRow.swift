import Assessment
import Foundation

/// One item as it goes into staging.
struct StagedRow: Sendable {
    let number: Int
    let item: IncomingItem
    let isTwice: Bool

    static let twice = "the identifier stands twice in this file"

    func stage(in id: String, _ transaction: Transaction) throws {
        let version = item.version
        var blockers = item.blockers + item.faults + (isTwice ? [Self.twice] : [])
        // What does not come in anyway, the writer need not encode nor look up.
        let data = blockers.isEmpty ? version.canonicalData : Data()
        if data.count > IncomingItem.sizeLimit { blockers.append(IncomingItem.tooLarge) }
        guard blockers.isEmpty else {
            return try entry(.blocked, notes: blockers + item.notes).insert(in: id, number: number, transaction)
        }
        let hash = ContentHash(of: data)
        let newest = try transaction.row(
            """
            SELECT v.number, v.hash
            FROM item_version v
            JOIN import i ON i.id = v.import AND i.state = 'applied'
            WHERE v.item = $1
            ORDER BY v.number DESC
            LIMIT 1
            """,
            [.text(version.item.rawValue)]
        )
        let isKnown = try transaction.row(
            """
            SELECT 1 AS one
            FROM item_version v
            JOIN import i ON i.id = v.import AND i.state = 'applied'
            WHERE v.hash = $1
            LIMIT 1
            """,
            [.text(hash.rawValue)]
        )
        let outcome: PlanEntry.Outcome =
            if isKnown != nil {
                .same
            } else if newest != nil {
                .newer
            } else {
                .new
            }
        try entry(outcome, notes: item.notes).insert(in: id, number: number, transaction)
        guard outcome == .new || outcome == .newer else { return }
        let next = try (newest?.integer("number") ?? 0) + 1
        try insert(version, data: data, hash: hash, number: next, import: id, transaction)
    }

    private func entry(_ outcome: PlanEntry.Outcome, notes: [String]) -> PlanEntry {
        PlanEntry(
            path: item.path,
            item: item.version.item,
            title: item.version.title,
            kind: item.version.kind,
            outcome: outcome,
            notes: notes
        )
    }

    private func insert(
        _ version: ItemVersion,
        data: Data,
        hash: ContentHash,
        number: Int64,
        import id: String,
        _ transaction: Transaction
    ) throws {
        let tags = version.metadata.tags.flatMap { axis, categories in
            categories.map { CanonicalJSON.text(.string("\(axis)=\($0)")) }
        }
        let search = ([version.item.rawValue, version.searchText] + tags).joined(separator: " ").lowercased()
        try transaction.execute(
            """
            INSERT INTO item_version (
                import, hash, item, number, kind, language, title, facets, search_text, body
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(id), .text(hash.rawValue), .text(version.item.rawValue), .integer(number),
                .text(version.kind.rawValue), .text(version.language), .text(version.title),
                .text(CanonicalJSON.text(ItemFacets(version).json)),
                .text(search.replacing("\0", with: " ")), .text(String(decoding: data, as: UTF8.self)),
            ]
        )
        for (name, media) in item.media { try media.announce(as: name, of: hash, in: id, transaction) }
    }
}
