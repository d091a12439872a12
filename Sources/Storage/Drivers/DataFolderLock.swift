import Foundation

/// Owns a data folder as long as it lives: SQLite must never have two writing processes.
///
/// The kernel lets go of the lock when the process ends in whatever way, so nothing is left to clean up.
public final class DataFolderLock: Sendable {
    public let folder: DataFolder
    private let descriptor: Int32

    /// - Throws: ``StorageError/folderInUse(path:owner:)`` with the number of the process that owns it.
    public init(_ folder: DataFolder) throws {
        self.folder = folder
        let path = folder.lockFile.path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.badFolder(path: path, problem: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // From here on `deinit` runs, also when this throws, and closes.
            throw StorageError.folderInUse(path: folder.url.path, owner: Self.owner(written: descriptor))
        }
        let text = Data("\(getpid())\n".utf8)
        let isWritten =
            ftruncate(descriptor, 0) == 0
            && text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } > 0
        guard isWritten else {
            throw StorageError.badFolder(path: path, problem: String(cString: strerror(errno)))
        }
    }

    deinit {
        // Closing alone would not do while a child that is just being started still shares the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func owner(written descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(
            String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        )
    }
}
