public import Foundation

/// Writes a value as canonical JSON: one text for one value, so that its hash is its identity.
///
/// Source: RFC 8785 (JSON Canonicalization Scheme), restricted to integers within ±(2^53 − 1).
public enum CanonicalJSON {
    /// Returns the canonical UTF-8 bytes of `value`, without a trailing line feed.
    public static func data(_ value: JSONValue) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(value, to: &bytes)
        return Data(bytes)
    }

    /// Returns the canonical text of `value`.
    public static func text(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        write(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the canonical UTF-8 bytes of the object with these members, whose names must differ.
    public static func data(members: [(name: String, value: JSONValue)]) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(members, to: &bytes)
        return Data(bytes)
    }

    private static func write(_ members: [(name: String, value: JSONValue)], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.sorted(by: { precedes($0.name, $1.name) }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(member.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            write(member.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func write(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .string(let string): write(string, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members): write(members.map { ($0.key, $0.value) }, to: &bytes)
        }
    }

    /// RFC 8785 section 3.2.3: names sort by UTF-16 code units, not by Unicode scalars.
    ///
    /// The two orders differ only where a surrogate meets a code unit above it, so ASCII can be compared by bytes.
    private static func precedes(_ first: String, _ second: String) -> Bool {
        let bytes =
            first.utf8.withContiguousStorageIfAvailable { first in
                second.utf8.withContiguousStorageIfAvailable { second -> Bool? in
                    let common = min(first.count, second.count)
                    var index = 0
                    while index < common, first[index] == second[index] { index += 1 }
                    guard index < common else { return first.count < second.count }
                    return first[index] | second[index] < 0x80 ? first[index] < second[index] : nil
                } ?? nil
            } ?? nil
        return bytes ?? first.utf16.lexicographicallyPrecedes(second.utf16)
    }

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain =
            string.utf8.withContiguousStorageIfAvailable { utf8 in
                guard utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
                    return false
                }
                bytes.append(contentsOf: utf8)
                return true
            } ?? false
        if !isPlain { writeEscaped(string, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func writeEscaped(_ string: String, to bytes: inout [UInt8]) {
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x00..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexDigits[Int(byte >> 4)])
                bytes.append(hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
