public import Foundation

/// A ZIP archive in memory that has passed every rule which can be checked without expanding it.
///
/// Nothing is expanded before it is asked for, so a mapped file of hundreds of megabytes costs little memory. Entries
/// that are archives themselves are only bytes. Stored and deflated entries are read, ZIP64 records too; comments,
/// times and owners are passed over.
///
/// Source of the rules: threat model, I1 and I2.
public struct ZIPArchive: Sendable {
    /// Every entry in the order of the archive's directory, folders included.
    public let entries: [Entry]
    private let reader: ByteReader
    private let limits: ArchiveLimits
    private let positions: [String: Int]

    /// Reads and checks the directory and all headers.
    ///
    /// - Throws: ``ArchiveRefusal`` with all problems found; only damage that hides the directory itself ends the
    ///   search at once.
    public init(_ bytes: Data, limits: ArchiveLimits = .standard) throws(ArchiveRefusal) {
        reader = ByteReader(data: bytes)
        self.limits = limits
        let entries = try ZIPDirectory(reader, limits: limits).checkedEntries()
        self.entries = entries
        positions = Dictionary(entries.indices.map { (entries[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry of that name; composed and decomposed letters count as the same, upper and lower case do not.
    public func entry(named name: String) -> Entry? {
        positions[name].map { entries[$0] }
    }

    /// Expands one entry and checks its size and checksum.
    ///
    /// - Throws: ``ArchiveRefusal`` when the data is broken, longer or shorter than declared, or fails its checksum.
    public func bytes(of entry: Entry) throws(ArchiveRefusal) -> Data {
        var result = Data()
        // Safe to reserve: the directory's check bounds this by a multiple of bytes that are really there.
        result.reserveCapacity(entry.expandedSize)
        try expand(entry) { result.append(contentsOf: $0) }
        return result
    }

    /// Expands every entry in turn, keeping nothing, and returns what is wrong with their data.
    public func problemsInContents() -> [ArchiveProblem] {
        var problems: [ArchiveProblem] = []
        for entry in entries {
            do throws(ArchiveRefusal) {
                try expand(entry) { _ in }
            } catch {
                problems += error.problems
            }
            if problems.count >= limits.problemCount {
                problems.append(ArchiveProblem(.moreProblems, "There are more problems than are listed here."))
                break
            }
        }
        return problems
    }

    private func expand(_ entry: Entry, into sink: (UnsafeRawBufferPointer) -> Void) throws(ArchiveRefusal) {
        guard let packed = reader.slice(entry.dataOffset..<entry.dataOffset + entry.compressedSize) else {
            throw ArchiveRefusal(.truncated, entry: entry.name, "The entry's data lies outside the archive.")
        }
        var checksum = Checksum()
        switch entry.method {
        case .stored:
            packed.withUnsafeBytes { bytes in
                checksum.update(bytes)
                sink(bytes)
            }
        case .deflated:
            let outcome = Inflation.expand(packed, format: .raw, atMost: entry.expandedSize) { bytes in
                checksum.update(bytes)
                sink(bytes)
            }
            try check(outcome, of: entry)
        }
        guard checksum.value == entry.checksum else {
            throw ArchiveRefusal(.wrongChecksum, entry: entry.name, "The entry's data is damaged (wrong checksum).")
        }
    }

    private func check(_ outcome: Inflation.Outcome, of entry: Entry) throws(ArchiveRefusal) {
        switch outcome {
        case .complete(let consumed, let produced):
            guard produced == entry.expandedSize else {
                throw ArchiveRefusal(
                    .wrongSize,
                    entry: entry.name,
                    "The entry expands to \(produced) bytes instead of \(entry.expandedSize)."
                )
            }
            guard consumed == entry.compressedSize else {
                throw ArchiveRefusal(
                    .strayData,
                    entry: entry.name,
                    "There are bytes behind the end of the entry's compressed data."
                )
            }
        case .tooLong:
            throw ArchiveRefusal(
                .wrongSize,
                entry: entry.name,
                "The entry expands to more than the \(entry.expandedSize) bytes it declares."
            )
        case .cutShort:
            throw ArchiveRefusal(.truncated, entry: entry.name, "The entry's compressed data ends too early.")
        case .broken:
            throw ArchiveRefusal(.brokenData, entry: entry.name, "The entry's compressed data is damaged.")
        }
    }

    /// How an entry's data is kept.
    public enum Method: Hashable, Sendable {
        case stored, deflated
    }

    /// One file or folder of the archive.
    public struct Entry: Hashable, Sendable {
        /// The path within the archive, parts separated by slashes; a folder's ends with one.
        public let name: String
        /// Size after expansion, in bytes.
        public let expandedSize: Int
        /// Size within the archive, in bytes.
        public let compressedSize: Int
        public let method: Method
        /// CRC-32 of the expanded bytes.
        public let checksum: UInt32
        /// Where the data starts in the archive.
        let dataOffset: Int

        public var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }

        /// Whether a desktop system added this by itself (`__MACOSX/…`, `.DS_Store`, `Thumbs.db`, `desktop.ini`), so
        /// that an importer need not mention it.
        public var isDesktopLitter: Bool {
            let parts = name.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
            return parts.first == "__MACOSX" || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(parts.last)
        }
    }
}
