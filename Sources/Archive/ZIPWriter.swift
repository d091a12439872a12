public import Foundation

/// Writes a ZIP archive piece by piece: each call returns the bytes that come next in the file.
///
/// Nothing but the list of names is kept, so a package of 10,000 items needs the memory of its largest one. The result
/// holds no time, owner or machine: equal entries in equal order give equal bytes (with one release of zlib).
/// ``ZIPArchive`` with the same limits reads whatever this writes.
public struct ZIPWriter: Sendable {
    private let limits: ArchiveLimits
    private var names: [String] = []
    private var directory = Data()
    private var written = 0
    private var expanded = 0

    public init(limits: ArchiveLimits = .standard) {
        self.limits = limits
    }

    /// Adds a file and returns the bytes to append to what was returned before.
    ///
    /// Data that does not shrink, or shrinks so far that a reader must suspect a bomb, is stored as it is.
    /// - Throws: ``ArchiveRefusal`` when the name breaks a rule or a limit is reached; nothing has been added then.
    public mutating func append(_ bytes: Data, named name: String) throws(ArchiveRefusal) -> Data {
        var problems = EntryName.findings(name, longest: limits.nameLength)
            .map { ArchiveProblem($0.code, entry: name, $0.message) }
        if name.utf8.last == UInt8(ascii: "/"), problems.isEmpty {
            problems.append(ArchiveProblem(.emptyName, entry: name, "Only files are written, not empty folders."))
        }
        if names.count >= limits.entryCount {
            problems.append(ArchiveProblem(.tooManyEntries, "An archive holds \(limits.entryCount) entries at most."))
        }
        if bytes.count > limits.entryExpanded {
            problems.append(
                ArchiveProblem(.entryTooLarge, entry: name, "The entry is larger than \(limits.entryExpanded) bytes.")
            )
        }
        if expanded + bytes.count > limits.totalExpanded {
            problems.append(ArchiveProblem(.totalTooLarge, "The archive would hold too much data."))
        }
        guard problems.isEmpty else { throw ArchiveRefusal(problems) }

        let packed = Deflation.compress(bytes, format: .raw).flatMap { packed in
            packed.count < bytes.count && bytes.count <= packed.count * limits.ratio ? packed : nil
        }
        let data = packed ?? bytes
        let common = commonFields(name, method: packed == nil ? 0 : 8, bytes: bytes, packedSize: data.count)
        var piece = Data(littleEndian: ZIPSignature.localHeader, bytes: 4)
        piece.append(common)
        piece.append(contentsOf: name.utf8)
        piece.append(data)

        var record = Data(littleEndian: ZIPSignature.centralHeader, bytes: 4)
        record.append(Data(littleEndian: Self.madeOnUnix | Self.version, bytes: 2))
        record.append(common)
        record.append(Data(count: 6))  // no comment, first disk, no internal attributes
        record.append(Data(littleEndian: Self.ordinaryFile, bytes: 4))
        record.append(Data(littleEndian: written, bytes: 4))
        record.append(contentsOf: name.utf8)
        let size = written + piece.count + directory.count + record.count + 22
        guard size <= min(limits.fileSize, Int(Int32.max)) else {
            throw ArchiveRefusal(.fileTooLarge, entry: name, "The archive would become larger than permitted.")
        }
        names.append(name)
        directory.append(record)
        written += piece.count
        expanded += bytes.count
        return piece
    }

    /// The last bytes of the file.
    ///
    /// - Throws: ``ArchiveRefusal`` naming the entries whose names clash; the pieces returned so far are useless then.
    public func finish() throws(ArchiveRefusal) -> Data {
        let clashes = EntryName.clashes(names)
        guard clashes.isEmpty else {
            throw ArchiveRefusal(
                clashes.map {
                    ArchiveProblem(
                        .duplicateName,
                        entry: names[$0.second],
                        "On some systems this is the same file as “\(names[$0.first])”."
                    )
                }
            )
        }
        var piece = directory
        piece.append(Data(littleEndian: ZIPSignature.endOfDirectory, bytes: 4))
        piece.append(Data(count: 4))  // this disk, disk of the directory
        piece.append(Data(littleEndian: names.count, bytes: 2))
        piece.append(Data(littleEndian: names.count, bytes: 2))
        piece.append(Data(littleEndian: directory.count, bytes: 4))
        piece.append(Data(littleEndian: written, bytes: 4))
        piece.append(Data(count: 2))  // no comment
        return piece
    }

    /// A whole archive in memory; `files` is walked once, so its data may be made one at a time.
    public static func archive(
        _ files: some Sequence<(name: String, bytes: Data)>,
        limits: ArchiveLimits = .standard
    ) throws(ArchiveRefusal) -> Data {
        var writer = ZIPWriter(limits: limits)
        var result = Data()
        for file in files {
            result.append(try writer.append(file.bytes, named: file.name))
        }
        result.append(try writer.finish())
        return result
    }

    private func commonFields(_ name: String, method: Int, bytes: Data, packedSize: Int) -> Data {
        let flags = name.utf8.allSatisfy { $0 < 0x80 } ? 0 : ZIPHeaderFields.isUTF8
        var fields = Data(littleEndian: Self.version, bytes: 2)
        fields.append(Data(littleEndian: flags, bytes: 2))
        fields.append(Data(littleEndian: method, bytes: 2))
        fields.append(Data(littleEndian: 0, bytes: 2))
        fields.append(Data(littleEndian: Self.firstOfJanuary1980, bytes: 2))
        fields.append(Data(littleEndian: Int(Checksum.crc32(bytes)), bytes: 4))
        fields.append(Data(littleEndian: packedSize, bytes: 4))
        fields.append(Data(littleEndian: bytes.count, bytes: 4))
        fields.append(Data(littleEndian: name.utf8.count, bytes: 2))
        fields.append(Data(littleEndian: 0, bytes: 2))
        return fields
    }

    private static let version = 20
    private static let madeOnUnix = 3 << 8
    private static let ordinaryFile = 0o100644 << 16
    /// The earliest date a ZIP file can hold (day 1, month 1, year 0).
    private static let firstOfJanuary1980 = 1 << 5 | 1
}

extension Data {
    fileprivate init(littleEndian value: Int, bytes width: Int) {
        self.init((0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
}
