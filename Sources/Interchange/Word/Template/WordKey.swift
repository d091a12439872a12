import Foundation

/// The key of a single best answer: what the answer says, the option with a star, or the one in bold; all that is said
/// must be the same one option.
struct WordKey {
    /// The place of the key among the options; `nil` when there is not exactly one.
    private(set) var place: Int?
    private(set) var fault: (code: String, message: String, paragraph: Int)?
    /// The content of the options without what gave the key away.
    private(set) var contents: [[WordLine]]

    init(_ options: [WordDraft.Option], answers: [WordDraft.Value], paragraph: Int) {
        let starred = options.map { $0.lines.withoutStar }
        contents = starred.map(\.lines)
        let bold = contents.map(\.isBold)
        // Where all options are bold, bold is how options look.
        let isMarked = bold.contains(true) && bold.contains(false)
        var said: [Int] = []
        for answer in answers {
            switch Self.place(of: answer.text, in: options) {
            case .success(let place): said.append(place)
            case .failure(let misfit):
                fault = ("word.key", misfit.message, answer.paragraph)
                return
            }
        }
        let stars = starred.indices.filter { starred[$0].isStarred }
        let bolds = isMarked ? bold.indices.filter { bold[$0] } : []
        let named = Set(said + stars + bolds)
        guard let only = named.first else {
            fault = ("word.key", "there is no key; write “Answer:” and a letter", paragraph)
            return
        }
        guard named.count == 1, said.count <= 1 else {
            let ways = [(said, "the answer says"), (stars, "a star marks"), (bolds, "bold are")]
            let words = ways.filter { !$0.0.isEmpty }.map { places, words in
                words + " " + places.map { String(options[$0].letter) }.joined(separator: ", ")
            }
            let message = "a single best answer has one key, but \(words.joined(separator: " and "))"
            fault = ("word.key", message, answers.first?.paragraph ?? options[only].paragraph)
            return
        }
        place = only
        if isMarked { contents = contents.map { $0.isBold ? $0.withoutBold : $0 } }
    }

    struct Misfit: Error {
        let message: String
    }

    /// The option that `text` names: by its letter, by its words, or by both.
    static func place(of text: String, in options: [WordDraft.Option]) -> Result<Int, Misfit> {
        let plain = text.folding(options: .widthInsensitive, locale: nil).trimmed
        let words = folded(plain)
        let bare = plain.filter { !$0.isWhitespace && !".,;:()[]*".contains($0) }
        if bare.count == 1, let letter = WordLetters.normal(bare.first ?? " ") {
            if let place = options.firstIndex(where: { $0.letter == letter }) { return .success(place) }
            return .failure(Misfit(message: "the key “\(letter)” is no option"))
        }
        let equal = options.indices.filter { folded(options[$0].words) == words }
        if equal.count == 1 { return .success(equal[0]) }
        if let start = WordStart(plain).letter, let place = options.firstIndex(where: { $0.letter == start.letter }) {
            let rest = String(plain.unicodeScalars.dropFirst(start.length))
            if folded(rest) == folded(options[place].words) { return .success(place) }
        }
        let letters = plain.split { !$0.isLetter }.filter { $0.lowercased() != "and" }
        if letters.count > 1, letters.allSatisfy({ $0.count == 1 }) {
            return .failure(
                Misfit(message: "a single best answer has one key, but the answer says “\(plain.prefix(40))”")
            )
        }
        return .failure(Misfit(message: "the answer “\(plain.prefix(60))” is neither a letter nor one of the options"))
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil).split {
            !$0.isLetter && !$0.isNumber && !"+-−<>≤≥=%/".contains($0)
        }.joined(separator: " ")
    }
}

extension WordDraft.Option {
    var words: String { lines.map(\.text).joined(separator: " ") }
}

extension [WordLine] {
    /// Whether everything that can be seen of it is bold.
    fileprivate var isBold: Bool {
        let faces = flatMap(\.pieces).compactMap { piece -> Bool? in
            guard case .text(_, let face) = piece, piece.hasWords else { return nil }
            return face.isBold
        }
        return !faces.isEmpty && faces.allSatisfy { $0 }
    }

    fileprivate var withoutBold: [WordLine] {
        map { line in
            var line = line
            line.pieces = line.pieces.withoutBold
            return line
        }
    }

    /// Without a star at either end of its text or before its letter.
    fileprivate var withoutStar: (lines: [WordLine], isStarred: Bool) {
        guard let first, let last else { return (self, false) }
        let isBefore = first.hadStar || first.text.trimmed.hasPrefix("*")
        let isBehind = last.text.trimmed.hasSuffix("*")
        guard isBefore || isBehind else { return (self, false) }
        var lines = self
        if first.text.trimmed.hasPrefix("*") {
            let blanks = first.text.unicodeScalars.prefix { $0.properties.isWhitespace }.count
            lines[0].pieces = first.pieces.dropping(blanks + 1)
        }
        if isBehind { lines[lines.count - 1].pieces = lines[lines.count - 1].pieces.withoutLastStar }
        return (lines, true)
    }
}

extension [WordPiece] {
    var withoutBold: [WordPiece] {
        map { piece in
            guard case .text(let text, var face) = piece else { return piece }
            face.isBold = false
            return .text(text, face)
        }
    }

    fileprivate var withoutLastStar: [WordPiece] {
        var pieces = self
        while let last = pieces.popLast() {
            guard case .text(let text, let face) = last, let star = text.lastIndex(of: "*") else {
                if last.hasWords { return pieces + [last] }
                continue
            }
            pieces.append(.text(String(text[..<star]), face))
            return pieces
        }
        return pieces
    }
}
