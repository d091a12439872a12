@testable import Archive
import Foundation
import Testing

@Suite struct ArchiveLimitsTests {
    static func limits(_ change: (inout ArchiveLimits) -> Void) -> ArchiveLimits {
        var limits = ArchiveLimits.standard
        change(&limits)
        return limits
    }

    @Test func `the standard limits are those of the threat model`() {
        let standard = ArchiveLimits.standard
        #expect(standard.fileSize == 536_870_912)
        #expect(standard.totalExpanded == 2_147_483_648)
        #expect(standard.entryCount == 20_000)
        #expect(standard.entryExpanded == 209_715_200)
        #expect(standard.ratio == 100)
    }

    @Test func `each limit holds exactly`() {
        let two = CraftedZIP([.init("a", "12345"), .init("b", "12345")]).bytes
        #expect(codes(two, limits: Self.limits { $0.fileSize = two.count }) == [])
        #expect(codes(two, limits: Self.limits { $0.fileSize = two.count - 1 }) == [.fileTooLarge])
        #expect(codes(two, limits: Self.limits { $0.entryCount = 2 }) == [])
        #expect(codes(two, limits: Self.limits { $0.entryCount = 1 }) == [.tooManyEntries])
        #expect(codes(two, limits: Self.limits { $0.entryExpanded = 5 }) == [])
        #expect(codes(two, limits: Self.limits { $0.entryExpanded = 4 }) == [.entryTooLarge, .entryTooLarge])
        #expect(codes(two, limits: Self.limits { $0.totalExpanded = 10 }) == [])
        #expect(codes(two, limits: Self.limits { $0.totalExpanded = 9 }) == [.totalTooLarge])
        #expect(codes(two, limits: Self.limits { $0.nameLength = 1 }) == [])
        #expect(codes(two, limits: Self.limits { $0.nameLength = 0 }) == [.nameTooLong, .nameTooLong])
    }

    @Test func `a bomb is refused by its declared ratio before anything is expanded`() {
        let bomb = CraftedZIP(.init(deflating: "zeros", Data(count: 1 << 20))).bytes
        #expect(codes(bomb) == [.ratioTooHigh, .ratioTooHigh])
    }

    @Test func `a bomb that lies about its size is stopped at the size it declares`() throws {
        let liar = CraftedZIP.Entry(deflating: "zeros", Data(count: 8 << 20)).both { $0.expandedSize = 1000 }
        let archive = try ZIPArchive(CraftedZIP(liar).bytes)
        #expect(
            throws: ArchiveRefusal(
                .wrongSize,
                entry: "zeros",
                "The entry expands to more than the 1000 bytes it declares."
            )
        ) {
            try archive.bytes(of: archive.entries[0])
        }
    }

    @Test func `many entries under the floor are a bomb together`() {
        let zeros = Data(count: 60_000)
        let entries = (0..<50).map { CraftedZIP.Entry(deflating: "n\($0)", zeros) }
        #expect(codes(CraftedZIP(entries).bytes) == [.ratioTooHigh])
    }

    @Test func `a list of problems ends with a word that it was cut`() {
        let entries = (0..<50).map { CraftedZIP.Entry("../\($0)") }
        let found = codes(CraftedZIP(entries).bytes, limits: Self.limits { $0.problemCount = 20 })
        #expect(found.count == 21)
        #expect(found.last == .moreProblems)
        #expect(codes(CraftedZIP(entries).bytes) == Array(repeating: .parentPath, count: 50))
    }

    @Test func `twenty thousand entries open in bounded time and one more is refused`() throws {
        var writer = ZIPWriter()
        var file = Data()
        for number in 0..<20_000 { file.append(try writer.append(Data(), named: "items/\(number).xml")) }
        #expect(throws: ArchiveRefusal.self) { try writer.append(Data(), named: "one-more.xml") }
        file.append(try writer.finish())
        #expect(try ZIPArchive(file).entries.count == 20_000)
    }
}
