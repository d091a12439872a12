@testable import Archive
import Foundation
import Testing

/// Damaged archives of every sort must end in a refusal or in sound bytes, never in a trap or in unbounded output.
@Suite struct ZIPMutationTests {
    static let specimens: [Data] = {
        let deflated = CraftedZIP.Entry(
            deflating: "b/c.xml",
            Data(String(repeating: "<item>stroke</item>", count: 40).utf8)
        )
        let described = CraftedZIP.Entry("d").both { $0.flags = 8 }.with { entry in
            entry.descriptor = CraftedZIP.number(entry.central.checksum, 4)
            entry.descriptor += CraftedZIP.number(entry.central.compressedSize, 4)
            entry.descriptor += CraftedZIP.number(entry.central.expandedSize, 4)
        }
        let plain = CraftedZIP([.init("a.txt"), deflated, .init("e/", ""), described])
        return [plain.bytes, plain.with { $0.usesLargeEndRecord = true }.bytes]
    }()

    @Test func `the specimens are sound before they are damaged`() {
        for specimen in Self.specimens { #expect(codes(specimen) == []) }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a damaged archive is refused or reads within its bounds`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var refused = 0
        for _ in 0..<500 {
            let specimen = try #require(Self.specimens.randomElement(using: &random))
            let damaged = Self.damage(specimen, &random)
            do throws(ArchiveRefusal) {
                let archive = try ZIPArchive(damaged)
                for entry in archive.entries {
                    #expect(entry.expandedSize <= max(65_536, 100 * entry.compressedSize))
                    #expect(try archive.bytes(of: entry).count == entry.expandedSize)
                }
            } catch {
                refused += 1
                #expect(!error.problems.isEmpty)
                #expect(error.problems.count <= ArchiveLimits.standard.problemCount + 1)
            }
        }
        #expect(refused > 250)
    }

    @Test func `every single bit that is flipped is noticed, or lies where no meaning is`() throws {
        let specimen = CraftedZIP(.init("a.txt", "Murmur")).bytes
        let original = try ZIPArchive(specimen)
        var unnoticed: Set<Int> = []
        for place in specimen.indices {
            for bit in 0..<8 {
                var flipped = specimen
                flipped[place] ^= 1 << bit
                guard codes(flipped).isEmpty else { continue }
                let archive = try ZIPArchive(flipped)
                #expect(archive.entries == original.entries)
                unnoticed.insert(place)
            }
        }
        // Versions, compression hints, times, attributes, and the empty internal attributes: 4.3.7, 4.3.12.
        let directory = 30 + 5 + 6
        let meaningless = Set([4, 5, 6, 10, 11, 12, 13])
            .union([4, 5, 6, 7, 8, 12, 13, 14, 15, 36, 37, 38, 39, 40, 41].map { $0 + directory })
        #expect(unnoticed.subtracting(meaningless) == [])
    }

    @Test func `every cut of an archive is refused`() {
        for specimen in Self.specimens {
            for length in 0..<specimen.count { #expect(codes(specimen.prefix(length)) != []) }
        }
    }

    private static func damage(_ specimen: Data, _ random: inout SplitMix) -> Data {
        var bytes = specimen
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] = [0x00, 0xFF, 0x7F, 0x80].randomElement(using: &random) ?? 0
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3: bytes.remove(at: place)
            default:
                let other = Int.random(in: 0..<bytes.count, using: &random)
                let length = min(Int.random(in: 1...40, using: &random), bytes.count - max(place, other))
                bytes.replaceSubrange(place..<place + length, with: bytes[other..<other + length])
            }
        }
        return bytes
    }
}
