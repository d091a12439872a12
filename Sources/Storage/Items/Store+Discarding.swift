import Assessment
public import Foundation

extension Store {
    /// Forgets a plan, staged or still in the making; its rows are removed in short chunks.
    ///
    /// `end` is why there is no plan, where nobody asked to forget it; the import remembers that.
    ///
    /// - Throws: ``ImportRefusal/unknown`` when there is no such plan, or no longer; nothing has changed then.
    public func discardImport(
        _ id: String,
        because end: ImportEnd? = nil,
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.importDiscarded, of: id, by: actor, now: now) { transaction in
            if let end {
                // Of a plan that never was, nothing else is worth telling.
                try transaction.execute(
                    "UPDATE import SET report = $1 WHERE id = $2 AND state = 'staging'",
                    [.text(CanonicalJSON.text(["end": end.json])), .text(id)]
                )
            }
            let changed = try transaction.execute(
                """
                UPDATE import
                SET state = 'discarded'
                WHERE id = $1 AND state IN ('staging', 'staged')
                """,
                [.text(id)]
            )
            guard changed == 1 else { throw ImportRefusal.unknown }
        }
        try await removeRows(of: id)
    }

    /// Discards plans whose making ended with the server that made them, and ends the removals that it began.
    ///
    /// `begun` is a moment before which no staging can still be running: the start of this server where it is the only
    /// one.
    ///
    /// - Returns: How many plans were discarded.
    @discardableResult
    public func clearStaging(begunBefore begun: Date, now: Date) async throws -> Int {
        let broken = try await ids { transaction in
            try transaction.rows(
                "SELECT id FROM import WHERE state = 'staging' AND created_at < $1",
                [.instant(begun)]
            )
        }
        var count = 0
        for id in broken {
            do {
                try await discardImport(id, because: .stopped, by: .system, now: now)
                count += 1
            } catch ImportRefusal.unknown {
                // Somebody discarded it between the two statements: it is gone, as it should be.
            }
        }
        let left = try await ids { transaction in
            try transaction.rows(
                """
                SELECT i.id
                FROM import i
                WHERE i.state = 'discarded' AND (
                    EXISTS (SELECT 1 FROM import_entry e WHERE e.import = i.id)
                    OR EXISTS (SELECT 1 FROM item_version v WHERE v.import = i.id)
                    OR EXISTS (SELECT 1 FROM media_name n WHERE n.import = i.id)
                )
                """
            )
        }
        for id in left { try await removeRows(of: id) }
        let declined = try await ids { transaction in
            try transaction.rows(
                """
                SELECT DISTINCT n.import AS id
                FROM media_name n
                JOIN import i ON i.id = n.import AND i.state = 'applied'
                WHERE NOT EXISTS (SELECT 1 FROM item_version v WHERE v.import = n.import AND v.hash = n.version)
                """
            )
        }
        for id in declined { try await removeDeclinedMedia(of: id) }
        try await removeMedia(
            try await ids { transaction in
                try transaction.rows(
                    """
                    SELECT m.hash AS id
                    FROM media m
                    WHERE NOT EXISTS (SELECT 1 FROM media_name n WHERE n.media = m.hash)
                    """
                )
            }
        )
        return count
    }

    private func ids(_ rows: @escaping @Sendable (Transaction) throws -> [Row]) async throws -> [String] {
        try await database.read { try rows($0).map { try $0.text("id") } }
    }

    private func removeRows(of id: String) async throws {
        let entries = try await database.read { transaction in
            try transaction.rows("SELECT number FROM import_entry WHERE import = $1", [.text(id)]).map {
                try $0.integer("number")
            }
        }
        try await log.bulk(entries) { transaction, number in
            try transaction.execute(
                "DELETE FROM import_lineage WHERE import = $1 AND number = $2",
                [.text(id), .integer(number)]
            )
            try transaction.execute(
                "DELETE FROM import_entry WHERE import = $1 AND number = $2",
                [.text(id), .integer(number)]
            )
        }
        let hashes = try await ids { transaction in
            try transaction.rows("SELECT hash AS id FROM item_version WHERE import = $1", [.text(id)])
        }
        try await log.bulk(hashes) { transaction, hash in
            try StagedVersion.remove(hash, from: id, transaction)
        }
        try await removeNames(of: id) { transaction in
            try transaction.rows("SELECT version, name, media FROM media_name WHERE import = $1", [.text(id)])
        }
    }

    /// Forgets the files of what an applied import did not bring in: those of versions that are not among its own.
    func removeDeclinedMedia(of id: String) async throws {
        try await removeNames(of: id) { transaction in
            try transaction.rows(
                """
                SELECT n.version, n.name, n.media
                FROM media_name n
                JOIN import i ON i.id = n.import AND i.state = 'applied'
                WHERE n.import = $1
                    AND NOT EXISTS (SELECT 1 FROM item_version v WHERE v.import = n.import AND v.hash = n.version)
                """,
                [.text(id)]
            )
        }
    }

    private func removeNames(
        of id: String,
        _ rows: @escaping @Sendable (Transaction) throws -> [Row]
    ) async throws {
        let names = try await database.read { transaction in
            try rows(transaction).map {
                (version: try $0.text("version"), name: try $0.text("name"), media: try $0.text("media"))
            }
        }
        try await log.bulk(names) { transaction, row in
            try transaction.execute(
                "DELETE FROM media_name WHERE import = $1 AND version = $2 AND name = $3",
                [.text(id), .text(row.version), .text(row.name)]
            )
        }
        try await removeMedia(Set(names.map(\.media)).sorted())
    }

    /// Removes the files among `hashes` that nothing names any more, piece by piece.
    ///
    /// Every statement asks again: a plan made meanwhile may have named the file, and then brings back what is gone.
    private func removeMedia(_ hashes: [String]) async throws {
        for hash in hashes {
            let pieces = try await database.read { transaction in
                try transaction.rows(
                    """
                    SELECT number
                    FROM media_piece
                    WHERE media = $1 AND NOT EXISTS (SELECT 1 FROM media_name WHERE media = $1)
                    """,
                    [.text(hash)]
                ).map { try $0.integer("number") }
            }
            try await log.bulk(pieces, most: MediaPieces.inOneTurn) { transaction, number in
                try transaction.execute(
                    """
                    DELETE FROM media_piece
                    WHERE media = $1 AND number = $2 AND NOT EXISTS (SELECT 1 FROM media_name WHERE media = $1)
                    """,
                    [.text(hash), .integer(number)]
                )
            }
        }
        try await log.bulk(hashes) { transaction, hash in
            try transaction.execute(
                """
                DELETE FROM media
                WHERE hash = $1
                    AND NOT EXISTS (SELECT 1 FROM media_name WHERE media = $1)
                    AND NOT EXISTS (SELECT 1 FROM media_piece WHERE media = $1)
                """,
                [.text(hash)]
            )
        }
    }
}
