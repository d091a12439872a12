import Foundation
import Testing

@testable import Storage

@Suite struct DataFolderTests {
    @Test func `the folder is made with a key folder that only its owner can open`() async throws {
        try await withTemporaryFolder { root in
            let folder = try DataFolder(preparing: root.appending(path: "new/data"))
            let again = try DataFolder(preparing: folder.url)
            #expect(again == folder)
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.keys.path)
            #expect((attributes[.posixPermissions] as? Int) == 0o700)
            #expect(try folder.isFresh())
        }
    }

    @Test func `a file in its place is named`() async throws {
        try await withTemporaryFolder { root in
            let file = root.appending(path: "file")
            try Data().write(to: file)
            #expect {
                try DataFolder(preparing: file)
            } throws: {
                if case StorageError.badFolder(let path, _) = $0 { path.hasPrefix(file.path) } else { false }
            }
        }
    }

    @Test func `a second owner is refused, told who owns it, and let in afterwards`() async throws {
        try await withTemporaryFolder { root in
            let folder = try DataFolder(preparing: root)
            var lock: DataFolderLock? = try DataFolderLock(folder)
            #expect(throws: StorageError.folderInUse(path: folder.url.path, owner: getpid())) {
                try DataFolderLock(folder)
            }
            #expect(lock?.folder == folder)
            lock = nil
            _ = try DataFolderLock(folder)
        }
    }

    @Test func `a process that was killed does not leave the folder locked`() async throws {
        try await withTemporaryFolder { root in
            let folder = try DataFolder(preparing: root)
            let holder = Process()
            holder.executableURL = URL(filePath: "/usr/bin/flock")
            holder.arguments = [folder.lockFile.path, "/bin/sleep", "1200"]
            // The command must be gone with its parent, so it is the parent's own process.
            holder.arguments?.insert("--no-fork", at: 0)
            try holder.run()
            var isRefused = false
            for _ in 0..<3000 where !isRefused {
                do { _ = try DataFolderLock(folder) } catch StorageError.folderInUse { isRefused = true }
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(isRefused)
            kill(holder.processIdentifier, SIGKILL)
            holder.waitUntilExit()
            _ = try DataFolderLock(folder)
        }
    }

    @Test func `a path too long for a socket is refused with a remedy`() async throws {
        try await withTemporaryFolder { root in
            let folder = try DataFolder(preparing: root.appending(path: String(repeating: "x", count: 100)))
            #expect(throws: StorageError.self) { try folder.socketPath() }
            #expect(try DataFolder(preparing: root).socketPath().hasSuffix("/server.sock"))
        }
    }
}
