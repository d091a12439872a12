public import Foundation

extension Database {
    /// Writes a consistent copy of the database to a new folder while the server goes on saving.
    ///
    /// Nothing appears under `folder` before the whole backup is on the disk. The copy is made by a reader in one
    /// snapshot, so the log cannot be copied back meanwhile and grows by what is written. `program` is the version of the
    /// program, for the manifest.
    ///
    /// - Throws: ``StorageError/folderNotEmpty(path:)``; in PostgreSQL mode ``StorageError/badBackup(_:)``, since
    ///   pg_dump and pg_basebackup do this there.
    @discardableResult
    public func backUp(
        to folder: URL,
        journal: Journal,
        program: String,
        now: Date
    ) async throws -> BackupManifest {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw StorageError.folderNotEmpty(path: folder.path)
        }
        let partial = folder.deletingLastPathComponent()
            .appending(path: ".\(folder.lastPathComponent).partial-\(getpid())")
        try FileManager.default.createDirectory(
            at: partial,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            let file = partial.appending(path: BackupManifest.databaseName)
            try await driver.copy(to: file)
            let copy = Database(driver: try SQLiteDriver(copy: file))
            let (anchor, schema) = try await copy.read { transaction in
                (try journal.anchor(at: now, in: transaction), try Self.schema(in: transaction))
            }
            try await copy.close()
            return try await DurableFile.apart {
                try DurableFile.sync(file)
                let manifest = BackupManifest(
                    format: BackupManifest.format,
                    madeAt: now,
                    program: program,
                    schema: schema,
                    files: [try DurableFile.describe(file, name: BackupManifest.databaseName)],
                    anchor: anchor
                )
                try manifest.write(in: partial)
                try DurableFile.sync(partial)
                try DurableFile.move(partial, to: folder)
                return manifest
            }
        } catch {
            // What is left of a failed backup is no backup; the first error tells why.
            try? FileManager.default.removeItem(at: partial)
            throw error
        }
    }

    private static func schema(in transaction: Transaction) throws -> Int {
        let row = try transaction.row(
            """
            SELECT COALESCE(MAX(number), 0) AS number
            FROM schema_migration
            """
        )
        return Int(try row?.integer("number") ?? 0)
    }
}

extension DataFolderLock {
    /// Puts a backup into this data folder, which must hold nothing but keys.
    ///
    /// The copy is checked before it gets its name: checksum, SQLite's own integrity and foreign key checks, and the
    /// whole journal against the manifest's anchor and those kept elsewhere. If anything does not fit, the folder is left
    /// as it was. `schema` is the number of the last migration this program knows.
    ///
    /// - Throws: ``StorageError/folderNotEmpty(path:)``, ``StorageError/badBackup(_:)``,
    ///   ``StorageError/newerDatabase(found:known:)``
    @discardableResult
    public func restore(
        from backup: URL,
        journal: Journal,
        anchors: [JournalAnchor] = [],
        schema: Int
    ) async throws -> BackupManifest {
        guard try folder.isFresh() else { throw StorageError.folderNotEmpty(path: folder.url.path) }
        let manifest = try BackupManifest.read(in: backup)
        guard manifest.schema <= schema else {
            throw StorageError.newerDatabase(found: manifest.schema, known: schema)
        }
        let (partial, target) = (folder.url.appending(path: "restoring.sqlite"), folder.database)
        do {
            try await DurableFile.apart {
                try FileManager.default.copyItem(
                    at: backup.appending(path: BackupManifest.databaseName),
                    to: partial
                )
                guard try DurableFile.describe(partial, name: BackupManifest.databaseName) == manifest.files.first
                else {
                    throw StorageError.badBackup("\(BackupManifest.databaseName) does not have its checksum")
                }
            }
            try await Self.check(partial, journal: journal, anchors: anchors + [manifest.anchor])
            try await DurableFile.apart {
                try DurableFile.sync(partial)
                try DurableFile.move(partial, to: target)
            }
            return manifest
        } catch {
            for suffix in ["", "-wal", "-shm"] {
                // Some of these are not there.
                try? FileManager.default.removeItem(atPath: partial.path + suffix)
            }
            throw error
        }
    }

    private static func check(_ file: URL, journal: Journal, anchors: [JournalAnchor]) async throws {
        let database = Database(driver: try SQLiteDriver(copy: file))
        try await database.read { transaction in
            guard try transaction.row("PRAGMA integrity_check")?.text("integrity_check") == "ok" else {
                throw StorageError.badBackup("SQLite finds the database damaged")
            }
            guard try transaction.rows("PRAGMA foreign_key_check").isEmpty else {
                throw StorageError.badBackup("rows refer to rows that are missing")
            }
        }
        let report = try await database.read { try journal.verify(against: anchors, in: $0) }
        guard report.isSound else {
            let kinds = Set(report.findings.map(\.problem.rawValue)).sorted().joined(separator: ", ")
            throw StorageError.badBackup(
                "the journal does not verify (\(report.findings.count) findings: \(kinds)). Is this the key it was made with?"
            )
        }
        try await database.close()
    }
}
