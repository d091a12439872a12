import Foundation

/// One line of the template: a paragraph, a part of one up to a line break, or a table; with all that its start may mean.
///
/// What it does mean depends on the lines around it: “E. coli was grown” is no option where no E is due.
struct WordLine {
    /// The number of its paragraph.
    var number: Int
    var pieces: [WordPiece] = []
    var table: WordTable?
    var isBullet = false
    var listLevel: Int?
    var heading: Int?
    /// The field that it is labelled with, and the letter or number behind the label, as in “Rationale B:”.
    var field: WordField?
    var fieldMark = ""
    /// The letter of an option that it may start with.
    var letter: Character?
    /// The number that it may start with.
    var ordinal: Int?
    /// Whether Word wrote the letter.
    var isCounted = false
    /// Whether a star stood before the letter that has been taken off.
    var hadStar = false
    /// Whether it says “Question 7” or the like.
    var isQuestion = false
    /// Whether a number stood before it that has been taken off.
    var wasNumbered = false
    /// How many scalars of the text are label, letter, number or word.
    fileprivate var prefix = 0

    init(table: WordTable) {
        self.table = table
        number = table.number
    }

    /// Text that is nothing else.
    init(text pieces: [WordPiece], number: Int) {
        self.number = number
        self.pieces = pieces
    }

    init(_ paragraph: WordParagraph, pieces: [WordPiece], isFirst: Bool) {
        number = paragraph.number
        self.pieces = pieces
        heading = isFirst ? paragraph.heading : nil
        isBullet = isFirst && paragraph.isBullet
        listLevel = isFirst ? paragraph.listLevel : nil
        classify(label: isFirst && !paragraph.isBullet ? paragraph.label : "")
    }

    /// A line that holds what stands behind the label of another.
    init(rest line: WordLine) {
        number = line.number
        pieces = line.rest
        classify(label: "")
    }

    var isBlank: Bool { table == nil && !pieces.contains(where: \.hasWords) && letter == nil && ordinal == nil }

    /// What stands behind the label, letter or number.
    var rest: [WordPiece] { pieces.dropping(prefix) }

    /// The text without marks, breaks as line feeds.
    var text: String { pieces.text }

    private mutating func classify(label: String) {
        let start = WordStart(pieces.text)
        if let question = start.question {
            (isQuestion, ordinal, prefix) = (true, question.number, question.length)
        } else if let field = start.field {
            (self.field, fieldMark, prefix) = (field.field, field.mark, field.length)
        } else if let letter = start.letter {
            (self.letter, prefix) = (letter.letter, letter.length)
        } else if let ordinal = start.ordinal {
            (self.ordinal, prefix) = (ordinal.number, ordinal.length)
        }
        guard field == nil, !isQuestion, !label.isEmpty else { return }
        // What Word counts stands before what is typed; the number typed behind it is text then.
        let counted = WordStart(label + " ")
        if let question = counted.question ?? WordStart(label).question {
            (isQuestion, ordinal, letter, prefix) = (true, question.number, nil, 0)
        } else if let counted = counted.letter?.letter ?? WordStart(label + ".").letter?.letter, letter == nil {
            (letter, ordinal, prefix, isCounted) = (counted, nil, 0, true)
        } else if let counted = counted.ordinal?.number ?? WordStart(label + ". ").ordinal?.number, letter == nil {
            (ordinal, prefix) = (counted, 0)
        }
    }
}

extension WordLine {
    /// The line as content alone, whatever list it was in.
    var content: WordLine {
        var line = self
        (line.listLevel, line.isBullet, line.heading) = (nil, false, nil)
        return line
    }

    /// The line without its label, letter or number.
    var withoutPrefix: WordLine {
        var line = content
        line.hadStar = letter != nil && String(text.unicodeScalars.prefix(prefix)).trimmed.hasPrefix("*")
        line.wasNumbered = ordinal != nil && field == nil
        line.pieces = rest
        (line.prefix, line.field, line.letter, line.ordinal) = (0, nil, nil, nil)
        return line
    }
}

extension [WordPiece] {
    /// The words as they follow each other.
    var text: String {
        map { piece in
            switch piece {
            case .text(let text, _): text
            case .lineBreak: "\n"
            case .image: "\u{FFFC}"
            }
        }.joined()
    }

    /// Without the first `count` scalars of ``text``, and without white space at the new start.
    func dropping(_ count: Int) -> [WordPiece] {
        var left = count
        var isStart = true
        var kept: [WordPiece] = []
        for piece in self {
            switch piece {
            case .text(let text, let face):
                var scalars = text.unicodeScalars.dropFirst(left)
                left = Swift.max(0, left - text.unicodeScalars.count)
                if isStart { scalars = scalars.drop { $0.properties.isWhitespace } }
                guard !scalars.isEmpty else { continue }
                isStart = false
                kept.append(.text(String(scalars), face))
            case .lineBreak, .image:
                guard left == 0 else {
                    left -= 1
                    continue
                }
                if piece == .lineBreak, isStart { continue }
                isStart = false
                kept.append(piece)
            }
        }
        return kept
    }

    /// The parts between line breaks.
    var lines: [[WordPiece]] { split(separator: .lineBreak, omittingEmptySubsequences: false).map(Array.init) }
}
