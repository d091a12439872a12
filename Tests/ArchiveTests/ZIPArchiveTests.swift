@testable import Archive
import Foundation
import Testing

@Suite struct ZIPArchiveTests {
    static let text = "A 67-year-old man has crushing chest pain."

    @Test func `stored and deflated entries give back their bytes`() throws {
        let long = Data(String(repeating: Self.text, count: 500).utf8)
        let archive = try ZIPArchive(CraftedZIP([.init("a.txt", Self.text), .init(deflating: "b/c.txt", long)]).bytes)
        #expect(archive.entries.map(\.name) == ["a.txt", "b/c.txt"])
        #expect(archive.entries.map(\.method) == [.stored, .deflated])
        #expect(try archive.bytes(of: archive.entries[0]) == Data(Self.text.utf8))
        #expect(try archive.bytes(of: archive.entries[1]) == long)
        #expect(archive.problemsInContents() == [])
    }

    @Test func `an archive without entries is sound`() throws {
        #expect(try ZIPArchive(CraftedZIP([CraftedZIP.Entry]()).bytes).entries == [])
    }

    @Test func `an archive that is a slice of longer data is read from its own start`() throws {
        let whole = Data([1, 2, 3]) + CraftedZIP(.init("a.txt", Self.text)).bytes
        let archive = try ZIPArchive(whole.dropFirst(3))
        #expect(try archive.bytes(of: archive.entries[0]) == Data(Self.text.utf8))
    }

    @Test func `a name is found whether its letters are composed or not`() throws {
        let archive = try ZIPArchive(CraftedZIP(.init("U\u{308}bung.xml")).bytes)
        #expect(archive.entry(named: "\u{DC}bung.xml") == archive.entries[0])
        #expect(archive.entry(named: "übung.xml") == nil)
    }

    @Test func `an archive inside an archive is only bytes`() throws {
        let inner = CraftedZIP(.init("deep.txt")).bytes
        let archive = try ZIPArchive(CraftedZIP(.init(deflating: "inner.zip", inner)).bytes)
        #expect(archive.entries.map(\.name) == ["inner.zip"])
        #expect(try archive.bytes(of: archive.entries[0]) == inner)
    }

    @Test(arguments: [16, 12, 24, 20])
    func `a data descriptor of each known length is taken`(length: Int) throws {
        let entry = CraftedZIP.Entry("a.txt", Self.text).with { entry in
            let width = length >= 20 ? 8 : 4
            if length % 8 == 0 { entry.descriptor = CraftedZIP.number(ZIPSignature.dataDescriptor, 4) }
            entry.descriptor += CraftedZIP.number(entry.central.checksum, 4)
            entry.descriptor += CraftedZIP.number(entry.central.compressedSize, width)
            entry.descriptor += CraftedZIP.number(entry.central.expandedSize, width)
            entry.local.flags = ZIPHeaderFields.hasDescriptor
            entry.central.flags = ZIPHeaderFields.hasDescriptor
            (entry.local.checksum, entry.local.compressedSize, entry.local.expandedSize) = (0, 0, 0)
        }
        #expect(entry.descriptor.count == length)
        let archive = try ZIPArchive(CraftedZIP([entry, .init("b.txt")]).bytes)
        #expect(try archive.bytes(of: archive.entries[0]) == Data(Self.text.utf8))
    }

    @Test func `what desktop systems leave in an archive does not disturb and is marked`() throws {
        let folder = CraftedZIP.Entry("items/", "").with { $0.externalAttributes = 0o040755 << 16 | 0x10 }
        let times = [0x55, 0x54, 5, 0, 3, 1, 2, 3, 4].map { UInt8($0) }
        let archive = try ZIPArchive(
            CraftedZIP([
                folder, CraftedZIP.Entry("items/1.xml").both { $0.extra = times },
                .init("__MACOSX/items/._1.xml"), .init("items/.DS_Store"),
            ]).with { $0.comment = Array("made by hand".utf8) }.bytes
        )
        #expect(archive.entries.map(\.isFolder) == [true, false, false, false])
        #expect(archive.entries.map(\.isDesktopLitter) == [false, false, true, true])
    }

    @Test func `sizes of 64 bits are read where an archive has them`() throws {
        let entry = CraftedZIP.Entry("a.txt", Self.text).both { header in
            header.extra = CraftedZIP.number(1, 2) + CraftedZIP.number(16, 2)
            header.extra += CraftedZIP.number(header.expandedSize, 8) + CraftedZIP.number(header.compressedSize, 8)
            (header.expandedSize, header.compressedSize) = (0xFFFF_FFFF, 0xFFFF_FFFF)
        }
        let archive = try ZIPArchive(CraftedZIP(entry).with { $0.usesLargeEndRecord = true }.bytes)
        #expect(try archive.bytes(of: archive.entries[0]) == Data(Self.text.utf8))
    }

    @Test func `a small file may shrink as far as it likes`() throws {
        let blanks = Data(repeating: 0x20, count: 60_000)
        let entry = CraftedZIP.Entry(deflating: "blank.txt", blanks)
        #expect(entry.packed.count * 100 < blanks.count)
        let archive = try ZIPArchive(CraftedZIP(entry).bytes)
        #expect(try archive.bytes(of: archive.entries[0]) == blanks)
    }

    @Test func `an entry of another archive is refused, not a trap`() throws {
        let large = try ZIPArchive(CraftedZIP(.init("a.txt", String(repeating: "x", count: 900))).bytes)
        let small = try ZIPArchive(CraftedZIP(.init("a.txt", "x")).bytes)
        #expect(throws: ArchiveRefusal.self) { try small.bytes(of: large.entries[0]) }
    }
}
