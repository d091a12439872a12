import Assessment
import Foundation

/// One version as it goes into the table of versions; it counts once its import is applied.
struct StagedVersion {
    let version: ItemVersion
    let data: Data
    let hash: ContentHash
    let number: Int64

    func insert(in id: String, _ transaction: Transaction) throws {
        let tags = version.metadata.tags.flatMap { axis, categories in
            categories.map { CanonicalJSON.text(.string("\(axis)=\($0)")) }
        }
        let search = ([version.item.rawValue, version.searchText] + tags).joined(separator: " ").lowercased()
        let body = StoredBody(version, data: data)
        for stimulus in body.stimuli { try stimulus.insert(transaction) }
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
                .text(search.replacing("\0", with: " ")), .text(body.text),
            ]
        )
        for stimulus in body.stimuli { try stimulus.insertUse(by: hash, in: id, transaction) }
    }
}
