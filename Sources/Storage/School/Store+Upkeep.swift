public import Foundation

extension Store {
    /// Checks every event of the journal against its chain, the sealed heads and the anchors given.
    public func verifyJournal(against anchors: [JournalAnchor] = []) async throws -> JournalReport {
        try await database.read { try journal.verify(against: anchors, in: $0) }
    }

    /// States the journal as it is now, to be kept outside the database.
    public func anchor(now: Date) async throws -> JournalAnchor {
        try await database.read { try journal.anchor(at: now, in: $0) }
    }

    /// Writes a consistent copy to a new folder while saving goes on.
    public func backUp(to folder: URL, program: String, now: Date) async throws -> BackupManifest {
        try await database.backUp(to: folder, journal: journal, program: program, now: now)
    }

    /// How many responses shared a commit since the start.
    public var saveCounts: ResponseLog.Counts { log.counts }

    /// Closes all connections; nothing works after it.
    public func close() async throws { try await database.close() }

    /// The number of the newest migration, which a restored backup must not exceed.
    public static var schema: Int { migrations.count }
}

extension DataFolderLock {
    /// Puts a backup into this empty data folder after checking it whole.
    public func restore(from backup: URL, key: ServerKey) async throws -> BackupManifest {
        try await restore(from: backup, journal: Journal(key: try key.journalKey), schema: Store.schema)
    }
}

extension DataFolder {
    /// The secret of this installation; made when there is none and no database that would need an older one.
    ///
    /// - Throws: ``StorageError/badFolder(path:problem:)`` when the key is missing beside a database, or unreadable.
    public func serverKey() throws -> ServerKey {
        let file = keys.appending(path: "server.key")
        if FileManager.default.fileExists(atPath: file.path) {
            return try ServerKey(secret: try Data(contentsOf: file))
        }
        guard !FileManager.default.fileExists(atPath: database.path) else {
            throw StorageError.badFolder(
                path: file.path,
                problem: "is missing; without it the journal cannot be checked"
            )
        }
        let secret = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        guard
            FileManager.default.createFile(atPath: file.path, contents: secret, attributes: [.posixPermissions: 0o600])
        else { throw StorageError.badFolder(path: file.path, problem: "cannot be written") }
        return try ServerKey(secret: secret)
    }
}
