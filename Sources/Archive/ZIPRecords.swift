import Foundation

/// First words of the records of a ZIP file.
///
/// Source of all offsets in this file: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.5.3.
enum ZIPSignature {
    static let localHeader = 0x0403_4b50
    static let dataDescriptor = 0x0807_4b50
    static let centralHeader = 0x0201_4b50
    static let endOfDirectory = 0x0605_4b50
    static let endOfDirectory64 = 0x0606_4b50
    static let endLocator64 = 0x0706_4b50
    /// Stands at the start of an archive that was split and came out as one part (4.3.1); so does the descriptor's.
    static let splitMarker = 0x3030_4b50
}

/// What the local and the central header both say of an entry, before any rule is applied.
struct ZIPHeaderFields: Hashable, Sendable {
    var flags: Int
    var method: Int
    var checksum: Int
    var compressedSize: Int
    var expandedSize: Int
    var name: Data
    /// A second name that some programs would show instead (Info-ZIP's Unicode path field).
    var secondName: Data?
    /// Whether a size of 64 bits stands in the extra fields.
    var hasLargeSizes = false

    static let isEncrypted = 1 << 0
    static let hasDescriptor = 1 << 3
    static let isPatch = 1 << 5
    static let isStronglyEncrypted = 1 << 6
    static let isUTF8 = 1 << 11
    static let isMasked = 1 << 13
    /// A field of 32 bits that holds this stands for one of 64 bits in the extra fields.
    static let elsewhere = 0xFFFF_FFFF

    /// Reads the run of fields, common to both headers, that starts with the flags and ends before the name lengths.
    fileprivate init?(_ reader: ByteReader, at start: Int) {
        guard let flags = reader.short(at: start), let method = reader.short(at: start + 2),
            let checksum = reader.word(at: start + 8), let compressed = reader.word(at: start + 12),
            let expanded = reader.word(at: start + 16)
        else { return nil }
        self.flags = flags
        self.method = method
        self.checksum = checksum
        compressedSize = compressed
        expandedSize = expanded
        name = Data()
    }

    /// Takes over what the extra fields say; the number that is left over is the offset, if `wantsOffset`.
    fileprivate mutating func apply(_ extras: ZIPExtraFields, offset: inout Int) -> Bool {
        secondName = extras.unicodeName
        guard var large = extras.largeNumbers?.makeIterator() else { return true }
        hasLargeSizes = true
        for field in [\ZIPHeaderFields.expandedSize, \ZIPHeaderFields.compressedSize]
        where self[keyPath: field] == Self.elsewhere {
            guard let value = large.next() else { return false }
            self[keyPath: field] = value
        }
        if offset == Self.elsewhere {
            guard let value = large.next() else { return false }
            offset = value
        }
        return true
    }
}

/// One header of the central directory.
struct ZIPCentralHeader: Hashable, Sendable {
    var fields: ZIPHeaderFields
    var externalAttributes: Int
    var disk: Int
    var localOffset: Int
    /// Bytes of this record.
    var length: Int

    /// - Returns: `nil` where there is no whole and sound record.
    init?(_ reader: ByteReader, at start: Int) {
        guard reader.word(at: start) == ZIPSignature.centralHeader,
            var fields = ZIPHeaderFields(reader, at: start + 8),
            let nameLength = reader.short(at: start + 28), let extraLength = reader.short(at: start + 30),
            let commentLength = reader.short(at: start + 32), let disk = reader.short(at: start + 34),
            let attributes = reader.word(at: start + 38), var offset = reader.word(at: start + 42),
            let name = reader.slice(start + 46..<start + 46 + nameLength)
        else { return nil }
        let extraStart = start + 46 + nameLength
        length = 46 + nameLength + extraLength + commentLength
        guard start + length <= reader.count,
            let extras = ZIPExtraFields(reader, in: extraStart..<extraStart + extraLength, name: name)
        else { return nil }
        fields.name = name
        guard fields.apply(extras, offset: &offset) else { return nil }
        self.fields = fields
        self.disk = disk == 0xFFFF && fields.hasLargeSizes ? 0 : disk
        externalAttributes = attributes
        localOffset = offset
    }
}

/// The header that stands before an entry's data.
struct ZIPLocalHeader: Hashable, Sendable {
    var fields: ZIPHeaderFields
    /// Where the entry's data starts.
    var dataOffset: Int

    /// - Returns: `nil` where there is no whole and sound record.
    init?(_ reader: ByteReader, at start: Int) {
        guard reader.word(at: start) == ZIPSignature.localHeader,
            var fields = ZIPHeaderFields(reader, at: start + 6),
            let nameLength = reader.short(at: start + 26), let extraLength = reader.short(at: start + 28),
            let name = reader.slice(start + 30..<start + 30 + nameLength)
        else { return nil }
        let extraStart = start + 30 + nameLength
        dataOffset = extraStart + extraLength
        guard dataOffset <= reader.count,
            let extras = ZIPExtraFields(reader, in: extraStart..<dataOffset, name: name)
        else { return nil }
        fields.name = name
        var noOffset = 0
        guard fields.apply(extras, offset: &noOffset) else { return nil }
        self.fields = fields
    }
}

/// The extra fields that matter to us; all others (times, owners, NTFS data) are passed over.
private struct ZIPExtraFields {
    /// The numbers of the ZIP64 field, in its order.
    private(set) var largeNumbers: [Int]?
    /// The name in Info-ZIP's Unicode path field, where its checksum says that it belongs to `name`.
    private(set) var unicodeName: Data?

    /// - Returns: `nil` where a field runs past the end or a number is beyond counting.
    init?(_ reader: ByteReader, in range: Range<Int>, name: Data) {
        var offset = range.lowerBound
        // Fewer than four bytes at the end are padding that some writers leave.
        while offset + 4 <= range.upperBound {
            guard let kind = reader.short(at: offset), let length = reader.short(at: offset + 2),
                offset + 4 + length <= range.upperBound
            else { return nil }
            let body = offset + 4
            offset = body + length
            switch kind {
            case 0x0001:
                guard largeNumbers == nil else { return nil }
                var numbers: [Int] = []
                for place in stride(from: body, to: body + length - 7, by: 8) {
                    guard let number = reader.long(at: place) else { return nil }
                    numbers.append(number)
                }
                largeNumbers = numbers
            case 0x7075 where length > 5:
                let isOfThisName = reader.word(at: body + 1) == Int(Checksum.crc32(name))
                if isOfThisName { unicodeName = reader.slice(body + 5..<body + length) }
            default:
                break
            }
        }
    }
}
