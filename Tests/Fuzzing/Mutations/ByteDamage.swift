import Foundation

/// Damage that knows nothing of the format: flips, insertions, cuts, copies and other encodings.
enum ByteDamage {
    /// Values at the edges of number formats, and characters that open or close something in some format.
    private static let telling: [[UInt8]] = [
        [0x00], [0xFF], [0x7F], [0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80],
        [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
        [0xFE, 0xFF], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0xA8], [0xCC, 0x81], [0x0D], [0x0A], [0x09],
        Array("<".utf8), Array(">".utf8), Array("&".utf8), Array("\"".utf8), Array("'".utf8), Array("]]>".utf8),
        Array("-->".utf8), Array("{".utf8), Array("}".utf8), Array("~".utf8), Array("=".utf8), Array("\\".utf8),
        Array("%".utf8), Array(",".utf8), Array(";".utf8), Array("[".utf8), Array("@@PLUGINFILE@@/".utf8),
    ]

    static func apply(to bytes: inout [UInt8], other: [UInt8], _ chance: inout Chance) {
        guard !bytes.isEmpty else {
            bytes = chance.pick(telling)
            return
        }
        switch chance.below(9) {
        case 0: bytes[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8))
        case 1: bytes[chance.below(bytes.count)] = UInt8(truncatingIfNeeded: chance.next())
        case 2: bytes.insert(contentsOf: chance.pick(telling), at: chance.below(bytes.count + 1))
        case 3: bytes.removeSubrange(chance.range(in: bytes.count, longest: 64))
        case 4:
            let piece = bytes[chance.range(in: bytes.count, longest: 512)]
            bytes.insert(contentsOf: piece, at: chance.below(bytes.count + 1))
        case 5: bytes.removeSubrange(chance.below(bytes.count)...)
        case 6:
            // The head of this one and the tail of another.
            bytes = Array(bytes[..<chance.below(bytes.count)] + other[chance.below(other.count)...])
        case 7:
            let hole = chance.range(in: bytes.count, longest: 32)
            for place in hole { bytes[place] = UInt8(truncatingIfNeeded: chance.next()) }
        default: recode(&bytes, &chance)
        }
    }

    private static func recode(_ bytes: inout [UInt8], _ chance: inout Chance) {
        let units = Array(String(decoding: bytes, as: UTF8.self).utf16)
        switch chance.below(4) {
        case 0: bytes = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case 1: bytes = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case 2: bytes = units.map { UInt8(truncatingIfNeeded: $0) }
        default: bytes = [0xEF, 0xBB, 0xBF] + bytes
        }
    }
}
