import Assessment

/// Writes one question of the common tree as Aiken.
enum AikenWriter {
    /// The question as lines; `nil` when it is no choice of one answer among at most 26.
    static func text(of question: QuizQuestion) -> String? {
        let answers: [(text: QuizText, isKey: Bool)]
        switch question.type {
        case .choice(true, let options): answers = options.map { ($0.text, $0.share == .one) }
        case .trueFalse(let truth):
            answers = [(QuizText(text: "True"), truth.isTrue), (QuizText(text: "False"), !truth.isTrue)]
        case .choice, .match, .shortAnswer, .numerical, .essay, .description, .cloze, .other: return nil
        }
        guard answers.count <= 26, answers.count(where: \.isKey) == 1 else { return nil }
        let letters = (0..<answers.count).map { Character(Unicode.Scalar(UInt8(0x41 + $0))) }
        var text = words(question.text) + "\n"
        var key: Character = "A"
        for (letter, answer) in zip(letters, answers) {
            text += "\(letter)) \(words(answer.text))\n"
            if answer.isKey { key = letter }
        }
        return text + "ANSWER: \(key)\n"
    }

    /// The words of a text in one line, without its markup.
    private static func words(_ text: QuizText) -> String {
        var content = QuizContent()
        return content.blocks(text).plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
