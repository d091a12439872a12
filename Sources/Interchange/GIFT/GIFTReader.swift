import Foundation

/// Cuts a file into questions and reads each into the common tree.
///
/// Blank lines part questions; inside braces only when no closing brace follows before the next opening one, so that a
/// brace that was forgotten spoils one question and not the rest of the file. Time is linear in the size of the file.
struct GIFTReader {
    private let lines: [QuizLines.Line]
    /// What the next brace at or behind each line is; `nil` when there is none.
    private let nextBrace: [Unicode.Scalar?]
    private var place = 0
    private var category: String?

    init(_ lines: [QuizLines.Line]) {
        self.lines = lines
        var next: Unicode.Scalar?
        var braces: [Unicode.Scalar?] = []
        braces.reserveCapacity(lines.count)
        for line in lines.reversed() {
            if let first = Self.braces(line.text).first { next = first }
            braces.append(next)
        }
        nextBrace = braces.reversed()
    }

    /// A question and the lines that it stands in.
    struct Found {
        var question: QuizQuestion
        var source: Data
    }

    /// The next question; `nil` at the end.
    mutating func next() -> Found? {
        while place < lines.count {
            var block = GIFTBlock()
            var isOpen = false
            while place < lines.count {
                let line = lines[place]
                let words = line.text.trimmed
                if words.isEmpty, !(isOpen && nextBrace[place] == "}") { break }
                place += 1
                if words.hasPrefix("//") {
                    block.addComment(line)
                } else if block.lines.isEmpty, words.hasPrefix("$CATEGORY:") {
                    category = QuizCategory.classification(String(words.dropFirst("$CATEGORY:".count)))
                } else {
                    block.lines.append(line)
                    if let last = Self.braces(line.text).last { isOpen = last == "{" }
                }
            }
            if place < lines.count { place += 1 }
            guard !block.lines.isEmpty else { continue }
            return Found(question: GIFTQuestion(block, category: category).question, source: block.source)
        }
        return nil
    }

    /// The braces of a line that are not escaped; none of a comment.
    private static func braces(_ line: String) -> [Unicode.Scalar] {
        guard line.utf8.contains(0x7B) || line.utf8.contains(0x7D), !line.trimmed.hasPrefix("//") else { return [] }
        var braces: [Unicode.Scalar] = []
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if !isEscaped, scalar == "{" || scalar == "}" { braces.append(scalar) }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return braces
    }
}

/// The lines of one question, with what its comments say of it.
struct GIFTBlock {
    var lines: [QuizLines.Line] = []
    private(set) var id: String?
    private(set) var tags: [String] = []
    private var comments: [String] = []

    mutating func addComment(_ line: QuizLines.Line) {
        let values = Self.marks(line.text)
        for (name, value) in values {
            if name == "id" { id = id ?? value } else { tags.append(value) }
        }
        if !values.isEmpty { comments.append(line.text) }
    }

    /// The question as it stands, without comments that say nothing.
    var source: Data { Data(((comments + lines.map(\.text)).joined(separator: "\n") + "\n").utf8) }

    /// `[id:…]` and `[tag:…]` in a comment, in order; a backslash keeps a closing bracket.
    private static func marks(_ comment: String) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var rest = comment.unicodeScalars[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            let name: String
            if rest.starts(with: "id:".unicodeScalars) {
                name = "id"
            } else if rest.starts(with: "tag:".unicodeScalars) {
                name = "tag"
            } else {
                continue
            }
            rest = rest.dropFirst(name.unicodeScalars.count + 1)
            var value = String.UnicodeScalarView()
            var isClosed = false
            while let scalar = rest.popFirst() {
                if scalar == "]" {
                    isClosed = true
                    break
                }
                if scalar == "\\", let next = rest.first, next == "]" || next == "[" || next == "\\" {
                    value.append(next)
                    rest.removeFirst()
                } else {
                    value.append(scalar)
                }
            }
            let text = String(value).trimmed
            if isClosed, !text.isEmpty { found.append((name, text)) }
        }
        return found
    }
}
