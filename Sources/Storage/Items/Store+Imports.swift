public import Assessment
public import Foundation

/// Why a plan cannot be applied.
public enum ImportRefusal: Error, Hashable, Sendable {
    case unknown
    /// It was applied or discarded before.
    case notStaged(ImportRecord.State)
    /// Items are blocked or the package has problems: nothing of it comes in.
    case blocked(Int)
    /// The bank has changed since the plan was made; make it again.
    case outdated
    /// A choice for all items was begun and not carried to the end; it has to be made again first.
    case unfinishedChoice
    /// No identifier is free for what was to become an item of its own.
    case noFreeIdentifier(ItemID)
    /// Too few bytes are free for what the file holds; nothing of it was staged.
    case noRoom(needed: Int, free: Int)
}

extension Store {
    /// Opens an import of which nothing is known yet but the file's name; ``stageImport(_:_:progress:)`` fills it.
    ///
    /// - Returns: Its identifier; until it is filled its state is `staging`.
    public func beginImport(fileName: String, by actor: Actor, now: Date) async throws -> String {
        let id = newID(now)
        let basis = try await database.read { try Self.bankRevision(in: $0) }
        try await change(.importStaged, of: id, by: actor, now: now) { transaction in
            try transaction.execute(
                """
                INSERT INTO import (id, file_name, state, basis, item_count, report, created_by, created_at)
                VALUES ($1, $2, 'staging', $3, 0, $4, $5, $6)
                """,
                [
                    .text(id), .text(fileName), .integer(basis), .text(CanonicalJSON.text([:])), .text(actor.word),
                    .instant(now),
                ]
            )
        }
        return id
    }

    /// Writes a plan into staging in short chunks between saves; nothing of it can be seen in the bank.
    ///
    /// With any problem of the file as a whole the plan cannot be applied. `progress` hears of every row, on the
    /// writer's thread: it must take no time.
    ///
    /// - Returns: The import; its entries tell what applying it would do.
    /// - Throws: ``ImportRefusal/notStaged(_:)`` when somebody discarded the plan meanwhile; nothing of it is left then.
    ///   After any other error the caller ends with ``abandonImport(_:after:by:now:)``.
    @discardableResult
    public func stageImport(
        _ id: String,
        _ plan: IncomingPlan,
        progress: @escaping @Sendable (StagingStep) -> Void = { _ in }
    ) async throws -> ImportRecord {
        let report = CanonicalJSON.text([
            "problems": .array(plan.problems.map(JSONValue.string)),
            "notes": .array(plan.notes.map(JSONValue.string)),
        ])
        try await database.write { transaction in
            try Self.requireStaging(id, in: transaction)
            // What the plan is compared with is the bank as it is now, not as it was when the file began to arrive.
            try transaction.execute(
                "UPDATE import SET basis = $1, item_count = $2, report = $3 WHERE id = $4",
                [
                    .integer(try Self.bankRevision(in: transaction)), .integer(plan.items.count), .text(report),
                    .text(id),
                ]
            )
        }
        try await stage(plan, in: id, progress)
        try await database.write { transaction in
            try Self.requireStaging(id, in: transaction)
            try transaction.execute("UPDATE import SET state = 'staged' WHERE id = $1", [.text(id)])
        }
        guard let record = try await importRecord(id) else {
            throw StorageError.corrupt("the import just made is gone")
        }
        return record
    }

    /// Takes away whatever was staged of a plan whose making `error` has ended, and remembers why.
    ///
    /// What cannot be removed now, because the disk is full or somebody has discarded it already, the next start clears
    /// away.
    public func abandonImport(_ id: String, after error: any Error, by actor: Actor, now: Date) async {
        let end = ImportEnd(error)
        // In a task of its own, since a cancelled one writes nothing; what fails is left to the next start.
        await Task { try? await discardImport(id, because: end, by: actor, now: now) }.value
    }

    /// Opens an import and fills it; whatever ends that early, nothing of the plan is left.
    public func stageImport(
        fileName: String,
        problems: [String],
        notes: [String] = [],
        package: String = "",
        items: [IncomingItem],
        files: [IncomingFile] = [],
        by actor: Actor,
        now: Date
    ) async throws -> ImportRecord {
        let id = try await beginImport(fileName: fileName, by: actor, now: now)
        let plan = IncomingPlan(problems: problems, notes: notes, package: package, items: items, files: files)
        do {
            return try await stageImport(id, plan)
        } catch {
            await abandonImport(id, after: error, by: actor, now: now)
            throw error
        }
    }

    private func stage(
        _ plan: IncomingPlan,
        in id: String,
        _ progress: @escaping @Sendable (StagingStep) -> Void
    ) async throws {
        let (items, total) = (plan.items, plan.items.count + plan.files.count)
        var seen: Set<ItemID> = []
        let own = bankID
        let rows = items.enumerated().map { index, item in
            StagedRow(
                number: index + 1,
                package: plan.package,
                own: own,
                item: item,
                isTwice: !seen.insert(item.item).inserted
            )
        }
        try await log.bulk(rows) { transaction, row in
            try Self.requireStaging(id, in: transaction)
            try row.stage(in: id, transaction)
            progress(.entries(row.number, of: total))
        }
        var blueprints: Set<String> = []
        let others = plan.files.enumerated().map { index, file in
            // Packs may share an identifier: what tells them apart is their hash.
            let isNew = file.content.subject != .blueprint || blueprints.insert(file.content.id).inserted
            return StagedFile(
                number: items.count + index + 1,
                file: file,
                isTwice: !isNew,
                isTooMany: index >= IncomingFile.countLimit
            )
        }
        try await log.bulk(others) { transaction, file in
            try Self.requireStaging(id, in: transaction)
            try file.stage(in: id, transaction)
            progress(.entries(file.number, of: total))
        }
        let pieces = try await missingPieces(of: items, in: id)
        let numbered = pieces.enumerated().map { (number: $0 + 1, piece: $1) }
        try await log.bulk(numbered, most: MediaPieces.inOneTurn) { transaction, row in
            try Self.requireStaging(id, in: transaction)
            try row.piece.insert(transaction)
            progress(.files(row.number, of: pieces.count))
        }
    }

    /// What the database has not yet of the files that the plan's new versions name.
    private func missingPieces(of items: [IncomingItem], in id: String) async throws -> [MediaPieces.Piece] {
        let held = try await database.read { transaction in
            try transaction.rows(
                """
                SELECT n.media, COUNT(DISTINCT p.number) AS pieces
                FROM media_name n
                LEFT JOIN media_piece p ON p.media = n.media
                WHERE n.import = $1
                GROUP BY n.media
                """,
                [.text(id)]
            ).map { (try $0.text("media"), Int(try $0.integer("pieces"))) }
        }
        let brought = Dictionary(
            items.flatMap { $0.media.values.map { ($0.hash.rawValue, MediaPieces(media: $0)) } },
            uniquingKeysWith: { first, _ in first }
        )
        return held.flatMap { hash, count in
            brought[hash].map { $0.count == count ? [] : $0.all } ?? []
        }
    }

    /// Whoever discards a plan in the making finds all of its rows: none comes after.
    private static func requireStaging(_ id: String, in transaction: Transaction) throws {
        let row = try transaction.row("SELECT 1 AS one FROM import WHERE id = $1 AND state = 'staging'", [.text(id)])
        guard row != nil else { throw ImportRefusal.notStaged(.discarded) }
    }

    /// Lets all staged versions appear in the bank at once: the last transaction changes one row, and keeps the few
    /// blueprints and resource packs that came along.
    ///
    /// Blocked entries keep all others out, unless the caller is `leavingOut` them on request; problems of the file as a
    /// whole always do.
    ///
    /// - Throws: ``ImportRefusal`` when the plan is not fit to apply; nothing has changed then.
    public func applyImport(_ id: String, leavingOut: Bool = false, by actor: Actor, now: Date) async throws {
        guard let record = try await importRecord(id) else { throw ImportRefusal.unknown }
        guard record.state == .staged else { throw ImportRefusal.notStaged(record.state) }
        let blocked = (leavingOut ? 0 : record.counts[.blocked] ?? 0) + record.problems.count
        guard blocked == 0 else { throw ImportRefusal.blocked(blocked) }
        try await change(.importApplied, of: id, by: actor, now: now) { transaction in
            let revision = try Self.bankRevision(in: transaction)
            let half = try transaction.row(
                "SELECT 1 AS one FROM import WHERE id = $1 AND choosing IS NOT NULL",
                [.text(id)]
            )
            guard half == nil else { throw ImportRefusal.unfinishedChoice }
            let changed = try transaction.execute(
                """
                UPDATE import
                SET state = 'applied', applied_number = $1
                WHERE id = $2 AND state = 'staged' AND basis = $3
                """,
                [.integer(revision + 1), .text(id), .integer(revision)]
            )
            guard changed == 1 else { throw ImportRefusal.outdated }
            try StagedFile.keepAll(of: id, now: now, in: transaction)
        }
        // The import is done: what cannot be removed now, the next start removes.
        try? await removeDeclinedMedia(of: id)
    }

    static func bankRevision(in transaction: Transaction) throws -> Int64 {
        try transaction.row("SELECT COALESCE(MAX(applied_number), 0) AS revision FROM import")?.integer("revision") ?? 0
    }
}
