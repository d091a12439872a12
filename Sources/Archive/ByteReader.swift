import Foundation

/// Little-endian numbers at any place of the bytes; `nil` instead of a trap where the bytes end.
struct ByteReader: Sendable {
    let data: Data

    var count: Int { data.count }

    func unsigned(at offset: Int, bytes width: Int) -> UInt64? {
        guard offset >= 0, width <= count, offset <= count - width else { return nil }
        let span = data.span
        var value: UInt64 = 0
        for position in 0..<width {
            value |= UInt64(span[offset + position]) << UInt64(8 * position)
        }
        return value
    }

    func short(at offset: Int) -> Int? { unsigned(at: offset, bytes: 2).map { Int($0) } }

    func word(at offset: Int) -> Int? { unsigned(at: offset, bytes: 4).map { Int($0) } }

    /// A 64-bit number, or `nil` where it is larger than any size this machine can count.
    func long(at offset: Int) -> Int? { unsigned(at: offset, bytes: 8).flatMap { Int(exactly: $0) } }

    /// The bytes of `range`, counted from 0 even where `data` is itself a slice.
    func slice(_ range: Range<Int>) -> Data? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return data[data.startIndex + range.lowerBound..<data.startIndex + range.upperBound]
    }
}
