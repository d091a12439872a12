import Archive
import Foundation

/// Damage to archives: one entry changed and packed again, or the records of the archive themselves.
enum ArchiveDamage {
    /// Takes `bytes` apart, damages one entry with `damage`, and packs everything again; the same bytes when they are no
    /// archive that can be read.
    static func repacked(
        _ bytes: [UInt8],
        _ chance: inout Chance,
        damage: (String, inout [UInt8], inout Chance) -> Void
    ) -> [UInt8] {
        guard let archive = try? ZIPArchive(Data(bytes)), !archive.entries.isEmpty else { return bytes }
        let files = archive.entries.filter { !$0.isFolder && $0.expandedSize <= 1 << 20 }
        guard !files.isEmpty else { return bytes }
        // The manifest decides most, so it is hit more often than its share.
        let manifest = files.firstIndex { $0.name.hasSuffix("imsmanifest.xml") || $0.name.hasSuffix(".json") }
        let target = chance.once(in: 3) ? manifest ?? 0 : chance.below(files.count)
        var parts: [(name: String, bytes: Data)] = []
        for (index, entry) in files.enumerated() {
            guard var content = (try? archive.bytes(of: entry)).map(Array.init) else { continue }
            var name = entry.name
            if index == target {
                damage(name, &content, &chance)
                if chance.once(in: 12) {
                    name = chance.pick(["a.xml", "x/y/z.xml", "imsmanifest.xml", "é.xml", "a b&c%20.xml"])
                }
                if chance.once(in: 20) { continue }
            }
            if !parts.contains(where: { $0.name == name }) { parts.append((name, Data(content))) }
        }
        return (try? ZIPWriter.archive(parts)).map(Array.init) ?? bytes
    }

    /// Sets a field of one record to an edge of its range.
    static func damageRecord(_ bytes: inout [UInt8], _ chance: inout Chance) {
        let kinds: [(signature: [UInt8], fields: [(offset: Int, width: Int)])] = [
            (
                [0x50, 0x4B, 1, 2],
                [
                    (4, 2), (6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (34, 2),
                    (38, 4), (42, 4),
                ]
            ),
            ([0x50, 0x4B, 3, 4], [(4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)]),
            ([0x50, 0x4B, 5, 6], [(4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)]),
        ]
        let (signature, fields) = chance.pick(kinds)
        let places = bytes.indices.dropLast(3).filter {
            bytes[$0] == 0x50 && bytes[$0..<$0 + 4].elementsEqual(signature)
        }
        guard !places.isEmpty else { return ByteDamage.apply(to: &bytes, other: signature, &chance) }
        let (offset, width) = chance.pick(fields)
        let start = chance.pick(places) + offset
        guard start + width <= bytes.count else { return }
        let old = bytes[start..<start + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let new = chance.pick([
            0, 1, old &+ 1, old &- 1, old ^ 0x8000, 0x7FFF_FFFF, 0xFFFF_FFFF, UInt64(bytes.count), chance.next(),
        ])
        for index in 0..<width { bytes[start + index] = UInt8(truncatingIfNeeded: new >> UInt64(8 * index)) }
    }
}
