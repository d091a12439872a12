/// A word, a sign or a string literal of Swift source.
struct Token: Hashable {
    enum Kind { case word, sign, string }

    /// The word or sign; of a string literal its text, with ``SwiftLexer/hole`` for every interpolation.
    var text: String
    var kind: Kind
    var line: Int
    /// Whether nothing stands between this token and the one before.
    var isGlued = false
}

/// Cuts Swift source into tokens, so that no check is fooled by a comment, a string or the white space.
///
/// It knows nested comments, raw and multi-line strings, code inside interpolations, raw identifiers and
/// regular-expression literals. It is a reader for checks, not a compiler: odd source yields tokens, never an error.
struct SwiftLexer {
    /// Stands in a string literal's text where the source interpolates a value.
    static let hole = "\u{FFFC}"

    private(set) var tokens: [Token] = []
    /// Lines on which a comment stands.
    private(set) var commentLines: Set<Int> = []

    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var line = 1
    /// Where the last token ended.
    private var end = -1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        scan(isInterpolation: false)
    }

    /// Reads code up to the end, or up to the parenthesis that closes an interpolation.
    private mutating func scan(isInterpolation: Bool) {
        var depth = 0
        while let scalar = scalar(0) {
            switch scalar {
            case "/" where self.scalar(1) == "/": skipLineComment()
            case "/" where self.scalar(1) == "*": skipBlockComment()
            case "/" where startsRegex: skipRegex(hashes: 0)
            case "\"": readString(hashes: 0)
            case "#" where hashesBefore("\"") != nil: readString(hashes: hashesBefore("\"") ?? 0)
            case "#" where hashesBefore("/") != nil: skipRegex(hashes: hashesBefore("/") ?? 0)
            case "`": readRawIdentifier()
            case " ", "\t", "\r": at += 1
            case "\n": newline()
            case _ where Self.isWord(scalar): readWord()
            default:
                if scalar == "(" { depth += 1 }
                if scalar == ")" {
                    if isInterpolation && depth == 0 { return }
                    depth -= 1
                }
                let start = at
                at += 1
                append(.sign, start..<at)
            }
        }
    }

    private func scalar(_ ahead: Int) -> Unicode.Scalar? { at + ahead < scalars.count ? scalars[at + ahead] : nil }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[range])
        return text
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
        tokens.append(Token(text: text(range), kind: kind, line: line, isGlued: range.lowerBound == end))
        end = range.upperBound
    }

    private mutating func newline() {
        line += 1
        at += 1
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 || scalar == "_" || scalar == "$" || (scalar >= "0" && scalar <= "9")
            || (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
    }

    private mutating func readWord() {
        let start = at
        while let scalar = scalar(0), Self.isWord(scalar) { at += 1 }
        append(.word, start..<at)
    }

    private mutating func readRawIdentifier() {
        let start = at
        at += 1
        while let scalar = scalar(0), scalar != "`", scalar != "\n" { at += 1 }
        at += 1
        append(.word, start..<min(at, scalars.count))
    }

    private mutating func skipLineComment() {
        commentLines.insert(line)
        while let scalar = scalar(0), scalar != "\n" { at += 1 }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            commentLines.insert(line)
            if scalar(0) == "/" && scalar(1) == "*" {
                depth += 1
                at += 2
            } else if scalar(0) == "*" && scalar(1) == "/" {
                depth -= 1
                at += 2
            } else if scalar(0) == "\n" {
                newline()
            } else {
                at += 1
            }
        } while depth > 0 && at < scalars.count
    }

    /// The number of `#` that stand here directly before `sign`; `nil` when something else follows them.
    private func hashesBefore(_ sign: Unicode.Scalar) -> Int? {
        var count = 0
        while scalar(count) == "#" { count += 1 }
        return count > 0 && scalar(count) == sign ? count : nil
    }

    private func closes(_ quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { scalar($0) == "\"" } && (quotes..<quotes + hashes).allSatisfy { scalar($0) == "#" }
    }

    private mutating func readString(hashes: Int) {
        let index = tokens.count
        tokens.append(Token(text: "", kind: .string, line: line))
        at += hashes
        let quotes = scalar(1) == "\"" && scalar(2) == "\"" ? 3 : 1
        at += quotes
        var text = ""
        while let scalar = scalar(0), !closes(quotes, hashes: hashes) {
            if scalar == "\n" && quotes == 1 { break }
            if scalar == "\\" && (1..<1 + hashes).allSatisfy({ self.scalar($0) == "#" }) {
                at += 1 + hashes
                if self.scalar(0) == "(" {
                    text += Self.hole
                    at += 1
                    scan(isInterpolation: true)
                } else if self.scalar(0) == "\n" {
                    line += 1
                } else {
                    text.append(" ")
                }
                at += 1
                continue
            }
            if scalar == "\n" { line += 1 }
            text.unicodeScalars.append(scalar)
            at += 1
        }
        at += quotes + hashes
        tokens[index].text = text
    }

    /// Whether a slash here opens a regular expression: it stands where a value is expected and closes on its line.
    private var startsRegex: Bool {
        guard let next = scalar(1), next != " ", next != "\n" else { return false }
        if let last = tokens.last {
            let opensValue = ["(", ",", "=", ":", "[", "{", "!", "&", "|", "?", "return", "in", "case"]
            guard opensValue.contains(last.text), last.kind != .string else { return false }
        }
        var ahead = 1
        while let scalar = scalar(ahead), scalar != "\n" {
            if scalar == "/" { return true }
            ahead += scalar == "\\" ? 2 : 1
        }
        return false
    }

    private mutating func skipRegex(hashes: Int) {
        at += hashes + 1
        while let scalar = scalar(0) {
            if scalar == "/" && (1..<1 + hashes).allSatisfy({ self.scalar($0) == "#" }) { break }
            if scalar == "\n" {
                if hashes == 0 { return }
                line += 1
            }
            at += scalar == "\\" ? 2 : 1
        }
        at += hashes + 1
    }
}
