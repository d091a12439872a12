/// Writes one question of the common tree as GIFT: one text for one tree.
struct GIFTWriter {
    private var text = ""

    /// The question as lines, with a line break at the end.
    static func text(of question: QuizQuestion) -> String {
        var writer = GIFTWriter()
        writer.write(question)
        return writer.text
    }

    private mutating func write(_ question: QuizQuestion) {
        var marks = (question.id ?? "").isEmpty ? [] : ["[id:\(Self.bracketed(question.id ?? ""))]"]
        marks += question.tags.map { "[tag:\(Self.bracketed($0))]" }
        if !marks.isEmpty { text += "// \(marks.joined(separator: " "))\n" }
        let name = GIFTFormat.oneLine(question.name ?? "")
        if !name.isEmpty { text += "::\(Self.escaped(name))::" }
        let stem = Self.marked(question.text)
        // At the start of a line these would begin something else.
        let isMistaken = name.isEmpty && ["//", "$CATEGORY", "[id:"].contains { stem.hasPrefix($0) }
        text += (isMistaken ? "[moodle]" : "") + stem
        if case .description = question.type {
            text += "\n"
            return
        }
        text += (stem.isEmpty ? "" : " ") + "{"
        write(question.type)
        if !question.generalFeedback.isEmpty { text += "\n\t####" + Self.marked(question.generalFeedback) }
        text += text.hasSuffix("{") ? "}\n" : "\n}\n"
    }

    private mutating func write(_ type: QuizType) {
        switch type {
        case .choice(_, let answers), .shortAnswer(let answers): for answer in answers { write(answer) }
        case .numerical(let answers):
            text += "#"
            for answer in answers { write(answer) }
        case .trueFalse(let truth):
            text += truth.isTrue ? "TRUE" : "FALSE"
            let (right, wrong) =
                truth.isTrue ? (truth.whenTrue, truth.whenFalse) : (truth.whenFalse, truth.whenTrue)
            if !right.isEmpty || !wrong.isEmpty { text += "#" + Self.marked(wrong) }
            if !right.isEmpty { text += "#" + Self.marked(right) }
        case .match(let pairs):
            for pair in pairs {
                text += "\n\t=\(Self.marked(pair.stem)) -> \(Self.escaped(GIFTFormat.oneLine(pair.answer)))"
            }
        case .essay, .description, .cloze, .other: break
        }
    }

    private mutating func write(_ answer: QuizAnswer) {
        text += "\n\t" + (answer.sign == .other ? "~" : "=")
        let words = answer.number.map(Self.number) ?? Self.marked(answer.text)
        if let weight = answer.weight {
            text += "%\(weight)%"
        } else if words.hasPrefix("%") {
            // What stands in the answer must not be taken for its weight.
            text += answer.sign == .other ? "%0%" : "%100%"
        }
        text += words
        if !answer.feedback.isEmpty { text += "#" + Self.marked(answer.feedback) }
    }

    private static func number(_ number: QuizNumber) -> String {
        switch number {
        case .exact(let value): value
        case .tolerance(let width, let value): "\(value):\(width)"
        case .range(let low, let high): "\(low)..\(high)"
        case .any: "*"
        }
    }

    /// A text with its format where that is not the usual one.
    private static func marked(_ text: QuizText) -> String {
        let words = escaped(text.text)
        switch text.format {
        case .html, .markdown: return "[\(text.format.rawValue)]\(words)"
        // An answer that nobody formats is read as its words, whatever format stands around it.
        case .moodle, .plain:
            let isMistaken = QuizText.Format.allCases.contains { words.hasPrefix("[\($0.rawValue)]") }
            return (isMistaken ? "[\(text.format.rawValue)]" : "") + words
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "~", "=", "#", "{", "}", ":", "\\":
                escaped.append("\\")
                escaped.append(scalar)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\r": escaped.append(" ")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    private static func bracketed(_ text: String) -> String {
        GIFTFormat.oneLine(text).replacing("\\", with: "\\\\").replacing("]", with: "\\]").replacing("[", with: "\\[")
    }
}
