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
            let count = try transaction.execute(
                "UPDATE import SET state = 'staged' WHERE id = $1 AND state = 'staging'",
                [.text(id)]
            )
            // Discarded while it was being staged: rows are missing, so it must never be applied.
            guard count == 1 else { throw ImportRefusal.notStaged(.discarded) }
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

    static func bankRevision(in transaction: Transaction) throws -> Int64 {
        try transaction.row("SELECT COALESCE(MAX(applied_number), 0) AS revision FROM import")?.integer("revision") ?? 0
    }
}
