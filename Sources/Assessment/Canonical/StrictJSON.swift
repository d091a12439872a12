public import Foundation

/// Reads JSON text strictly: no duplicate names, no fractions, bounded depth, valid UTF-8, nothing after the end.
///
/// Foundation's decoder accepts duplicate names and rounds large numbers; both have been used to make two readers of
/// one document disagree (RFC 8259 section 4; rule R6 of the threat model).
public struct StrictJSON {
    /// What is wrong with the text and at which byte.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public let message: String
        public let offset: Int

        public var description: String { "\(message) at byte \(offset)" }
    }

    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var position = 0

    private init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Returns the value that `data` holds; arrays and objects may nest `maximumDepth` deep.
    ///
    /// - Throws: ``Problem`` at the first byte that does not fit.
    public static func value(_ data: Data, maximumDepth: Int = 32) throws(Problem) -> JSONValue {
        try value(Array(data), maximumDepth: maximumDepth)
    }

    /// Returns the value that `bytes` hold; arrays and objects may nest `maximumDepth` deep.
    ///
    /// - Throws: ``Problem`` at the first byte that does not fit.
    public static func value(_ bytes: [UInt8], maximumDepth: Int = 32) throws(Problem) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Problem(message: "the text is not valid UTF-8", offset: 0)
        }
        var reader = StrictJSON(bytes, maximumDepth: maximumDepth)
        reader.skipSpace()
        let value = try reader.readValue(depth: 0)
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.problem("text after the end of the document") }
        return value
    }

    private func problem(_ message: String) -> Problem { Problem(message: message, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(Problem) {
        guard next == byte else { throw problem("expected “\(Character(UnicodeScalar(byte)))”") }
        position += 1
    }

    private mutating func readValue(depth: Int) throws(Problem) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < maximumDepth else { throw problem("more than \(maximumDepth) levels of nesting") }
            return next == UInt8(ascii: "{") ? try readObject(depth: depth) : try readArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try readNumber()
        case .some, nil: throw problem("expected a value")
        }
    }

    private mutating func readWord(_ word: String, _ value: JSONValue) throws(Problem) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw problem("expected a value") }
        position += word.utf8.count
        return value
    }

    private mutating func readNumber() throws(Problem) -> JSONValue {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let digits = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        let isPadded = position - digits > 1 && bytes[digits] == UInt8(ascii: "0")
        if let byte = next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw problem("a number with a fraction or exponent; write decimals as strings")
        }
        // 2^53 − 1: beyond it other readers of the same text would round (RFC 7493 section 2.2).
        guard position > digits, !isPadded,
            let number = Int64(String(decoding: bytes[start..<position], as: UTF8.self)),
            number.magnitude <= 9_007_199_254_740_991
        else { throw problem("not an integer within ±(2^53 − 1)") }
        return .integer(number)
    }

    private mutating func readArray(depth: Int) throws(Problem) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            skipSpace()
            elements.append(try readValue(depth: depth + 1))
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try expect(UInt8(ascii: "]"))
            return .array(elements)
        }
    }

    private mutating func readObject(depth: Int) throws(Problem) -> JSONValue {
        position += 1
        var members = [String: JSONValue](minimumCapacity: 6)
        skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            let start = position
            let name = try readString()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            let value = try readValue(depth: depth + 1)
            guard members.updateValue(value, forKey: name) == nil else {
                throw Problem(message: "a member name stands twice in one object", offset: start)
            }
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try expect(UInt8(ascii: "}"))
            return .object(members)
        }
    }

    private mutating func readString() throws(Problem) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\\") {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes[start..<position - 1], as: UTF8.self) }
        }
        // What follows holds an escape, or a mistake.
        var unescaped = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"): unescaped.append(contentsOf: try readEscape())
            case 0x00..<0x20: throw problem("a control character inside a string")
            default: unescaped.append(byte)
            }
        }
        throw problem("a string without an end")
    }

    private mutating func readEscape() throws(Problem) -> [UInt8] {
        guard let byte = next else { throw problem("a string without an end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let first = try readHex()
            if (0xD800..<0xDC00).contains(first) {
                guard next == UInt8(ascii: "\\") else { throw problem("half of a surrogate pair") }
                position += 1
                try expect(UInt8(ascii: "u"))
                let second = try readHex()
                guard (0xDC00..<0xE000).contains(second) else { throw problem("half of a surrogate pair") }
                return try utf8(of: 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            }
            return try utf8(of: first)
        default: throw problem("an unknown escape")
        }
    }

    private mutating func readHex() throws(Problem) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            // The standard library would take a sign for a digit's place.
            bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-")
        else { throw problem("four hexadecimal digits expected") }
        position += 4
        return value
    }

    private func utf8(of value: UInt32) throws(Problem) -> [UInt8] {
        // A lone surrogate has no UTF-8; RFC 8785 section 3.2.2.2 has it refused.
        guard let scalar = UnicodeScalar(value) else { throw problem("half of a surrogate pair") }
        return Array(String(Character(scalar)).utf8)
    }
}
