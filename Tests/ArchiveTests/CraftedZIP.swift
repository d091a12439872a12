@testable import Archive
import Foundation

/// A ZIP file whose every field can be set wrong: what no honest writer makes.
struct CraftedZIP {
    var entries: [Entry]
    var front: [UInt8] = []
    var behindData: [UInt8] = []
    var comment: [UInt8] = []
    var behindEnd: [UInt8] = []
    /// Changes the end record: its entry count, directory size and directory offset.
    var count: Int?
    var directorySize: Int?
    var directoryOffset: Int?
    var disk = 0
    var usesLargeEndRecord = false

    init(_ entries: [Entry]) { self.entries = entries }

    init(_ entry: Entry) { entries = [entry] }

    /// What stands in a header, local or central.
    struct Header {
        var name: [UInt8]
        var flags = 0
        var method = 0
        var checksum: Int
        var compressedSize: Int
        var expandedSize: Int
        var extra: [UInt8] = []
    }

    struct Entry {
        var local: Header
        var central: Header
        var packed: [UInt8]
        var descriptor: [UInt8] = []
        var externalAttributes = 0
        var madeBy = 20
        var disk = 0
        /// Where the directory says that the entry starts, if not where it does.
        var offset: Int?

        /// An honest stored entry.
        init(_ name: String, _ text: String = "Which artery is occluded?") {
            self.init(name, bytes: Array(text.utf8))
        }

        /// An honest stored entry of any bytes.
        init(_ name: String, bytes: [UInt8]) {
            local = Header(
                name: Array(name.utf8),
                checksum: Int(Checksum.crc32(Data(bytes))),
                compressedSize: bytes.count,
                expandedSize: bytes.count
            )
            central = local
            packed = bytes
        }

        /// An honest deflated entry.
        init(deflating name: String, _ bytes: Data) {
            let packed = Array(Deflation.compress(bytes, format: .raw) ?? Data())
            local = Header(
                name: Array(name.utf8),
                method: 8,
                checksum: Int(Checksum.crc32(bytes)),
                compressedSize: packed.count,
                expandedSize: bytes.count
            )
            central = local
            self.packed = packed
        }

        /// Changes both headers alike.
        func both(_ change: (inout Header) -> Void) -> Entry {
            var entry = self
            change(&entry.local)
            change(&entry.central)
            return entry
        }

        func with(_ change: (inout Entry) -> Void) -> Entry {
            var entry = self
            change(&entry)
            return entry
        }
    }

    func with(_ change: (inout CraftedZIP) -> Void) -> CraftedZIP {
        var archive = self
        change(&archive)
        return archive
    }

    var bytes: Data {
        var file = front
        var directory: [UInt8] = []
        for entry in entries {
            let offset = entry.offset ?? file.count
            file += Self.number(ZIPSignature.localHeader, 4) + Self.number(20, 2) + Self.common(entry.local)
            file += entry.local.name + entry.local.extra + entry.packed + entry.descriptor
            directory += Self.number(ZIPSignature.centralHeader, 4) + Self.number(entry.madeBy, 2)
            directory += Self.number(20, 2) + Self.common(entry.central) + Self.number(0, 2)
            directory += Self.number(entry.disk, 2) + Self.number(0, 2) + Self.number(entry.externalAttributes, 4)
            directory += Self.number(offset, 4) + entry.central.name + entry.central.extra
        }
        file += behindData
        let start = file.count
        file += directory
        let end = file.count
        let count = count ?? entries.count
        if usesLargeEndRecord {
            file += Self.number(ZIPSignature.endOfDirectory64, 4) + Self.number(44, 8) + Self.number(45, 2)
            file += Self.number(45, 2) + Self.number(0, 8) + Self.number(count, 8) + Self.number(count, 8)
            file += Self.number(directorySize ?? end - start, 8) + Self.number(directoryOffset ?? start, 8)
            file += Self.number(ZIPSignature.endLocator64, 4) + Self.number(0, 4) + Self.number(end, 8)
            file += Self.number(1, 4)
        }
        let classicCount = usesLargeEndRecord ? 0xFFFF : count
        file += Self.number(ZIPSignature.endOfDirectory, 4) + Self.number(disk, 2) + Self.number(disk, 2)
        file += Self.number(classicCount, 2) + Self.number(classicCount, 2)
        file += Self.number(usesLargeEndRecord ? 0xFFFF_FFFF : directorySize ?? end - start, 4)
        file += Self.number(usesLargeEndRecord ? 0xFFFF_FFFF : directoryOffset ?? start, 4)
        file += Self.number(comment.count, 2) + comment + behindEnd
        return Data(file)
    }

    private static func common(_ header: Header) -> [UInt8] {
        number(header.flags, 2) + number(header.method, 2) + number(0, 2) + number(0x21, 2)
            + number(header.checksum, 4) + number(header.compressedSize, 4) + number(header.expandedSize, 4)
            + number(header.name.count, 2) + number(header.extra.count, 2)
    }

    /// `value` as `width` bytes, least significant first.
    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// The codes of all problems that opening `bytes` and reading all its contents gives; empty when all is well.
func codes(_ bytes: Data, limits: ArchiveLimits = .standard) -> [ArchiveProblem.Code] {
    do throws(ArchiveRefusal) {
        return try ZIPArchive(bytes, limits: limits).problemsInContents().map(\.code)
    } catch {
        return error.problems.map(\.code)
    }
}
