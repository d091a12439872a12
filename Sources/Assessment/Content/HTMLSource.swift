/// Cuts HTML text into tags and runs of text; always moves forward, whatever stands in the text.
///
/// Source: HTML Standard, section 13.2.5 (tokenisation), without its parse errors.
struct HTMLSource {
    enum Token {
        case text(String)
        case start(Tag)
        case end(String)
        /// A comment, DOCTYPE or instruction.
        case nothing
    }

    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
        var isSelfClosing = false
        var line: Int
    }

    private let bytes: [UInt8]
    private var position = 0
    /// The line of the current position, counted from 1.
    private(set) var line = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether `name` may be written as the name of an element or attribute without changing the text around it.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return name.utf8.allSatisfy { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
        }
    }

    /// The next token; `nil` at the end.
    mutating func next(inForeign: Bool) -> Token? {
        guard position < bytes.count else { return nil }
        guard bytes[position] == UInt8(ascii: "<") else { return .text(runOfText()) }
        guard let second = peek(1) else { return .text(take(1)) }
        if Self.isLetter(second) { return .start(startTag()) }
        if second == UInt8(ascii: "/"), let third = peek(2), Self.isLetter(third) { return .end(endTag()) }
        if starts(with: "<!--") {
            skipComment()
            return .nothing
        }
        if inForeign, starts(with: "<![CDATA[") {
            skip(9)
            let text = take(until: "]]>")
            return .text(text)
        }
        if [UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/")].contains(second) {
            _ = take(until: ">")
            return .nothing
        }
        return .text(take(1))
    }

    /// All text up to the end tag of `name`, which is passed; the rest of the document when there is none.
    mutating func rawText(until name: String) -> String {
        let start = position
        let wanted = Array("</\(name)".utf8)
        var at = position
        while at < bytes.count {
            let isEnd =
                bytes[at] == UInt8(ascii: "<") && at + wanted.count <= bytes.count
                && zip(wanted, bytes[at..<at + wanted.count]).allSatisfy { $0 == Self.lowered($1) }
                && (at + wanted.count == bytes.count || Self.endsName(bytes[at + wanted.count]))
            if isEnd { break }
            at += 1
        }
        move(to: at)
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if position < bytes.count { _ = take(until: ">") }
        return text
    }

    // MARK: - Tags

    private mutating func startTag() -> Tag {
        var tag = Tag(name: "", line: line)
        skip(1)
        tag.name = take { !Self.endsName($0) }
        while let byte = peek(0) {
            switch byte {
            case UInt8(ascii: ">"):
                skip(1)
                return tag
            case UInt8(ascii: "/"):
                skip(1)
                tag.isSelfClosing = peek(0) == UInt8(ascii: ">")
            case _ where Self.isSpace(byte): skip(1)
            default: tag.attributes.append(attribute())
            }
        }
        return tag
    }

    private mutating func attribute() -> (name: String, value: String) {
        // The first byte belongs to the name even when it is an equals sign, so that this always moves.
        var name = take(1)
        name += take { !Self.endsName($0) && $0 != UInt8(ascii: "=") }
        skipSpace()
        guard peek(0) == UInt8(ascii: "=") else { return (name, "") }
        skip(1)
        skipSpace()
        let value: String
        switch peek(0) {
        case .some(let quote) where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
            skip(1)
            value = take { $0 != quote }
            skip(1)
        default: value = take { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
        }
        return (name, HTMLEntities.decoded(value, isAttribute: true))
    }

    private mutating func endTag() -> String {
        skip(2)
        let name = take { !Self.endsName($0) }
        _ = take(until: ">")
        return name
    }

    private mutating func skipComment() {
        skip(4)
        if starts(with: ">") { return skip(1) }
        if starts(with: "->") { return skip(2) }
        _ = take(until: "-->")
    }

    private mutating func runOfText() -> String {
        HTMLEntities.decoded(take { $0 != UInt8(ascii: "<") }.replacingZero)
    }

    // MARK: - Moving

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func move(to end: Int) {
        let stop = min(end, bytes.count)
        while position < stop {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }
    }

    private mutating func skip(_ count: Int) { move(to: position + count) }

    private mutating func skipSpace() {
        while let byte = peek(0), Self.isSpace(byte) { skip(1) }
    }

    private mutating func take(_ count: Int) -> String {
        var end = min(position + count, bytes.count)
        // A character of several bytes stays whole.
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let start = position
        move(to: end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
        let start = position
        var end = position
        while end < bytes.count, condition(bytes[end]) { end += 1 }
        move(to: end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Returns what stands before `mark` and passes both; the rest of the document when it does not come.
    private mutating func take(until mark: String) -> String {
        let start = position
        let wanted = Array(mark.utf8)
        var end = position
        while end < bytes.count, !bytes[end...].starts(with: wanted) { end += 1 }
        move(to: end + wanted.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension String {
    fileprivate var replacingZero: String {
        utf8.contains(0)
            ? String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 })) : self
    }
}
