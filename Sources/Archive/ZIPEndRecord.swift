/// Where the central directory lies and how many entries it says it has.
///
/// The end record must be the last thing in the file and the directory must lie directly before it: bytes in front,
/// behind or between are what makes two programs see two archives in one file.
///
/// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
struct ZIPEndRecord: Hashable, Sendable {
    private(set) var entryCount: Int
    private(set) var directory: Range<Int>

    init(_ reader: ByteReader) throws(ArchiveRefusal) {
        let start = try Self.find(reader)
        guard let disk = reader.short(at: start + 4), let directoryDisk = reader.short(at: start + 6),
            let countHere = reader.short(at: start + 8), var count = reader.short(at: start + 10),
            var size = reader.word(at: start + 12), var offset = reader.word(at: start + 16)
        else { throw ArchiveRefusal(.truncated, "The file ends inside its last record.") }
        var end = start
        if let large = try Self.largeRecord(reader, before: start) {
            let agrees =
                [disk, directoryDisk].allSatisfy { $0 == 0 || $0 == 0xFFFF }
                && [countHere, count].allSatisfy { $0 == large.count || $0 == 0xFFFF }
                && (size == large.size || size == ZIPHeaderFields.elsewhere)
                && (offset == large.offset || offset == ZIPHeaderFields.elsewhere)
            guard agrees else {
                throw ArchiveRefusal(.headersDisagree, "The two end records of the archive contradict each other.")
            }
            (count, size, offset, end) = (large.count, large.size, large.offset, large.start)
        } else if disk != 0 || directoryDisk != 0 || countHere != count {
            throw ArchiveRefusal(.splitArchive, "The archive is one part of several; join the parts first.")
        }
        guard size <= end, offset <= end - size else {
            throw ArchiveRefusal(.truncated, "The list of entries is said to lie outside the file.")
        }
        guard offset + size == end else {
            throw ArchiveRefusal(.leadingData, "There are bytes in the file that belong to no part of the archive.")
        }
        entryCount = count
        directory = offset..<end
    }

    /// The place of the only end record whose comment ends with the file.
    private static func find(_ reader: ByteReader) throws(ArchiveRefusal) -> Int {
        let magic = reader.word(at: 0)
        let isSplit = magic == ZIPSignature.dataDescriptor || magic == ZIPSignature.splitMarker
        guard !isSplit else {
            throw ArchiveRefusal(.splitArchive, "The archive is one part of several; join the parts first.")
        }
        var exact: [Int] = []
        var nearest: (place: Int, commentLength: Int)?
        let last = reader.count - 22
        for place in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        where reader.word(at: place) == ZIPSignature.endOfDirectory {
            guard let commentLength = reader.short(at: place + 20) else { continue }
            if place + 22 + commentLength == reader.count { exact.append(place) }
            nearest = nearest ?? (place, commentLength)
        }
        let startsAsArchive = magic == ZIPSignature.localHeader || magic == ZIPSignature.endOfDirectory
        if let place = exact.first {
            guard exact.count == 1 else {
                throw ArchiveRefusal(.trailingData, "The archive's comment hides a second archive.")
            }
            guard startsAsArchive else {
                throw ArchiveRefusal(.leadingData, "There are bytes in front of the archive.")
            }
            return place
        }
        if let nearest, nearest.place + 22 + nearest.commentLength < reader.count {
            throw ArchiveRefusal(.trailingData, "There are bytes behind the end of the archive.")
        }
        guard startsAsArchive else {
            throw ArchiveRefusal(.notAnArchive, "The file is not a ZIP archive.")
        }
        throw ArchiveRefusal(.truncated, "The file ends before the archive does; copy it again.")
    }

    private struct LargeRecord {
        var start: Int
        var count: Int
        var size: Int
        var offset: Int
    }

    /// The ZIP64 end record that a locator directly before `end` points to, if there is one.
    private static func largeRecord(_ reader: ByteReader, before end: Int) throws(ArchiveRefusal) -> LargeRecord? {
        let locator = end - 20
        guard reader.word(at: locator) == ZIPSignature.endLocator64 else { return nil }
        guard let start = reader.long(at: locator + 8), reader.word(at: locator + 4) == 0,
            reader.word(at: locator + 16) == 1,
            start < locator, reader.word(at: start) == ZIPSignature.endOfDirectory64,
            let length = reader.long(at: start + 4), length == locator - start - 12,
            length >= 44,
            reader.word(at: start + 16) == 0, reader.word(at: start + 20) == 0,
            let countHere = reader.long(at: start + 24), let count = reader.long(at: start + 32),
            countHere == count,
            let size = reader.long(at: start + 40), let offset = reader.long(at: start + 48)
        else {
            throw ArchiveRefusal(.brokenRecord, "The 64-bit end record of the archive is broken.")
        }
        return LargeRecord(start: start, count: count, size: size, offset: offset)
    }
}
