public import Foundation

/// The one folder an installation keeps its things in.
public struct DataFolder: Hashable, Sendable {
    public let url: URL

    /// The SQLite file; its log and index lie beside it.
    public var database: URL { url.appending(path: "avicenna.sqlite") }
    /// Secrets, one file each; readable by the owner alone and never part of a backup.
    public var keys: URL { url.appending(path: "keys") }

    var lockFile: URL { url.appending(path: "lock") }

    /// Makes the folder and its key folder where they are missing, and shuts the key folder to everybody else.
    ///
    /// - Throws: ``StorageError/badFolder(path:problem:)``
    public init(preparing url: URL) throws {
        self.url = url.standardizedFileURL
        for folder in [self.url, keys] {
            do {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw StorageError.badFolder(path: folder.path, problem: error.localizedDescription)
            }
        }
        guard chmod(keys.path, 0o700) == 0, access(self.url.path, R_OK | W_OK | X_OK) == 0 else {
            throw StorageError.badFolder(path: self.url.path, problem: String(cString: strerror(errno)))
        }
    }

    /// Where the server listens for commands on the same machine.
    ///
    /// - Throws: ``StorageError/badFolder(path:problem:)`` when the path does not fit into a socket address (107 bytes,
    ///   unix(7)).
    public func socketPath() throws -> String {
        let path = url.appending(path: "server.sock").path
        guard path.utf8.count <= 107 else {
            throw StorageError.badFolder(path: path, problem: "too long for a socket. Use a shorter data folder")
        }
        return path
    }

    /// True when the folder holds nothing but keys and the lock.
    func isFresh() throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: url.path)
            .allSatisfy { [keys.lastPathComponent, lockFile.lastPathComponent].contains($0) }
    }
}
