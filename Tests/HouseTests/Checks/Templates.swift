/// Templates hold no words of their own, no styles and no scripts: every shown text comes through the catalogue.
struct Templates {
    /// Attributes that people see or hear.
    static let spoken: Set<String> = [
        "aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "title", "alt",
        "placeholder", "label", "summary", "abbr",
    ]

    /// Names every literal word, inline style and inline script of the templates.
    static func findings(in files: [SourceFile]) -> [Finding] {
        files.filter { $0.path.hasSuffix(".mustache") }.flatMap { file -> [Finding] in
            var scanner = MarkupScanner(file.text)
            return scanner.pieces().flatMap(withAttributesOfBlocks).compactMap { piece in
                message(for: piece).map { Finding(file.path, line: piece.line, $0) }
            }
        }
    }

    /// Takes attributes out of a text: a block or a partial can hold the attributes of an element that stands elsewhere.
    private static func withAttributesOfBlocks(_ piece: MarkupScanner.Piece) -> [MarkupScanner.Piece] {
        guard piece.place == .text else { return [piece] }
        var rest = piece
        var pieces: [MarkupScanner.Piece] = []
        for match in piece.text.matches(of: /([A-Za-z-]+)="([^"]*)"/) {
            let place = MarkupScanner.Place.attribute(match.1.lowercased(), element: "")
            pieces.append(MarkupScanner.Piece(place: place, text: String(match.2), line: piece.line))
        }
        rest.text.replace(/[A-Za-z-]+="[^"]*"/, with: " ")
        return [rest] + pieces
    }

    private static func message(for piece: MarkupScanner.Piece) -> String? {
        switch piece.place {
        case .text:
            return word(in: piece.text).map { "the literal word “\($0)”" }
        case .element(let name):
            return name == "style" ? "an inline style" : nil
        case .script:
            return word(in: piece.text).map { _ in "an inline script" }
        case .attribute(let name, let element):
            if name == "style" { return "an inline style" }
            if name.hasPrefix("on") { return "an inline script, \(name)" }
            let isButton = element == "input" && name == "value"
            guard spoken.contains(name) || isButton else { return nil }
            // The value of an input is shown only on buttons; other inputs carry values for the server.
            if isButton && !piece.isButton { return nil }
            return word(in: piece.text).map { "the literal word “\($0)” in \(name)" }
        }
    }

    /// The first literal word, once placeholders, text keys and character references are taken out.
    static func word(in text: String) -> String? {
        var rest = MarkupScanner.removing("{{{", "}}}", from: text)
        rest = MarkupScanner.removing("{{", "}}", from: rest)
        rest = MarkupScanner.removing("[[", "]]", from: rest)
        rest.replace(/&[A-Za-z0-9#]+;/, with: " ")
        return rest.split { !$0.isLetter }.first.map(String.init)
    }
}

/// Cuts an HTML template into text and attributes.
///
/// Mustache tags stay as they stand, wherever they stand.
struct MarkupScanner {
    enum Place: Hashable {
        case text
        case script
        case element(String)
        case attribute(String, element: String)
    }

    struct Piece: Hashable {
        var place: Place
        var text: String
        var line: Int
        /// Whether the attribute is of an input that shows its value.
        var isButton = false
    }

    private let source: [Character]
    private var at = 0
    private var line = 1

    init(_ text: String) {
        let plain = Self.removing("<!--", "-->", from: Self.removing("{{!", "}}", from: text))
        source = Array(plain)
    }

    /// Takes out everything between two marks, the marks too; line breaks stay, so that lines keep their numbers.
    static func removing(_ open: String, _ close: String, from text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: open) {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: close) else { return result }
            result += rest[start.lowerBound..<end.upperBound].filter(\.isNewline)
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    /// The pieces in the order in which they stand.
    mutating func pieces() -> [Piece] {
        var pieces: [Piece] = []
        var isScript = false
        while at < source.count {
            let start = line
            if source[at] == "<", let next = peek(1), Self.opensTag(next) {
                let tag = readTag()
                isScript = tag.name == "script"
                pieces.append(Piece(place: .element(tag.name), text: "", line: start))
                pieces += tag.attributes
            } else {
                let text = read { $0 == "<" }
                pieces += text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
                    Piece(place: isScript ? .script : .text, text: String($1), line: start + $0)
                }
                if at < source.count, !(peek(1).map(Self.opensTag) ?? false) { advance() }
            }
        }
        return pieces
    }

    /// Whether a tag starts: an element, its end, or the document type.
    private static func opensTag(_ next: Character) -> Bool { next.isLetter || next == "/" || next == "!" }

    private func peek(_ ahead: Int) -> Character? { at + ahead < source.count ? source[at + ahead] : nil }

    private mutating func advance() {
        if source[at].isNewline { line += 1 }
        at += 1
    }

    /// Reads up to the first character that `ends`; a Mustache tag is never cut.
    private mutating func read(until ends: (Character) -> Bool) -> String {
        var text = ""
        while at < source.count {
            if source[at] == "{", peek(1) == "{" {
                repeat {
                    text.append(source[at])
                    advance()
                } while at < source.count && !text.hasSuffix("}}")
                if at < source.count, source[at] == "}" {
                    text.append("}")
                    advance()
                }
                continue
            }
            if ends(source[at]) { break }
            text.append(source[at])
            advance()
        }
        return text
    }

    private mutating func readTag() -> (name: String, attributes: [Piece]) {
        advance()
        let isEnd = source[at] == "/"
        if isEnd { advance() }
        let name = read { $0 == ">" || $0.isWhitespace || $0 == "/" }.lowercased()
        var attributes: [Piece] = []
        while at < source.count, source[at] != ">" {
            if source[at].isWhitespace || source[at] == "/" {
                advance()
                continue
            }
            let start = line
            let key = read { $0 == "=" || $0 == ">" || $0 == "/" || $0.isWhitespace }
            guard at < source.count, source[at] == "=" else {
                if key.isEmpty { advance() }
                continue
            }
            advance()
            let place = Place.attribute(attributeName(key), element: name)
            attributes.append(Piece(place: place, text: readValue(), line: start))
        }
        if at < source.count { advance() }
        let isButton = attributes.contains {
            $0.place == .attribute("type", element: name) && ["submit", "button", "reset"].contains($0.text)
        }
        for index in attributes.indices { attributes[index].isButton = isButton }
        return (isEnd ? "/" + name : name, attributes)
    }

    /// The name without the Mustache section that may open directly before it.
    private func attributeName(_ key: String) -> String {
        Self.removing("{{", "}}", from: key).lowercased()
    }

    private mutating func readValue() -> String {
        guard at < source.count, source[at] == "\"" || source[at] == "'" else {
            return read { $0 == ">" || $0.isWhitespace }
        }
        let quote = source[at]
        advance()
        let value = read { $0 == quote }
        if at < source.count { advance() }
        return value
    }
}
