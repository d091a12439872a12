import Assessment
import Foundation
import ItemKinds
import Storage

/// An opened data folder: its lock, its key and its store.
struct Installation {
    let folder: DataFolder
    let lock: DataFolderLock
    let key: ServerKey
    let store: Store

    /// Opens or makes the installation in `path` and brings its schema up to date.
    static func open(at path: String) async throws -> Installation {
        let folder = try DataFolder(preparing: URL(filePath: path, directoryHint: .isDirectory))
        let lock = try DataFolderLock(folder)
        let key = try folder.serverKey()
        let store = try Store(database: try .sqlite(at: folder.database), key: key, catalogue: .standard)
        try await store.migrate(now: Date())
        return Installation(folder: folder, lock: lock, key: key, store: store)
    }
}
