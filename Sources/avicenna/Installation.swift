import Assessment
import Foundation
import ItemKinds
import Storage

/// An opened data folder: its lock, its key and its store.
struct Installation {
    let folder: DataFolder
    let lock: DataFolderLock
    let key: ServerKey
    let database: Database
    let store: Store

    /// Opens or makes the installation in `path` and brings its schema up to date.
    static func open(at path: String) async throws -> Installation {
        try await open(try DataFolder(preparing: URL(filePath: path, directoryHint: .isDirectory)))
    }

    /// Opens the installation in `folder` and brings its schema up to date.
    static func open(_ folder: DataFolder) async throws -> Installation {
        let installation = try Installation(locking: folder)
        try await installation.store.migrate(now: Date())
        return installation
    }

    /// Opens the installation in `folder` as it is; its schema may be an older one.
    ///
    /// - Throws: `StorageError.folderInUse` when another process owns it.
    init(locking folder: DataFolder) throws {
        self.folder = folder
        lock = try DataFolderLock(folder)
        key = try folder.serverKey()
        database = try .sqlite(at: folder.database)
        store = try Store(database: database, key: key, catalogue: .standard)
    }
}
