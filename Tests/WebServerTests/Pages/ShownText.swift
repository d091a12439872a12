/// Reads a rendered page as text: which words are shown, and whether its tags close.
enum ShownText {
    /// Words in Latin letters that come neither from the catalogue (in brackets) nor from a person (in `bdi`,
    /// `dir="auto"`, `code`, `kbd` or an element with its own `lang`).
    static func unaccented(in markup: String) -> [String] {
        var left: [String] = []
        walk(markup) { piece in
            let text = withoutBrackets(piece)
            left += text.split { !($0.isASCII && $0.isLetter) }.filter { !$0.isEmpty && !isEntity($0) }.map(String.init)
        }
        return left
    }

    /// Names of tags that are closed wrongly or never.
    static func unbalanced(in markup: String) -> [String] {
        var open: [Substring] = []
        var wrong: [String] = []
        for tag in tags(in: markup) {
            if tag.isClosing {
                if open.last == tag.name { open.removeLast() } else { wrong.append("</\(tag.name)>") }
            } else if !tag.isEmpty {
                open.append(tag.name)
            }
        }
        return wrong + open.map { "<\($0)>" }
    }

    /// One tag of the page.
    struct Tag {
        let text: Substring
        let end: String.Index
        let start: String.Index

        /// Has no content: a void element, the doctype, or closed in itself.
        var isEmpty: Bool { ShownText.empty.contains(name) || text.hasSuffix("/") || text.hasPrefix("!") }
        var isClosing: Bool { text.hasPrefix("/") }
        var name: Substring { text.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber } }

        /// Values of an attribute, as written.
        func attribute(_ name: String) -> String? {
            guard let range = text.firstRange(of: " \(name)=\"") else { return nil }
            return String(text[range.upperBound...].prefix { $0 != "\"" })
        }

        var holdsForeignText: Bool {
            ["bdi", "code", "kbd"].contains(name) || attribute("dir") == "auto"
                || (name != "html" && attribute("lang") != nil)
        }
    }

    static func tags(in markup: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = markup[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let text = rest[rest.index(after: open)..<close]
            tags.append(Tag(text: text, end: rest.index(after: close), start: open))
            rest = rest[rest.index(after: close)...]
        }
        return tags
    }

    fileprivate static let empty: Set<Substring> = [
        "br", "hr", "img", "input", "link", "meta", "col", "source", "track",
    ]

    /// Calls `see` with every piece of text that a person sees or hears and nobody typed.
    private static func walk(_ markup: String, _ see: (String) -> Void) {
        var foreign: [Substring] = []
        var end = markup.startIndex
        for tag in tags(in: markup) {
            if foreign.isEmpty { see(String(markup[end..<tag.start])) }
            end = tag.end
            for attribute in ["aria-label", "title", "alt", "placeholder"] where foreign.isEmpty {
                if let value = tag.attribute(attribute) { see(value) }
            }
            if tag.isClosing {
                if foreign.last == tag.name { foreign.removeLast() }
            } else if !tag.isEmpty, !foreign.isEmpty || tag.holdsForeignText {
                foreign.append(tag.name)
            }
        }
    }

    private static func withoutBrackets(_ text: String) -> String {
        var depth = 0
        var result = ""
        for character in text {
            if character == "⟦" { depth += 1 }
            if depth == 0 { result.append(character) }
            if character == "⟧" { depth -= 1 }
        }
        return result
    }

    private static func isEntity(_ word: Substring) -> Bool { ["amp", "lt", "gt", "quot"].contains(word) }
}
