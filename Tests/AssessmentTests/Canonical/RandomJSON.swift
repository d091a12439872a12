import Assessment
import Foundation

/// JSON values and texts from a seed: some right, some wrong in one place.
enum RandomJSON {
    private static let scalars: [Unicode.Scalar] = [
        "a", "B", "0", " ", "\"", "\\", "/", "\u{0}", "\u{1F}", "\n", "\t", "\u{7F}", "\u{80}", "ö", "€", "\u{2028}",
        "\u{D7FF}", "\u{E000}", "\u{FB33}", "\u{FFFD}", "\u{FFFF}", "😀", "\u{10FFFF}", "A", "\u{30A}", "Å",
    ]

    static func string(using generator: inout SeededGenerator) -> String {
        var string = ""
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            string.unicodeScalars.append(scalars[Int.random(in: scalars.indices, using: &generator)])
        }
        return string
    }

    static func value(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 3), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2:
            let bits = Int64.random(in: 0...53, using: &generator)
            let limit = Int64(1) << bits - 1
            return .integer(Int64.random(in: -limit...limit, using: &generator))
        case 3: return .string(string(using: &generator))
        case 4:
            return .array(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth - 1, using: &generator) }
            )
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                members[string(using: &generator)] = value(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }

    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "{\"a\":1,\"a\":2}", "{\"\u{C5}\":1,\"A\u{30A}\":2}",
        "null", "true", "false", "nul", "True", "NaN", "Infinity", "-", "0", "-0", "00", "01", "1", "1.0", "1e3",
        "1E+3",
        ".5", "+1", "9007199254740991", "9007199254740992", "-9007199254740992", "99999999999999999999", " ", "\n",
        "\r", "\t", "\u{B}", "\u{C}", "\u{A0}", "\u{FEFF}", "//", "\"\\u0041\"", "\"\\u-000\"", "\"\\u+041\"",
        "\"\\u004\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"",
        "\"\\x\"",
        "\"\\", "\"\u{1}\"", "\"\u{0}\"", "\"\\/\\b\\f\\n\\r\\t\"", "[[[[[[", "]]]]]]", "\u{0}", "\"\\uD83D\\uDE00\"",
        "\"\\u00e9\\u0065\\u0301\"", "'a'", "１",
    ]

    /// A text that may be JSON or nearly JSON.
    static func text(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8]
        if Int.random(in: 0...2, using: &generator) == 0 {
            bytes = []
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                bytes += Array(pieces[Int.random(in: pieces.indices, using: &generator)].utf8)
            }
        } else {
            bytes = Array(CanonicalJSON.data(value(depth: 7, using: &generator)))
        }
        for _ in 0..<max(0, Int.random(in: -2...3, using: &generator)) { change(&bytes, using: &generator) }
        return bytes
    }

    private static func change(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0:
            let piece = pieces[Int.random(in: pieces.indices, using: &generator)]
            bytes.insert(contentsOf: Array(piece.utf8), at: place)
        case 1: if place < bytes.count { bytes.remove(at: place) }
        case 2: if place < bytes.count { bytes[place] = UInt8.random(in: .min ... .max, using: &generator) }
        default: bytes.removeSubrange(place...)
        }
    }
}
