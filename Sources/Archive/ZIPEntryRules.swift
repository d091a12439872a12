import Foundation

/// The rules for a single entry: its name, its method, its sizes, and that both of its headers say the same.
struct ZIPEntryRules {
    /// The name as far as it can be read; for a name that is not UTF-8 with replacement characters.
    let name: String
    private(set) var problems: [ArchiveProblem] = []
    private let header: ZIPCentralHeader
    private let limits: ArchiveLimits

    init(_ header: ZIPCentralHeader, limits: ArchiveLimits) {
        self.header = header
        self.limits = limits
        name = String(decoding: header.fields.name, as: UTF8.self)
        checkName()
        checkKind()
        checkSizes()
    }

    /// - Returns: `nil` when the entry's method is one we cannot read.
    func entry(dataOffset: Int) -> ZIPArchive.Entry? {
        let method: ZIPArchive.Method
        switch header.fields.method {
        case 0: method = .stored
        case 8: method = .deflated
        default: return nil
        }
        return ZIPArchive.Entry(
            name: name,
            expandedSize: header.fields.expandedSize,
            compressedSize: header.fields.compressedSize,
            method: method,
            checksum: UInt32(truncatingIfNeeded: header.fields.checksum),
            dataOffset: dataOffset
        )
    }

    private mutating func add(_ code: ArchiveProblem.Code, _ message: String) {
        problems.append(ArchiveProblem(code, entry: name, message))
    }

    private mutating func checkName() {
        guard String(validating: header.fields.name, as: UTF8.self) != nil else {
            let declares = header.fields.flags & ZIPHeaderFields.isUTF8 != 0
            add(
                .nameNotUTF8,
                declares
                    ? "The name is said to be UTF-8 but is not."
                    : "The name is in an old, undeclared character set; pack the files again with UTF-8 names."
            )
            return
        }
        for finding in EntryName.findings(name, longest: limits.nameLength) {
            add(finding.code, finding.message)
        }
        if let second = header.fields.secondName, second != header.fields.name {
            add(.headersDisagree, "The entry has a second, different name in its extra fields.")
        }
    }

    private mutating func checkKind() {
        let flags = header.fields.flags
        let encrypted =
            ZIPHeaderFields.isEncrypted | ZIPHeaderFields.isStronglyEncrypted | ZIPHeaderFields.isMasked
        if flags & encrypted != 0 {
            add(.encrypted, "The entry is encrypted; pack it without a password.")
        }
        let isKnownMethod = header.fields.method == 0 || header.fields.method == 8
        if !isKnownMethod || flags & ZIPHeaderFields.isPatch != 0 {
            add(.unknownMethod, "The entry is packed by method \(header.fields.method); only deflate is read.")
        }
        if header.disk != 0 {
            add(.splitArchive, "The entry lies in another part of a split archive.")
        }
        let isFolder = name.utf8.last == UInt8(ascii: "/")
        let attributes = header.externalAttributes
        // Unix keeps the kind of file in the upper half, Windows in the lower; both are looked at whatever the
        // archive says it was made on, since programs that extract do not agree on that either.
        switch (attributes >> 16) & 0o170000 {
        case 0, 0o100000: break
        case 0o040000 where isFolder: break
        case 0o040000: add(.headersDisagree, "The entry is marked as a folder but named like a file.")
        default: add(.linkOrDevice, "The entry is a link or a device, not a file.")
        }
        let volumeLabelOrReparsePoint = 0x08 | 0x400
        if attributes & volumeLabelOrReparsePoint != 0 {
            add(.linkOrDevice, "The entry is a link or a volume label, not a file.")
        } else if attributes & 0x10 != 0, !isFolder, (attributes >> 16) & 0o170000 == 0 {
            add(.headersDisagree, "The entry is marked as a folder but named like a file.")
        }
        if isFolder, header.fields.expandedSize != 0 {
            add(.headersDisagree, "The entry is named like a folder but holds data.")
        }
    }

    private mutating func checkSizes() {
        let fields = header.fields
        if fields.expandedSize > limits.entryExpanded {
            add(.entryTooLarge, "The entry expands to more than \(limits.entryExpanded) bytes.")
        } else if fields.expandedSize > limits.largestExpansion(of: fields.compressedSize) {
            add(.ratioTooHigh, "The entry expands to more than \(limits.ratio) times its size.")
        }
        if fields.method == 0, fields.compressedSize != fields.expandedSize {
            add(.wrongSize, "The entry is not compressed, yet its two sizes differ.")
        }
    }

    /// Holds the header before the data against the one in the directory.
    mutating func compare(with local: ZIPLocalHeader?) {
        guard let local = local?.fields else {
            add(.brokenRecord, "There is no sound header before the entry's data.")
            return
        }
        let central = header.fields
        // Bits 1 and 2 only say how hard the writer tried to compress.
        let flagsThatMatter = ~0b110
        var differences: [String] = []
        if local.name != central.name { differences.append("name") }
        if local.method != central.method { differences.append("method") }
        if local.flags & flagsThatMatter != central.flags & flagsThatMatter { differences.append("flags") }
        // With a descriptor behind the data the local fields may be empty, else they must repeat the directory's.
        let mayBeEmpty = local.flags & ZIPHeaderFields.hasDescriptor != 0
        func differs(_ one: Int, _ other: Int) -> Bool {
            one != other && !(mayBeEmpty && (one == 0 || one == ZIPHeaderFields.elsewhere))
        }
        if differs(local.checksum, central.checksum) { differences.append("checksum") }
        if differs(local.compressedSize, central.compressedSize) || differs(local.expandedSize, central.expandedSize) {
            differences.append("size")
        }
        if let second = local.secondName, second != local.name { differences.append("second name") }
        if !differences.isEmpty {
            add(
                .headersDisagree,
                "The two headers of the entry differ in: \(differences.joined(separator: ", "))."
            )
        }
    }
}
