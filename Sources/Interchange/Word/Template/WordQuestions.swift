/// Finds where each question of a document begins and ends.
///
/// A document has one way of beginning questions: “Question 7” where any paragraph says so; else headings, when each has
/// at most one question below it; else numbers. A document with none of them is one question.
struct WordQuestions {
    private(set) var all: [Question] = []

    struct Question {
        /// Counted from 1 in the order of the document, whatever number the writer gave.
        var number: Int
        /// The number of its first paragraph.
        var paragraph: Int
        /// What the heading that begins it says.
        var heading: [WordPiece] = []
        var lines: [WordLine] = []
        /// Text before it that belongs to no question.
        var outside: [WordLine] = []
        /// Why it cannot be told where it begins.
        var problem: String?
    }

    private enum Beginning { case words, headings, numbers, document }

    private let beginning: Beginning
    private let numberLevel: Int
    private let headingLevel: Int?
    private var current: Question?
    private var outside: [WordLine] = []
    private var outsideHeading: WordLine?
    private var expected: Int?

    init(_ document: WordDocument) {
        let lines = document.blocks.flatMap(Self.lines)
        beginning = Self.beginning(lines)
        numberLevel = lines.filter { $0.ordinal != nil }.map { $0.listLevel ?? 0 }.min() ?? 0
        headingLevel = lines.first { $0.isQuestion }.flatMap(\.heading)
        if beginning == .document { current = lines.first.map { Question(number: 1, paragraph: $0.number) } }
        for index in lines.indices { take(lines[index], before: lines[(index + 1)...]) }
        close()
        closeOutside()
    }

    /// Line breaks before what starts like a line of the template part a paragraph; others stay in it.
    private static func lines(_ block: WordBlock) -> [WordLine] {
        switch block {
        case .table(let table): return [WordLine(table: table)]
        case .paragraph(let paragraph):
            var parts: [[WordPiece]] = []
            for part in paragraph.pieces.lines {
                let start = WordStart(part.text)
                let isLine = start.field != nil || start.letter != nil || start.question != nil
                if isLine || parts.isEmpty {
                    parts.append(part)
                } else {
                    parts[parts.count - 1] += [.lineBreak] + part
                }
            }
            return parts.enumerated().map { WordLine(paragraph, pieces: $1, isFirst: $0 == 0) }
        }
    }

    // MARK: - How questions begin

    private static func beginning(_ lines: [WordLine]) -> Beginning {
        if lines.contains(where: \.isQuestion) { return .words }
        let sections = lines.split { $0.isHeading }
        let isAfterHeading = lines.contains(where: \.isHeading)
        let counts = sections.map(count)
        if isAfterHeading, counts.allSatisfy({ $0 <= 1 }), counts.contains(1) { return .headings }
        if lines.contains(where: { $0.ordinal != nil }) { return .numbers }
        return counts.contains { $0 > 0 } ? .document : .numbers
    }

    /// How many questions there seem to be in `lines`.
    private static func count(_ lines: ArraySlice<WordLine>) -> Int {
        if lines.contains(where: { $0.field == .theme }) { return 1 }
        let letters = lines.filter { $0.field == nil }.compactMap(\.letter)
        let runs = zip(letters, letters.dropFirst()).count { one, other in
            WordLetters.orders.contains { $0[0] == one && $0[1] == other }
        }
        let accepted = lines.count { $0.field == .accept }
        guard runs == 0, accepted == 0 else { return max(runs, accepted) }
        return lines.count { $0.field == .answer || $0.field == .options }
    }

    private static func isAnswerable(_ lines: some Collection<WordLine>) -> Bool { count(Array(lines)[...]) > 0 }

    // MARK: - Line by line

    private mutating func take(_ line: WordLine, before rest: ArraySlice<WordLine>) {
        let begins =
            switch beginning {
            case .words: line.isQuestion
            case .headings: line.isHeading && beginsUnderHeading(line, rest)
            case .numbers: beginsByNumber(line)
            case .document: false
            }
        if begins {
            close()
            begin(line)
        } else if line.isHeading, closes(line) {
            close()
            outsideHeading = line
        } else if current != nil {
            current?.lines.append(line)
        } else if !line.isBlank {
            outside.append(line)
        }
    }

    private func beginsUnderHeading(_ line: WordLine, _ rest: ArraySlice<WordLine>) -> Bool {
        let own = rest.prefix { !$0.isHeading }
        if Self.isAnswerable(own) { return true }
        guard own.contains(where: { !$0.isBlank }) else { return false }
        // Text under a heading whose like begin questions is a question that is not finished.
        let like = rest.contains { $0.heading == line.heading && $0.isHeading }
        let deeper = rest.first { $0.isHeading }?.heading ?? 0
        return like && deeper <= line.heading ?? 0
    }

    private mutating func beginsByNumber(_ line: WordLine) -> Bool {
        if line.field == .theme { return current.map { isFinished($0) } ?? true }
        guard let ordinal = line.ordinal, line.field == nil, (line.listLevel ?? 0) == numberLevel else { return false }
        guard let current else { return true }
        guard !current.isExtendedMatching else { return false }
        return ordinal == expected || isFinished(current)
    }

    private func isFinished(_ question: Question) -> Bool { Self.isAnswerable(question.lines) }

    /// Whether a heading that begins no question ends the one before it.
    private func closes(_ line: WordLine) -> Bool {
        switch beginning {
        case .document: false
        case .headings, .numbers: true
        case .words: headingLevel.map { line.heading ?? 1 <= $0 } ?? true
        }
    }

    private mutating func begin(_ line: WordLine) {
        closeOutside(keepsText: true)
        var question = Question(number: all.count + 1, paragraph: line.number, outside: outside)
        if beginning == .headings, let heading = outsideHeading, !outside.isEmpty {
            let message = "the text below the heading “\(heading.text.prefix(40))” may belong to it"
            question.problem = "\(message); begin this question with “Question” and a number"
        }
        (outside, outsideHeading) = ([], nil)
        expected = line.ordinal.map { $0 + 1 }
        if line.isHeading || line.heading != nil {
            question.heading = line.rest
        } else if line.field != nil {
            question.lines = [line]
        } else {
            let rest = WordLine(rest: line)
            if !rest.isBlank { question.lines = [rest] }
        }
        current = question
    }

    private mutating func close() {
        if let current { all.append(current) }
        current = nil
        expected = nil
    }

    /// Text outside that reads like a question is one, whose beginning is missing.
    private mutating func closeOutside(keepsText: Bool = false) {
        guard let first = outside.first, Self.isAnswerable(outside) else {
            if !keepsText { outside = [] }
            return
        }
        let message = "it cannot be told where this question begins; write “Question” and a number before it"
        let stray = Question(number: all.count + 1, paragraph: first.number, lines: outside, problem: message)
        all.append(stray)
        outside = []
    }
}

extension WordLine {
    /// A heading that is no label of the template.
    var isHeading: Bool { (heading ?? 0) > 0 && field == nil && !isBlank }
}

extension WordQuestions.Question {
    /// Whether it has stems with an answer each, so that numbers in it are those of its stems.
    var isExtendedMatching: Bool {
        if let type = lines.first(where: { $0.field == .type }) { return WordType(type.rest.text) == .extendedMatching }
        return lines.contains { $0.field == .theme }
    }
}

/// The kinds of question that the template knows.
enum WordType: Hashable {
    case singleBestAnswer, extendedMatching, veryShortAnswer

    /// The kind that people call `text`; `nil` when nobody does.
    init?(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        switch words {
        case "sba", "sbaq", "mcq", "mc", "single best answer", "one best answer", "best of five", "bof",
            "single choice", "multiple choice", "single best answer question":
            self = .singleBestAnswer
        case "emq", "emi", "extended matching", "extended matching question", "extended matching item",
            "extended matching questions":
            self = .extendedMatching
        case "vsa", "vsaq", "very short answer", "very short answer question": self = .veryShortAnswer
        default: return nil
        }
    }
}
