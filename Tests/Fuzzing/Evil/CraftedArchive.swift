import Foundation

/// A ZIP file whose every field can be set wrong; entries are stored or bring data that is already packed.
struct CraftedArchive {
    struct Entry {
        var name: [UInt8]
        /// The name in the header before the data, when it is another.
        var localName: [UInt8]?
        var data: [UInt8]
        var flags = 0
        var method = 0
        var checksum: UInt32
        var size: Int
        var attributes = 0
        /// Where the directory says that the entry starts, if not where it does.
        var offset: Int?
        /// Whether the entry stands in the directory alone.
        var isDirectoryOnly = false

        init(_ name: String, _ data: [UInt8] = Array("Which artery is occluded?".utf8)) {
            self.name = Array(name.utf8)
            self.data = data
            checksum = CraftedArchive.checksum(data)
            size = data.count
        }

        func with(_ change: (inout Entry) -> Void) -> Entry {
            var entry = self
            change(&entry)
            return entry
        }
    }

    var entries: [Entry]
    var front: [UInt8] = []
    var beforeDirectory: [UInt8] = []
    var behind: [UInt8] = []
    var count: Int?

    init(_ entries: [Entry]) { self.entries = entries }

    var bytes: [UInt8] {
        var file = front
        var directory: [UInt8] = []
        for entry in entries {
            let start = entry.offset ?? file.count
            if !entry.isDirectoryOnly {
                let name = entry.localName ?? entry.name
                file += [0x50, 0x4B, 3, 4] + Self.number(20, 2) + Self.common(entry, name) + name + entry.data
            }
            directory +=
                [0x50, 0x4B, 1, 2] + Self.number(0x314, 2) + Self.number(20, 2) + Self.common(entry, entry.name)
            directory += Self.number(0, 6) + Self.number(entry.attributes, 4) + Self.number(start, 4) + entry.name
        }
        file += beforeDirectory
        let start = file.count
        let end: [UInt8] = [0x50, 0x4B, 5, 6] + Self.number(0, 4) + Self.number(count ?? entries.count, 2)
        file += directory + end + Self.number(count ?? entries.count, 2)
        return file + Self.number(directory.count, 4) + Self.number(start, 4) + Self.number(0, 2) + behind
    }

    private static func common(_ entry: Entry, _ name: [UInt8]) -> [UInt8] {
        let fields = [
            (entry.flags, 2), (entry.method, 2), (0, 2), (0x21, 2), (Int(entry.checksum), 4), (entry.data.count, 4),
            (entry.size, 4), (name.count, 2), (0, 2),
        ]
        return fields.flatMap { number($0.0, $0.1) }
    }

    /// `value` as `width` bytes, least significant first.
    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }

    /// CRC-32 (ISO 3309), bit by bit: these files are few.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    /// Zeros, deflated by hand: one literal, then copies of 258 bytes at distance 1, in fixed codes.
    ///
    /// The count is 1 and a multiple of 258 more. Source: RFC 1951, section 3.2.6.
    static func deflatedZeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(0b1, 1)
        bits.write(0b01, 2)
        bits.writeCode(0x30, 8)
        for _ in 0..<(count - 1) / 258 {
            bits.writeCode(0xC5, 8)  // length 258
            bits.writeCode(0, 5)  // distance 1
        }
        bits.writeCode(0, 7)
        return bits.bytes
    }
}

/// Writes bits from the lowest up, as deflate packs them.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func write(_ value: Int, _ width: Int) {
        for index in 0..<width { append(value >> index & 1) }
    }

    /// Huffman codes go in from their highest bit.
    mutating func writeCode(_ code: Int, _ width: Int) {
        for index in (0..<width).reversed() { append(code >> index & 1) }
    }

    private mutating func append(_ bit: Int) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        bytes[bytes.count - 1] |= UInt8(bit << used)
        used += 1
    }
}
