@testable import Archive
import Foundation
import Testing

/// Each crafted archive breaks one rule; the test names the codes that must be found, and no others.
@Suite struct ZIPRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: Data
        let codes: [ArchiveProblem.Code]
        var limits = ArchiveLimits.standard

        init(_ name: String, _ zip: CraftedZIP, _ codes: ArchiveProblem.Code...) {
            self.name = name
            bytes = zip.bytes
            self.codes = codes
        }

        var testDescription: String { name }
    }

    @Test(arguments: headerCases + fileCases + contentCases)
    func `an archive that breaks one rule is refused for that`(_ tried: Case) {
        #expect(codes(tried.bytes, limits: tried.limits) == tried.codes)
    }

    @Test(arguments: ["", "PK", "<?xml version='1.0'?><manifest/>", String(repeating: "no archive ", count: 9000)])
    func `what is no archive is called so`(text: String) {
        #expect(codes(Data(text.utf8)) == [.notAnArchive])
    }

    static let plain = CraftedZIP.Entry("a.txt")

    static let headerCases: [Case] = [
        Case("encrypted", CraftedZIP(plain.both { $0.flags = 1 }), .encrypted),
        Case("strongly encrypted", CraftedZIP(plain.both { $0.flags = 1 << 6 }), .encrypted),
        Case("masked headers", CraftedZIP(plain.both { $0.flags = 1 << 13 }), .encrypted),
        Case("patch", CraftedZIP(plain.both { $0.flags = 1 << 5 }), .unknownMethod),
        Case("bzip2", CraftedZIP(plain.both { $0.method = 12 }), .unknownMethod),
        Case("zstandard", CraftedZIP(plain.both { $0.method = 93 }), .unknownMethod),
        Case("other name before the data", CraftedZIP(plain.with { $0.local.name[0] = 0x62 }), .headersDisagree),
        Case("other method before the data", CraftedZIP(plain.with { $0.local.method = 8 }), .headersDisagree),
        Case("other size before the data", CraftedZIP(plain.with { $0.local.expandedSize = 9 }), .headersDisagree),
        Case("other checksum before the data", CraftedZIP(plain.with { $0.local.checksum = 9 }), .headersDisagree),
        Case("UTF-8 declared once", CraftedZIP(plain.with { $0.local.flags = 1 << 11 }), .headersDisagree),
        Case(
            "second name",
            CraftedZIP(plain.both { $0.extra = unicodePath("b.txt", for: "a.txt") }),
            .headersDisagree,
            .headersDisagree
        ),
        Case("symbolic link", CraftedZIP(plain.with { $0.externalAttributes = 0o120777 << 16 }), .linkOrDevice),
        Case("device", CraftedZIP(plain.with { $0.externalAttributes = 0o060666 << 16 }), .linkOrDevice),
        Case("pipe", CraftedZIP(plain.with { $0.externalAttributes = 0o010666 << 16 }), .linkOrDevice),
        Case("socket", CraftedZIP(plain.with { $0.externalAttributes = 0o140666 << 16 }), .linkOrDevice),
        Case("Windows link", CraftedZIP(plain.with { $0.externalAttributes = 0x420 }), .linkOrDevice),
        Case("volume label", CraftedZIP(plain.with { $0.externalAttributes = 0x08 }), .linkOrDevice),
        Case("folder named as a file", CraftedZIP(plain.with { $0.externalAttributes = 0x10 }), .headersDisagree),
        Case("folder with data", CraftedZIP(.init("a/", "data")), .headersDisagree),
        Case("stored with two sizes", CraftedZIP(plain.both { $0.expandedSize += 1 }), .wrongSize),
        Case("entry on another disk", CraftedZIP(plain.with { $0.disk = 3 }), .splitArchive),
        Case("extra field runs over", CraftedZIP(plain.with { $0.local.extra = [9, 9, 9, 0] }), .brokenRecord),
        Case(
            "no header before the data",
            CraftedZIP([plain, CraftedZIP.Entry("b").with { $0.offset = 3 }]),
            .brokenRecord,
            .strayData
        ),
        Case(
            "wrong descriptor",
            CraftedZIP(plain.both { $0.flags = 8 }.with { $0.descriptor = Array(repeating: 7, count: 12) }),
            .headersDisagree
        ),
        Case("missing descriptor", CraftedZIP(plain.both { $0.flags = 8 }), .headersDisagree),
        Case("no name", CraftedZIP(.init("")), .emptyName),
        Case("name in code page 437", CraftedZIP(plain.both { $0.name = [0x81, 0x62] }), .nameNotUTF8),
        Case("name falsely UTF-8", CraftedZIP(plain.both { ($0.name, $0.flags) = ([0xFF], 1 << 11) }), .nameNotUTF8),
    ]

    static let fileCases: [Case] = [
        Case("text", CraftedZIP([CraftedZIP.Entry]()).with { $0.front = Array("not a zip".utf8) }, .leadingData),
        Case("bytes in front", CraftedZIP(plain).with { $0.front = [0x4d, 0x5a] }, .leadingData),
        Case(
            "bytes in front, offsets shifted",
            CraftedZIP(plain.with { $0.offset = 0 }).with {
                ($0.front, $0.directoryOffset) = ([0x50, 0x4b, 3, 4], 60)
            },
            .leadingData
        ),
        Case("bytes behind", CraftedZIP(plain).with { $0.behindEnd = [0] }, .trailingData),
        Case("bytes before the directory", CraftedZIP(plain).with { $0.behindData = [0] }, .strayData),
        Case("bytes between entries", CraftedZIP([plain.with { $0.descriptor = [0] }, .init("b")]), .strayData),
        Case(
            "second archive in the comment",
            CraftedZIP(plain).with { $0.comment = Array(CraftedZIP([CraftedZIP.Entry]()).bytes) },
            .trailingData
        ),
        Case("one entry too few listed", CraftedZIP(plain).with { $0.count = 2 }, .headersDisagree),
        Case("one entry too many listed", CraftedZIP([plain, .init("b")]).with { $0.count = 1 }, .brokenRecord),
        Case("directory outside", CraftedZIP(plain).with { $0.directoryOffset = 1 << 30 }, .truncated),
        Case("directory size wrong", CraftedZIP(plain).with { $0.directorySize = 1 << 20 }, .truncated),
        Case("part of several", CraftedZIP(plain).with { $0.disk = 1 }, .splitArchive),
        Case(
            "two entries, one place",
            CraftedZIP([plain, plain.with { $0.offset = 0 }]),
            .duplicateName,
            .overlap,
            .strayData
        ),
        Case("entry within an entry", nested, .overlap, .strayData),
        Case("same name twice", CraftedZIP([plain, plain]), .duplicateName),
        Case("same name but for case", CraftedZIP([plain, .init("A.TXT")]), .duplicateName),
        Case("same name composed", CraftedZIP([.init("\u{E9}"), .init("e\u{301}")]), .duplicateName),
        Case("sharp s", CraftedZIP([.init("stra\u{DF}e"), .init("STRASSE")]), .duplicateName),
        Case("same name but for a dot", CraftedZIP([plain, .init("a.txt.")]), .duplicateName),
        Case("file and folder", CraftedZIP([.init("a"), .init("a-b"), .init("a/c")]), .duplicateName),
        Case("64-bit record broken", brokenLargeRecord, .brokenRecord),
    ]

    static let contentCases: [Case] = [
        Case("checksum", CraftedZIP(plain.both { $0.checksum ^= 1 }), .wrongChecksum),
        Case("longer than declared", CraftedZIP(deflated.both { $0.expandedSize -= 1 }), .wrongSize),
        Case("shorter than declared", CraftedZIP(deflated.both { $0.expandedSize += 1 }), .wrongSize),
        Case(
            "bytes behind the compressed data",
            CraftedZIP(deflated.both { $0.compressedSize += 1 }.with { $0.packed.append(0) }),
            .strayData
        ),
        Case(
            "compressed data cut",
            CraftedZIP(deflated.both { $0.compressedSize -= 3 }.with { $0.packed.removeLast(3) }),
            .truncated
        ),
        Case("no deflated data", CraftedZIP(plain.both { $0.method = 8 }.with { $0.packed[0] = 0xFF }), .brokenData),
    ]

    static let deflated = CraftedZIP.Entry(deflating: "a.txt", Data("chest pain, chest pain, chest pain".utf8))

    /// The second entry's header and data are part of the first entry's data.
    static var nested: CraftedZIP {
        let inner = CraftedZIP.Entry("in.txt", "inner")
        let header = Array(CraftedZIP(inner).bytes.prefix(30 + 6 + 5))
        return CraftedZIP([.init("out.txt", bytes: header), inner.with { $0.offset = 30 + 7 }])
    }

    static var brokenLargeRecord: CraftedZIP {
        CraftedZIP(plain).with { zip in
            zip.behindEnd = Array(zip.with { $0.usesLargeEndRecord = true }.bytes.dropFirst(zip.bytes.count - 22))
        }
    }

    static func unicodePath(_ second: String, for first: String) -> [UInt8] {
        CraftedZIP.number(0x7075, 2) + CraftedZIP.number(5 + second.utf8.count, 2) + [1]
            + CraftedZIP.number(Int(Checksum.crc32(Data(first.utf8))), 4) + Array(second.utf8)
    }
}
