public import Assessment
import Foundation

/// The mark of the first pattern that a typed text matches; a text that matches none asks a marker.
///
/// Parameters: `{"patterns":[{"pattern":"*ectomy","mark":"1"},{"pattern":"*","mark":"0"}],"caseSensitive":false}`. A
/// star stands for any run of characters, none included, within one line; `\*` is a star. Texts are compared in
/// canonical composition (NFC), with white space at the edges of the response taken away; without `caseSensitive` in
/// lower case too. The order of the patterns counts.
///
/// Source: the short-answer question type of Moodle 3.3 as its documentation describes it (wildcards, first match,
/// case sensitivity), which GIFT and Moodle XML exchange.
public struct AcceptPatterns: ScoringRule {
    public static let name = RuleName(rawValue: "accept-patterns")
    public static let version = 1

    /// The most characters that a pattern may have.
    public static let longestPattern = 1000

    private let entries: [Entry]
    private let isCaseSensitive: Bool

    private struct Entry {
        let source: String
        let pattern: StarPattern
        let mark: Mark
    }

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        let isCaseSensitive = try fields.bool("caseSensitive", default: false)
        entries = try fields.list("patterns") { json, path throws(FormatProblem) in
            var entry = try Fields(json, path: path)
            let source = try entry.string("pattern")
            let mark = try entry.mark("mark")
            try entry.end()
            // A longer one is nobody's answer, and searching for it in a long response would take seconds.
            guard (1...Self.longestPattern).contains(source.unicodeScalars.count) else {
                let message = "must have 1 to \(Self.longestPattern) characters"
                throw FormatProblem(path: "\(path).pattern", message: message)
            }
            let pattern = StarPattern(Self.comparable(source, isCaseSensitive: isCaseSensitive))
            return Entry(source: source, pattern: pattern, mark: mark)
        }
        try fields.end()
        self.isCaseSensitive = isCaseSensitive
        guard entries.contains(where: { $0.mark > .zero }) else {
            throw FormatProblem(path: "patterns", message: "must hold one that gains something")
        }
    }

    public var key: ResponseValue? {
        let most = entries.map(\.mark).max()
        return entries.first { $0.mark == most }.map { .text($0.pattern.shortest(of: $0.source)) }
    }

    public func problems(with interaction: Interaction) -> [String] {
        if case .text = interaction { [] } else { ["the rule needs a text interaction"] }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .text(let text) = value else { return Marking(.zero) }
        let typed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !typed.isEmpty else { return Marking(.zero) }
        let given = Array(Self.comparable(typed, isCaseSensitive: isCaseSensitive).unicodeScalars)
        if let entry = entries.first(where: { $0.pattern.matches(given) }) { return Marking(entry.mark) }
        return Marking(.zero, needsMarker: true)
    }

    private static func comparable(_ text: String, isCaseSensitive: Bool) -> String {
        let composed = text.precomposedStringWithCanonicalMapping
        return isCaseSensitive ? composed : composed.lowercased()
    }
}

/// A text in which stars stand for anything, cut into the pieces between them.
struct StarPattern {
    /// One piece more than there are stars; the first must begin the text and the last must end it.
    private let pieces: [[Unicode.Scalar]]

    init(_ pattern: String) {
        var pieces: [[Unicode.Scalar]] = [[]]
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if scalar == "*", isEscaped {
                pieces[pieces.count - 1][pieces[pieces.count - 1].count - 1] = scalar
                isEscaped = false
            } else if scalar == "*" {
                // Two stars say no more than one.
                if pieces.count == 1 || !(pieces.last ?? []).isEmpty { pieces.append([]) }
                isEscaped = false
            } else {
                pieces[pieces.count - 1].append(scalar)
                isEscaped = scalar == "\\"
            }
        }
        self.pieces = pieces
    }

    /// Whether the whole of `text` fits; what a star covers holds no line break.
    ///
    /// Each middle piece is taken at its first place: if any choice of places fits, this one does, and the time stays
    /// within the length of the text times that of the longest piece.
    func matches(_ text: [Unicode.Scalar]) -> Bool {
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return text == pieces[0] }
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        let end = text.count - last.count
        var place = first.count
        for piece in pieces.dropFirst().dropLast() {
            guard let found = Self.first(piece, in: text[place..<end]) else { return false }
            if text[place..<found].contains("\n") { return false }
            place = found + piece.count
        }
        return !text[place..<end].contains("\n")
    }

    private static func first(_ piece: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard text.count >= piece.count else { return nil }
        return (text.startIndex...(text.endIndex - piece.count)).first { text[$0...].starts(with: piece) }
    }

    /// `source`, the pattern as its author wrote it, with nothing for its stars: the shortest text that fits.
    func shortest(of source: String) -> String {
        let mark = "\u{FFFC}"
        let plain = source.replacing("\\*", with: mark).replacing("*", with: "").replacing(mark, with: "*")
        return plain.isEmpty ? source : plain
    }
}
