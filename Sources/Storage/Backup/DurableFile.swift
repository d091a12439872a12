import Crypto
import Foundation

/// Files that must be on the disk before anybody is told so.
enum DurableFile {
    static func sync(_ file: URL) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(file) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(file) }
    }

    /// Moves within one file system, so that the new name appears whole or not at all.
    static func move(_ file: URL, to target: URL) throws {
        guard rename(file.path, target.path) == 0 else { throw failure(target) }
        try sync(target.deletingLastPathComponent())
    }

    static func describe(_ file: URL, name: String) throws -> BackupManifest.File {
        let handle = try FileHandle(forReadingFrom: file)
        // Reading is over by then; a failure to close loses nothing.
        defer { try? handle.close() }
        var hasher = SHA256()
        var bytes: Int64 = 0
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            hasher.update(data: chunk)
            bytes += Int64(chunk.count)
        }
        return BackupManifest.File(name: name, bytes: bytes, sha256: Data(hasher.finalize()).hexadecimal)
    }

    /// Runs work that reads whole files on a thread of its own: the shared pool has as many threads as the machine has
    /// cores, and saves need them.
    static func apart<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }

    private static func failure(_ file: URL) -> StorageError {
        errno == ENOSPC ? .full : .badFolder(path: file.path, problem: String(cString: strerror(errno)))
    }
}
