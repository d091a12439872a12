public import Assessment
public import Foundation
import ItemBank

/// One entry of a plan beside what the bank has and what its package brought before.
public struct PlanComparison: Sendable {
    public let entry: PlanEntry
    /// What the package brought last; `nil` when it never did, or when that is not kept.
    public let base: ItemVersion?
    public let ours: ItemVersion
    public let theirs: ItemVersion
}

extension Store {
    /// The entry of that number with the versions that it is about; `nil` when there is nothing to compare.
    public func planComparison(of id: String, number: Int) async throws -> PlanComparison? {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT e.number, e.body, l.choice
                FROM import_entry e
                JOIN import_lineage l ON l.import = e.import AND l.number = e.number
                WHERE e.import = $1 AND e.number = $2
                """,
                [.text(id), .integer(number)]
            )
            guard let row, let lineage = try Lineage(of: id, number: number, transaction), let ours = lineage.ours,
                let our = try Self.version(ours, in: transaction),
                let their = try Self.brought(lineage, in: id, transaction)
            else { return nil }
            return PlanComparison(
                entry: try PlanEntry(numbered: row),
                base: try lineage.base.flatMap { try lineage.version($0, transaction) },
                ours: our,
                theirs: their
            )
        }
    }

    private static func brought(_ lineage: Lineage, in id: String, _ transaction: Transaction) throws -> ItemVersion? {
        if let body = lineage.body { return try ItemVersion(data: Data(body.utf8)) }
        return try transaction.row(
            "SELECT body FROM item_version WHERE import = $1 AND hash = $2",
            [.text(id), .text(lineage.brought.rawValue)]
        ).map { try StoredBody.version(try $0.text("body"), hash: lineage.brought, in: transaction) }
    }

    /// Decides what becomes of an item that was changed here and there, when the plan is applied.
    ///
    /// - Throws: ``ImportRefusal/unknown`` when there is nothing to choose, ``ImportRefusal/notStaged(_:)`` when it is
    ///   too late; nothing has changed then.
    public func choose(
        _ choice: PlanEntry.Choice,
        forEntry number: Int,
        of id: String,
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.importChosen, of: id, by: actor, now: now) { transaction in
            try Self.requireStaged(id, in: transaction)
            guard let lineage = try Lineage(of: id, number: number, transaction) else { throw ImportRefusal.unknown }
            try Self.put(choice, on: lineage, number: number, in: id, transaction)
        }
    }

    /// Decides the same for all items of a plan that were changed here and there, in short chunks between saves.
    ///
    /// Whatever ends it early, the plan cannot be applied before a choice for all was carried to the end.
    ///
    /// - Throws: ``ImportRefusal/unknown`` and ``ImportRefusal/notStaged(_:)`` as for one item;
    ///   ``ImportRefusal/unfinishedChoice`` when somebody else chooses for all meanwhile, whose choice then stands.
    public func chooseForAll(
        _ choice: PlanEntry.Choice,
        of id: String,
        by actor: Actor,
        now: Date
    ) async throws {
        let numbers = try await change(.importChosen, of: id, by: actor, now: now) { transaction in
            try Self.requireStaged(id, in: transaction)
            try transaction.execute(
                "UPDATE import SET choosing = $1 WHERE id = $2",
                [.text(choice.rawValue), .text(id)]
            )
            return try transaction.rows(
                "SELECT number FROM import_lineage WHERE import = $1 AND choice IS NOT NULL ORDER BY number",
                [.text(id)]
            ).map { Int(try $0.integer("number")) }
        }
        try await log.bulk(numbers) { transaction, number in
            try Self.requireStaged(id, choosing: choice, in: transaction)
            guard let lineage = try Lineage(of: id, number: number, transaction), lineage.choice != choice else {
                return
            }
            try Self.put(choice, on: lineage, number: number, in: id, transaction)
        }
        try await database.write { transaction in
            try Self.requireStaged(id, choosing: choice, in: transaction)
            try transaction.execute("UPDATE import SET choosing = NULL WHERE id = $1", [.text(id)])
        }
    }

    private static func requireStaged(
        _ id: String,
        choosing: PlanEntry.Choice? = nil,
        in transaction: Transaction
    ) throws {
        let row = try transaction.row("SELECT state, choosing FROM import WHERE id = $1", [.text(id)])
        guard let row else { throw ImportRefusal.unknown }
        let state = ImportRecord.State(rawValue: try row.text("state")) ?? .discarded
        guard state == .staged else { throw ImportRefusal.notStaged(state) }
        guard let choosing else { return }
        guard try row.ifPresent("choosing", row.text) == choosing.rawValue else {
            throw ImportRefusal.unfinishedChoice
        }
    }

    private static func put(
        _ choice: PlanEntry.Choice,
        on lineage: Lineage,
        number: Int,
        in id: String,
        _ transaction: Transaction
    ) throws {
        guard let body = lineage.body else { throw ImportRefusal.unknown }
        try unstage(lineage, in: id, transaction)
        var version = try ItemVersion(data: Data(body.utf8))
        let theirs = version.hash
        if choice == .fork { version = version.forked(as: try freeItem(beside: version.item, in: id, transaction)) }
        let hash = version.hash
        if choice != .ours {
            let newest = try NewestVersion(of: version.item, transaction)
            try StagedVersion(
                version: version,
                data: version.canonicalData,
                hash: hash,
                number: (newest?.number ?? 0) + 1
            ).insert(in: id, transaction)
        }
        if choice == .fork { try nameMedia(of: theirs, also: hash, in: id, transaction) }
        try transaction.execute(
            """
            UPDATE import_lineage
            SET choice = $1, item = $2, brought = $3
            WHERE import = $4 AND number = $5
            """,
            [
                .text(choice.rawValue), .text(version.item.rawValue), .text(hash.rawValue), .text(id),
                .integer(number),
            ]
        )
    }

    /// Takes back what the choice before put among the versions.
    private static func unstage(_ lineage: Lineage, in id: String, _ transaction: Transaction) throws {
        try StagedVersion.remove(lineage.brought.rawValue, from: id, transaction)
        guard lineage.choice == .fork else { return }
        try transaction.execute(
            "DELETE FROM media_name WHERE import = $1 AND version = $2",
            [.text(id), .text(lineage.brought.rawValue)]
        )
    }

    private static func nameMedia(
        of theirs: ContentHash,
        also fork: ContentHash,
        in id: String,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO media_name (import, version, name, type, media)
            SELECT import, $1, name, type, media
            FROM media_name
            WHERE import = $2 AND version = $3
            """,
            [.text(fork.rawValue), .text(id), .text(theirs.rawValue)]
        )
    }

    /// An identifier that neither the bank nor any plan has: that of the item with a number behind it.
    private static func freeItem(beside item: ItemID, in id: String, _ transaction: Transaction) throws -> ItemID {
        let stem = String(decoding: item.rawValue.utf8.prefix(180), as: UTF8.self).replacing("\u{FFFD}", with: "")
        for number in 2...100_000 {
            let name = ItemID(rawValue: "\(stem)-\(number)")
            let row = try transaction.row(
                """
                SELECT 1 AS one FROM item_version WHERE item = $1
                UNION ALL
                SELECT 1 AS one FROM import_lineage WHERE item = $1
                """,
                [.text(name.rawValue)]
            )
            if row == nil { return name }
        }
        throw ImportRefusal.noFreeIdentifier(item)
    }
}
