@testable import Archive
import Foundation
import Testing

@Suite struct GzipTests {
    static func code(_ bytes: Data, _ limits: ArchiveLimits = .standard) -> ArchiveProblem.Code? {
        do throws(ArchiveRefusal) {
            _ = try Gzip.expand(bytes, limits: limits)
            return nil
        } catch {
            return error.problems.first?.code
        }
    }

    @Test(arguments: [0, 1, 100, 65_536, 300_000])
    func `what was compressed expands to the same bytes`(count: Int) throws {
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
        let packed = try Gzip.compress(bytes)
        #expect(try Gzip.expand(packed) == bytes)
        #expect(try Gzip.compress(bytes) == packed)
    }

    @Test func `members that follow each other are one text`() throws {
        let two = try Gzip.compress(Data("chest ".utf8)) + Gzip.compress(Data("pain".utf8))
        #expect(try Gzip.expand(two) == Data("chest pain".utf8))
    }

    @Test func `damage is named`() throws {
        let packed = try Gzip.compress(Data("An 80-year-old woman falls at home.".utf8))
        #expect(Self.code(Data()) == .notAnArchive)
        #expect(Self.code(Data("text".utf8)) == .notAnArchive)
        #expect(Self.code(packed.dropLast()) == .truncated)
        #expect(Self.code(packed + [0]) == .trailingData)
        var wrong = packed
        wrong[packed.count - 8] ^= 1
        #expect(Self.code(wrong) == .brokenData)
    }

    @Test func `a bomb stops at the ratio and at the limit`() throws {
        let bomb = try Gzip.compress(Data(count: 4 << 20))
        #expect(Self.code(bomb) == .ratioTooHigh)
        var limits = ArchiveLimits()
        limits.entryExpanded = 1000
        #expect(Self.code(try Gzip.compress(Data(count: 1000)), limits) == nil)
        #expect(Self.code(try Gzip.compress(Data(count: 1001)), limits) == .entryTooLarge)
    }
}
