public import Assessment
public import Foundation

/// One incoming item on its way into staging.
public struct IncomingItem: Sendable {
    public var path: String
    public var version: ItemVersion
    public var media: [String: StoredMedia]
    /// Why the item cannot come in, in words; empty when it can.
    public var blockers: [String]
    /// What is lost or kept unread, in words.
    public var notes: [String]

    public init(
        path: String,
        version: ItemVersion,
        media: [String: StoredMedia] = [:],
        blockers: [String] = [],
        notes: [String] = []
    ) {
        self.path = path
        self.version = version
        self.media = media
        self.blockers = blockers
        self.notes = notes
    }
}

/// Why a plan cannot be applied.
public enum ImportRefusal: Error, Hashable, Sendable {
    case unknown
    /// It was applied or discarded before.
    case notStaged(ImportRecord.State)
    /// Items are blocked or the package has problems: nothing of it comes in.
    case blocked(Int)
    /// The bank has changed since the plan was made; make it again.
    case outdated
}

extension Store {
    /// Writes a plan into staging in short chunks between saves; nothing of it can be seen in the bank.
    ///
    /// - Returns: The import; its entries tell what applying it would do.
    public func stageImport(
        fileName: String,
        problems: [String],
        items: [IncomingItem],
        blueprints: [JSONValue] = [],
        resources: [ResourcePack] = [],
        by actor: Actor,
        now: Date
    ) async throws -> ImportRecord {
        let id = newID(now)
        let basis = try await database.read { try Self.bankRevision(in: $0) }
        let report = CanonicalJSON.text([
            "problems": .array(problems.map(JSONValue.string)), "blueprints": .array(blueprints),
            "resources": .array(resources.map(\.json)),
        ])
        try await change(.importStaged, of: id, by: actor, now: now) { transaction in
            try transaction.execute(
                """
                INSERT INTO import (id, file_name, state, basis, report, created_by, created_at)
                VALUES ($1, $2, 'staging', $3, $4, $5, $6)
                """,
                [.text(id), .text(fileName), .integer(basis), .text(report), .text(actor.word), .instant(now)]
            )
        }
        var seen: Set<ItemID> = []
        let rows = items.enumerated().map { index, item in
            StagedRow(number: index + 1, item: item, isTwice: !seen.insert(item.version.item).inserted)
        }
        try await log.bulk(rows) { transaction, row in try row.stage(in: id, transaction) }
        try await database.write { transaction in
            try transaction.execute("UPDATE import SET state = 'staged' WHERE id = $1", [.text(id)])
        }
        guard let record = try await importRecord(id) else {
            throw StorageError.corrupt("the import just made is gone")
        }
        return record
    }

    /// Lets all staged versions appear in the bank at once: the last transaction changes one row.
    ///
    /// - Throws: ``ImportRefusal`` when the plan is not fit to apply; nothing has changed then.
    public func applyImport(_ id: String, by actor: Actor, now: Date) async throws {
        guard let record = try await importRecord(id) else { throw ImportRefusal.unknown }
        guard record.state == .staged else { throw ImportRefusal.notStaged(record.state) }
        let blocked = (record.counts[.blocked] ?? 0) + record.problems.count
        guard blocked == 0 else { throw ImportRefusal.blocked(blocked) }
        try await change(.importApplied, of: id, by: actor, now: now) { transaction in
            let revision = try Self.bankRevision(in: transaction)
            let changed = try transaction.execute(
                """
                UPDATE import
                SET state = 'applied', applied_number = $1
                WHERE id = $2 AND state = 'staged' AND basis = $3
                """,
                [.integer(revision + 1), .text(id), .integer(revision)]
            )
            guard changed == 1 else { throw ImportRefusal.outdated }
            try Self.keepFiles(of: id, now: now, in: transaction)
        }
    }

    /// Keeps the few blueprints and resource packs that came along with the items.
    private static func keepFiles(of id: String, now: Date, in transaction: Transaction) throws {
        let row = try transaction.row("SELECT report FROM import WHERE id = $1", [.text(id)])
        guard let report = try row.map({ try StrictJSON.value(Data(try $0.text("report").utf8), maximumDepth: 64) })
        else {
            return
        }
        for blueprint in report["blueprints"]?.elements ?? [] {
            guard let id = blueprint["id"]?.text else { continue }
            try insertBlueprint(id: id, name: blueprint["name"]?.text ?? id, body: blueprint, now: now, in: transaction)
        }
        for resource in report["resources"]?.elements ?? [] {
            try insertResourcePack(try ResourcePack(json: resource), in: transaction)
        }
    }

    /// Forgets a staged plan; its rows are removed in short chunks.
    public func discardImport(_ id: String, by actor: Actor, now: Date) async throws {
        let changed = try await change(.importDiscarded, of: id, by: actor, now: now) { transaction in
            try transaction.execute(
                """
                UPDATE import
                SET state = 'discarded'
                WHERE id = $1 AND state IN ('staging', 'staged')
                """,
                [.text(id)]
            )
        }
        guard changed == 1 else { throw ImportRefusal.unknown }
        let hashes = try await database.read { transaction in
            try transaction.rows("SELECT hash FROM item_version WHERE import = $1", [.text(id)]).map {
                try $0.text("hash")
            }
        }
        try await log.bulk(hashes) { transaction, hash in
            try transaction.execute(
                "DELETE FROM item_version WHERE import = $1 AND hash = $2",
                [.text(id), .text(hash)]
            )
        }
    }

    /// One import with its counts.
    public func importRecord(_ id: String) async throws -> ImportRecord? {
        let entries = try await planEntries(of: id)
        return try await database.read { transaction in
            try transaction.row(
                """
                SELECT id, file_name, state, report, created_at
                FROM import
                WHERE id = $1
                """,
                [.text(id)]
            ).map { row in
                let report = try StrictJSON.value(Data(try row.text("report").utf8), maximumDepth: 64)
                return ImportRecord(
                    id: try row.text("id"),
                    fileName: try row.text("file_name"),
                    state: ImportRecord.State(rawValue: try row.text("state")) ?? .discarded,
                    createdAt: try row.instant("created_at"),
                    problems: (report["problems"]?.elements ?? []).compactMap(\.text),
                    counts: Dictionary(grouping: entries, by: \.outcome).mapValues(\.count)
                )
            }
        }
    }

    /// All rows of a plan, in the order of the package.
    public func planEntries(of id: String) async throws -> [PlanEntry] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT body
                FROM import_entry
                WHERE import = $1
                ORDER BY number
                """,
                [.text(id)]
            ).map { try PlanEntry(json: try StrictJSON.value(Data(try $0.text("body").utf8))) }
        }
    }

    static func bankRevision(in transaction: Transaction) throws -> Int64 {
        try transaction.row("SELECT COALESCE(MAX(applied_number), 0) AS revision FROM import")?.integer("revision") ?? 0
    }
}

/// One item as it goes into staging.
private struct StagedRow: Sendable {
    let number: Int
    let item: IncomingItem
    let isTwice: Bool

    func stage(in id: String, _ transaction: Transaction) throws {
        let version = item.version
        let data = version.canonicalData
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
            if isTwice || !item.blockers.isEmpty {
                .blocked
            } else if isKnown != nil {
                .same
            } else if newest != nil {
                .newer
            } else {
                .new
            }
        let blockers = item.blockers + (isTwice ? ["the identifier stands twice in this file"] : [])
        let entry = PlanEntry(
            path: item.path,
            item: version.item,
            title: version.title,
            kind: version.kind,
            outcome: outcome,
            notes: blockers + item.notes
        )
        try transaction.execute(
            """
            INSERT INTO import_entry (import, number, body)
            VALUES ($1, $2, $3)
            """,
            [.text(id), .integer(number), .text(CanonicalJSON.text(entry.json))]
        )
        guard outcome == .new || outcome == .newer else { return }
        let next = try (newest?.integer("number") ?? 0) + 1
        try insert(version, data: data, hash: hash, number: next, import: id, transaction)
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
        for (name, media) in item.media {
            try transaction.execute(
                """
                INSERT INTO media (hash, type, bytes)
                VALUES ($1, $2, $3)
                ON CONFLICT (hash) DO NOTHING
                """,
                [.text(media.hash.rawValue), .text(media.type), .bytes(media.bytes)]
            )
            try transaction.execute(
                """
                INSERT INTO media_name (version, name, media)
                VALUES ($1, $2, $3)
                ON CONFLICT (version, name) DO NOTHING
                """,
                [.text(hash.rawValue), .text(name), .text(media.hash.rawValue)]
            )
        }
    }
}
