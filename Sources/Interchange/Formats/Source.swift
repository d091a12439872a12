public import Archive
public import Foundation

/// What is to be read: one file, the files of a folder, or an archive; files are fetched when they are asked for.
public struct Source: Sendable {
    /// The name of the file or folder, for messages and for guessing its format.
    public let name: String
    /// The paths of all files, in order, parts separated by slashes.
    public let paths: [String]
    /// Whether the source is one file that is no archive; its path is its name.
    public let isSingleFile: Bool
    /// Whether the source came as one archive, which must say by itself what it holds.
    public let isArchive: Bool
    private let read: @Sendable (String) throws -> Data

    /// Why a file of the source cannot be had.
    public struct Refusal: Error, Hashable, Sendable {
        public let findings: [Finding]

        public init(_ findings: [Finding]) { self.findings = findings }
    }

    /// A folder whose files `read` fetches; paths that climb or start at a root are left out.
    public init(folder name: String, paths: [String], read: @escaping @Sendable (String) throws -> Data) {
        self.init(folder: name, paths: paths, isArchive: false, read: read)
    }

    private init(
        folder name: String,
        paths: [String],
        isArchive: Bool,
        read: @escaping @Sendable (String) throws -> Data
    ) {
        self.isArchive = isArchive
        self.name = name
        self.paths = paths.filter { PackagePath.isInside($0) }.sorted()
        self.read = read
        isSingleFile = false
    }

    /// A folder in memory.
    public init(folder name: String, files: [String: Data]) {
        self.init(folder: name, paths: Array(files.keys)) { files[$0] ?? Data() }
    }

    /// One file as it is, even when it is an archive.
    public init(file name: String, bytes: Data) {
        self.name = name
        paths = [name]
        isSingleFile = true
        isArchive = false
        read = { _ in bytes }
    }

    /// Opens `bytes`: an archive by its first bytes, anything else as one file.
    ///
    /// - Throws: ``Refusal`` with everything that is wrong with the archive.
    public static func opening(
        _ name: String,
        bytes: Data,
        limits: ArchiveLimits = .standard
    ) throws(Refusal) -> Source {
        let isArchive =
            bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
            || name.lowercased().hasSuffix(".zip")
        guard isArchive else { return Source(file: name, bytes: bytes) }
        let archive: ZIPArchive
        do {
            archive = try ZIPArchive(bytes, limits: limits)
        } catch {
            throw Refusal(error.problems.map(Finding.init))
        }
        let files = archive.entries.filter { !$0.isFolder && !$0.isDesktopLitter }.map(\.name)
        return Source(folder: name, paths: files, isArchive: true) { path in
            guard let entry = archive.entry(named: path) else { return Data() }
            return try archive.bytes(of: entry)
        }
    }

    /// Whether there is a file at `path`.
    public func has(_ path: String) -> Bool {
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if paths[middle] < path { low = middle + 1 } else { high = middle }
        }
        return low < paths.count && paths[low] == path
    }

    /// The bytes of the file at `path`.
    ///
    /// - Throws: ``Refusal`` when there is none or it cannot be read.
    public func bytes(at path: String) throws(Refusal) -> Data {
        guard isSingleFile || has(path) else {
            throw Refusal([Finding("file.missing", "the file “\(path.prefix(200))” is not there")])
        }
        do {
            return try read(path)
        } catch let refusal as ArchiveRefusal {
            throw Refusal(refusal.problems.map(Finding.init))
        } catch {
            throw Refusal([Finding("file.unreadable", "the file “\(path.prefix(200))” cannot be read")])
        }
    }
}

extension Finding {
    init(_ problem: ArchiveProblem) {
        let entry = problem.entry.map { " (\($0))" } ?? ""
        self.init("archive.\(problem.code.rawValue)", problem.message + entry)
    }
}
