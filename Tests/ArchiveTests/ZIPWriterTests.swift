@testable import Archive
import Foundation
import Testing

@Suite struct ZIPWriterTests {
    typealias File = (name: String, bytes: Data)

    static let files: [File] = [
        ("imsmanifest.xml", Data("<manifest/>".utf8)),
        ("items/Übung 1.xml", Data(String(repeating: "<p>Which nerve?</p>", count: 200).utf8)),
        ("media/noise.bin", Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 4) })),
        ("empty.txt", Data()),
    ]

    @Test func `what was written is read back, in order and to the byte`() throws {
        let archive = try ZIPArchive(ZIPWriter.archive(Self.files))
        #expect(archive.entries.map(\.name) == Self.files.map(\.name))
        for (entry, file) in zip(archive.entries, Self.files) {
            #expect(try archive.bytes(of: entry) == file.bytes)
        }
        #expect(archive.entries[1].method == .deflated)
        #expect(archive.entries[3].method == .stored)
    }

    @Test func `equal files give equal bytes`() throws {
        #expect(try ZIPWriter.archive(Self.files) == ZIPWriter.archive(Self.files))
        #expect(try ZIPWriter.archive(Self.files) != ZIPWriter.archive(Self.files.reversed()))
    }

    @Test func `data that shrinks like a bomb is stored, so that the reader takes it`() throws {
        let archive = try ZIPArchive(ZIPWriter.archive([("zeros.bin", Data(count: 1 << 20))]))
        #expect(archive.entries[0].method == .stored)
        #expect(archive.problemsInContents() == [])
    }

    @Test func `a name that the reader refuses is not written`() throws {
        var writer = ZIPWriter()
        #expect(throws: ArchiveRefusal.self) { try writer.append(Data(), named: "../a") }
        #expect(throws: ArchiveRefusal.self) { try writer.append(Data(), named: "folder/") }
        let end = try writer.finish()
        #expect(try ZIPArchive(end).entries == [])
    }

    @Test func `names that clash are named at the end`() {
        let refusal = #expect(throws: ArchiveRefusal.self) {
            try ZIPWriter.archive([("a.txt", Data()), ("b", Data()), ("A.txt", Data()), ("b/c", Data())])
        }
        #expect(refusal?.problems.map(\.entry) == ["A.txt", "b/c"])
    }

    @Test func `the limits hold for the writer`() {
        var limits = ArchiveLimits()
        limits.fileSize = 200
        #expect(throws: ArchiveRefusal.self) { try ZIPWriter.archive(Self.files, limits: limits) }
        limits = ArchiveLimits()
        limits.totalExpanded = 4000
        #expect(throws: ArchiveRefusal.self) { try ZIPWriter.archive(Self.files, limits: limits) }
        limits = ArchiveLimits()
        limits.entryExpanded = 4999
        #expect(throws: ArchiveRefusal.self) { try ZIPWriter.archive([Self.files[2]], limits: limits) }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random files survive the round trip`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let files: [File] = (0..<Int.random(in: 1...40, using: &random)).map { number in
            let size = Int.random(in: 0...3000, using: &random)
            let spread = UInt8.random(in: 0...255, using: &random)
            return ("f\(number)", Data((0..<size).map { _ in UInt8.random(in: 0...spread, using: &random) }))
        }
        let archive = try ZIPArchive(ZIPWriter.archive(files))
        #expect(try archive.entries.map { try archive.bytes(of: $0) } == files.map(\.bytes))
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
