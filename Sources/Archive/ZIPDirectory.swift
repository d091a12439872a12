import Foundation

/// The central directory held against the rules and against the local headers.
struct ZIPDirectory {
    private let reader: ByteReader
    private let limits: ArchiveLimits
    private let end: ZIPEndRecord
    private var problems: [ArchiveProblem] = []

    init(_ reader: ByteReader, limits: ArchiveLimits) throws(ArchiveRefusal) {
        guard reader.count <= limits.fileSize else {
            throw ArchiveRefusal(.fileTooLarge, "The file is larger than \(limits.fileSize) bytes.")
        }
        self.reader = reader
        self.limits = limits
        end = try ZIPEndRecord(reader)
        guard end.entryCount <= limits.entryCount else {
            throw ArchiveRefusal(.tooManyEntries, "The archive has more than \(limits.entryCount) entries.")
        }
    }

    /// All entries in directory order.
    ///
    /// - Throws: All problems of all entries together.
    consuming func checkedEntries() throws(ArchiveRefusal) -> [ZIPArchive.Entry] {
        let headers = try centralHeaders()
        var entries: [ZIPArchive.Entry] = []
        var extents: [Extent] = []
        for header in headers {
            var rules = ZIPEntryRules(header, limits: limits)
            let local = ZIPLocalHeader(reader, at: header.localOffset)
            rules.compare(with: local)
            problems += rules.problems
            if let local {
                extents.append(Extent(name: rules.name, header: header, local: local))
            }
            if let entry = rules.entry(dataOffset: local?.dataOffset ?? 0) { entries.append(entry) }
            guard problems.count < limits.problemCount else { break }
        }
        checkNames(entries)
        checkExtents(extents)
        checkTotal(entries)
        guard problems.isEmpty else { throw ArchiveRefusal(cut(problems)) }
        return entries
    }

    private func centralHeaders() throws(ArchiveRefusal) -> [ZIPCentralHeader] {
        var headers: [ZIPCentralHeader] = []
        var offset = end.directory.lowerBound
        while offset < end.directory.upperBound {
            guard headers.count < end.entryCount, let header = ZIPCentralHeader(reader, at: offset),
                offset + header.length <= end.directory.upperBound
            else {
                throw ArchiveRefusal(
                    .brokenRecord,
                    "Entry \(headers.count + 1) of \(end.entryCount) in the list of entries is broken."
                )
            }
            headers.append(header)
            offset += header.length
        }
        guard headers.count == end.entryCount else {
            throw ArchiveRefusal(
                .headersDisagree,
                "The archive says it has \(end.entryCount) entries but lists \(headers.count)."
            )
        }
        return headers
    }

    private mutating func checkNames(_ entries: [ZIPArchive.Entry]) {
        for clash in EntryName.clashes(entries.map(\.name)).prefix(limits.problemCount) {
            let other = ArchiveProblem(.duplicateName, entry: entries[clash.first].name, "")
            problems.append(
                ArchiveProblem(
                    .duplicateName,
                    entry: entries[clash.second].name,
                    "On some systems this is the same file as “\(other.entry ?? "")”."
                )
            )
        }
    }

    /// Every byte before the directory must belong to exactly one entry.
    private mutating func checkExtents(_ extents: [Extent]) {
        let ordered = extents.sorted { $0.start < $1.start }
        if let first = ordered.first, first.start > 0 {
            problems.append(ArchiveProblem(.leadingData, "There are bytes in front of the first entry."))
        }
        if ordered.isEmpty, end.directory.lowerBound > 0, problems.isEmpty {
            problems.append(ArchiveProblem(.leadingData, "There are bytes that belong to no entry."))
        }
        for (place, extent) in ordered.enumerated() {
            let isLast = place + 1 == ordered.count
            let next = isLast ? end.directory.lowerBound : ordered[place + 1].start
            if next < extent.end {
                problems.append(
                    ArchiveProblem(.overlap, entry: extent.name, "The entry's data overlaps what comes after it.")
                )
            } else if let problem = extent.problem(upTo: next, reader) {
                problems.append(problem)
            }
        }
    }

    private mutating func checkTotal(_ entries: [ZIPArchive.Entry]) {
        var total = 0
        for entry in entries {
            let (sum, overflow) = total.addingReportingOverflow(entry.expandedSize)
            total = overflow ? Int.max : sum
        }
        if total > limits.totalExpanded {
            problems.append(
                ArchiveProblem(
                    .totalTooLarge,
                    "All entries together expand to more than \(limits.totalExpanded) bytes."
                )
            )
        } else if total > limits.largestExpansion(of: reader.count) {
            problems.append(
                ArchiveProblem(.ratioTooHigh, "The archive expands to more than \(limits.ratio) times its size.")
            )
        }
    }

    private func cut(_ problems: [ArchiveProblem]) -> [ArchiveProblem] {
        guard problems.count > limits.problemCount else { return problems }
        return problems.prefix(limits.problemCount)
            + [ArchiveProblem(.moreProblems, "There are more problems than are listed here.")]
    }
}

/// The bytes that belong to one entry: header, name, extra fields, data and perhaps a data descriptor.
private struct Extent {
    let name: String
    let start: Int
    /// End of the data, before any data descriptor.
    let end: Int
    let hasDescriptor: Bool
    let fields: ZIPHeaderFields

    init(name: String, header: ZIPCentralHeader, local: ZIPLocalHeader) {
        self.name = name
        start = header.localOffset
        let (sum, overflow) = local.dataOffset.addingReportingOverflow(header.fields.compressedSize)
        end = overflow ? Int.max : sum
        hasDescriptor = local.fields.flags & ZIPHeaderFields.hasDescriptor != 0
        fields = header.fields
    }

    func problem(upTo next: Int, _ reader: ByteReader) -> ArchiveProblem? {
        if !hasDescriptor {
            return next == end
                ? nil : ArchiveProblem(.strayData, entry: name, "There are stray bytes behind the entry.")
        }
        guard isDescriptor(end..<next, reader) else {
            return ArchiveProblem(
                .headersDisagree,
                entry: name,
                "What stands behind the entry's data does not repeat its checksum and sizes."
            )
        }
        return nil
    }

    /// The descriptor comes with or without a signature, its sizes in 32 or 64 bits: writers differ.
    private func isDescriptor(_ range: Range<Int>, _ reader: ByteReader) -> Bool {
        var start = range.lowerBound
        if range.count == 16 || range.count == 24 {
            guard reader.word(at: start) == ZIPSignature.dataDescriptor else { return false }
            start += 4
        }
        guard reader.word(at: start) == fields.checksum else { return false }
        switch range.upperBound - start {
        case 12:
            return reader.word(at: start + 4) == fields.compressedSize
                && reader.word(at: start + 8) == fields.expandedSize
        case 20:
            return reader.long(at: start + 4) == fields.compressedSize
                && reader.long(at: start + 12) == fields.expandedSize
        default:
            return false
        }
    }
}
