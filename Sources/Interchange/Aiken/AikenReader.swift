import Foundation

/// Reads questions line by line; a question ends with the line that names its answer, or before the next text.
struct AikenReader {
    private let lines: [QuizLines.Line]
    private var place = 0

    init(_ lines: [QuizLines.Line]) { self.lines = lines }

    struct Found {
        var question: QuizQuestion
        var source: Data
    }

    private struct Option {
        var letter: Character
        var text: String
        var line: Int
        var isLower: Bool
    }

    /// What one question has gathered so far.
    private struct Draft {
        var text: [QuizLines.Line] = []
        var options: [Option] = []
        var key: (letter: Character, line: QuizLines.Line)?
        var lines: [String] = []
        /// Text that stands between options.
        var strays: [QuizLines.Line] = []
    }

    /// The next question; `nil` at the end.
    mutating func next() -> Found? {
        var draft = Draft()
        while place < lines.count, draft.key == nil {
            let line = lines[place]
            if let letter = Self.key(line.text) {
                draft.key = (letter, line)
            } else if !draft.text.isEmpty, let option = Self.option(line, after: draft.options) {
                draft.options.append(option)
            } else if line.text.trimmed.isEmpty {
                // Blank lines part paragraphs of the text; behind options they say nothing.
                if draft.options.isEmpty, !draft.text.isEmpty { draft.text.append(line) }
            } else if draft.options.isEmpty {
                draft.text.append(line)
            } else if place > 0, lines[place - 1].text.trimmed.isEmpty {
                // A new text begins, and this question has no line for its answer.
                break
            } else {
                draft.strays.append(line)
            }
            draft.lines.append(line.text)
            place += 1
        }
        guard !draft.text.isEmpty || !draft.options.isEmpty || draft.key != nil else { return nil }
        let source = draft.lines.map(\.trimmed).joined(separator: "\n").trimmed + "\n"
        return Found(question: Self.question(draft), source: Data(source.utf8))
    }

    private static func question(_ draft: Draft) -> QuizQuestion {
        let text = draft.text.map(\.text.trimmed).joined(separator: "\n").trimmed
        let line = draft.text.first?.number ?? draft.options.first?.line ?? draft.key?.line.number ?? 0
        var question = QuizQuestion(type: .description)
        question.line = line
        question.text = QuizText(format: .plain, text: text, line: line)
        if text.isEmpty { question.problems.append(Finding("aiken.text", "there is no text", line: line, column: 1)) }
        let letters = draft.options.map(\.letter)
        for (index, option) in draft.options.enumerated() where letters.firstIndex(of: option.letter) != index {
            let message = "the letter \(option.letter) stands before two options"
            question.problems.append(Finding("aiken.letter", message, line: option.line, column: 1))
        }
        for stray in draft.strays {
            let message = "“\(stray.text.trimmed.prefix(60))” belongs to no option"
            question.problems.append(Finding("aiken.line", message, line: stray.number, column: 1))
        }
        if let lower = draft.options.first(where: \.isLower) {
            let message = "options have small letters; they are read as capitals"
            question.unread.append(Finding("aiken.case", message, line: lower.line, column: 1))
        }
        if draft.options.count < 2 {
            let message = "there are \(draft.options.count) options; two are needed"
            question.problems.append(Finding("aiken.options", message, line: line, column: 1))
        }
        guard let key = draft.key else {
            let message = "no line names the answer (“ANSWER: A”)"
            question.problems.append(Finding("aiken.answer", message, line: line, column: 1))
            return question
        }
        let letter = Character(key.letter.uppercased())
        if !letters.contains(letter) {
            let message = "the answer \(key.letter) is none of the options"
            question.problems.append(Finding("aiken.answer", message, line: key.line.number, column: 1))
        }
        if letter != key.letter || !key.line.text.trimmed.hasPrefix("ANSWER:") {
            let message = "the line for the answer is not in capitals; it is read as if it were"
            question.unread.append(Finding("aiken.case", message, line: key.line.number, column: 1))
        }
        let answers = draft.options.map { option in
            QuizAnswer(
                sign: option.letter == letter ? .keyed : .other,
                text: QuizText(format: .plain, text: option.text, line: option.line),
                line: option.line
            )
        }
        question.type = .choice(isSingle: true, answers)
        return question
    }

    // MARK: - Lines

    /// The letter of a line that names the answer; `nil` for any other line.
    static func key(_ line: String) -> Character? {
        let words = line.trimmed
        guard words.utf8.count <= 40, words.lowercased().hasPrefix("answer") else { return nil }
        let rest = words.dropFirst("answer".count).drop { $0 == " " || $0 == "\t" }
        guard rest.first == ":" else { return nil }
        let letter = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
        let name = letter.last == "." || letter.last == ")" ? letter.dropLast() : letter
        guard name.count == 1, let only = name.first, only.isASCII, only.isLetter else { return nil }
        return only
    }

    /// An option: a capital letter, a bracket or full stop, and its words.
    ///
    /// Small letters are read where they count up from `a`, so that no sentence is taken for an option.
    private static func option(_ line: QuizLines.Line, after options: [Option]) -> Option? {
        let words = line.text.trimmed
        guard let letter = words.first, letter.isASCII, letter.isLetter else { return nil }
        let rest = words.dropFirst()
        guard rest.first == ")" || rest.first == "." else { return nil }
        let text = String(rest.dropFirst()).trimmed
        guard !text.isEmpty, rest.first == ")" || rest.dropFirst().first?.isWhitespace == true else { return nil }
        guard letter.isLowercase else {
            return Option(letter: letter, text: text, line: line.number, isLower: false)
        }
        let capital = Character(letter.uppercased())
        guard let code = capital.asciiValue, Int(code) == 0x41 + options.count,
            options.allSatisfy(\.isLower)
        else { return nil }
        return Option(letter: capital, text: text, line: line.number, isLower: true)
    }
}
