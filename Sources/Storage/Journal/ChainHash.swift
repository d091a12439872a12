import Crypto
public import Foundation

/// A SHA-256 value without storage of its own on the heap, since the journal keeps one for each live stream.
public struct ChainHash: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    /// What the first event of a stream names as its predecessor.
    public static let none = ChainHash(words: .zero)

    public init?(bytes: Data) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>.zero
        withUnsafeMutableBytes(of: &words) { _ = bytes.copyBytes(to: $0) }
        self.words = words
    }

    init(_ digest: SHA256.Digest) {
        var words = SIMD4<UInt64>.zero
        digest.withUnsafeBytes { bytes in
            Swift.withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
        }
        self.words = words
    }

    init(hashing bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    private init(words: SIMD4<UInt64>) { self.words = words }

    public var bytes: Data { withUnsafeBytes { Data($0) } }

    public var hexadecimal: String { bytes.hexadecimal }

    func withUnsafeBytes<Answer>(_ work: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        Swift.withUnsafeBytes(of: words, work)
    }
}

extension Data {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        String(unsafeUninitializedCapacity: count * 2) { text in
            var place = 0
            for byte in self {
                for digit in [byte >> 4, byte & 15] {
                    text[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
                    place += 1
                }
            }
            return place
        }
    }

    init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes = Data(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(UnicodeScalar(digits[index])).hexDigitValue,
                let low = Character(UnicodeScalar(digits[index + 1])).hexDigitValue
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        self = bytes
    }
}
