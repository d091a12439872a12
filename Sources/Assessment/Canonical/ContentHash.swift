import Crypto
public import Foundation

/// The identity of frozen content: SHA-256 of its bytes, written as 64 lower-case hexadecimal digits.
public struct ContentHash: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    public let rawValue: String

    /// - Returns: `nil` unless `rawValue` has the shape of a hash.
    public init?(rawValue: String) {
        guard rawValue.utf8.count == 64,
            rawValue.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    /// The hash of `data` as it stands.
    public init(of data: Data) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in SHA256.hash(data: data) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        self.rawValue = String(decoding: text, as: UTF8.self)
    }

    /// The hash of the canonical form of `value`.
    public init(of value: JSONValue) { self.init(of: CanonicalJSON.data(value)) }

    public var description: String { rawValue }

    /// The first twelve digits, for people.
    public var short: String { String(rawValue.prefix(12)) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
