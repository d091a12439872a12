/// What the start of a line may mean, each reading by itself; lengths are counted in scalars of the text.
struct WordStart {
    /// The first scalars, one for one in their plain form: full-width signs, dashes and figures of other scripts.
    private let plain: [Unicode.Scalar]
    private var first = 0

    init(_ text: String) {
        plain = text.unicodeScalars.prefix(200).map(Self.plain)
        while first < plain.count, plain[first].properties.isWhitespace { first += 1 }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        // Marks of direction stand before letters without being seen.
        case 0x3000, 0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: return " "
        case 0x2010...0x2015, 0x2212: return "-"
        case 0x3002: return "."
        case 0x2217: return "*"
        default: break
        }
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else {
            return scalar
        }
        return Unicode.Scalar(UInt8(0x30 + Int(value)))
    }

    private func at(_ place: Int) -> Unicode.Scalar? { plain.indices.contains(place) ? plain[place] : nil }

    private func afterBlanks(_ place: Int) -> Int {
        var place = place
        while let next = at(place), next.properties.isWhitespace { place += 1 }
        return place
    }

    private func string(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(plain[range]))
    }

    /// The figures from `place` on, at most six of them.
    private func number(at place: Int) -> (value: Int, end: Int)? {
        var end = place
        while end < place + 6, let digit = at(end), ("0"..."9").contains(digit) { end += 1 }
        guard let value = Int(string(place..<end)) else { return nil }
        return (value, end)
    }

    // MARK: - Readings

    private static let questionWords = [
        "question number", "question no.", "question no", "question", "item", "q", "frage", "aufgabe", "pregunta",
        "السؤال", "سؤال",
    ]

    /// “Question 7”, “Q7.”, “Item 7:” with what may stand behind the number.
    var question: (number: Int, length: Int)? {
        let head = string(first..<min(plain.count, first + 20)).lowercased()
        for word in Self.questionWords where head.hasPrefix(word) {
            var place = afterBlanks(first + word.unicodeScalars.count)
            if at(place) == "#" { place = afterBlanks(place + 1) }
            guard let number = number(at: place) else { continue }
            let sign = afterBlanks(number.end)
            guard let separator = at(sign) else { return (number.value, sign) }
            // “Question 5 of 12” and “Q10 enzyme” are text; “1.5” and “4-6” are no numbers of questions.
            let isFigure = at(sign + 1).map { ("0"..."9").contains($0) } ?? false
            guard [".", ":", ")", "-", "|"].contains(separator), !isFigure || sign > number.end else { continue }
            return (number.value, sign + 1)
        }
        return nil
    }

    /// “Answer: ”, “Rationale B – ”, “Lösung = ”, or a label alone.
    var field: (field: WordField, mark: String, length: Int)? {
        let limit = min(plain.count, first + 40)
        for place in first..<limit where [":", "=", "-", ".", "\u{FE55}", "\u{2236}"].contains(plain[place]) {
            let sign = plain[place]
            let isSet = sign == ":" || sign == "=" || sign.value > 0x2000
            let isApart = at(place + 1)?.properties.isWhitespace ?? true
            guard isSet || isApart else { continue }
            if let found = label(string(first..<place), forgives: isSet) {
                return (found.field, found.mark, afterBlanks(place + 1))
            }
        }
        guard plain.count <= 40, plain.count > first else { return nil }
        guard let alone = label(string(first..<plain.count), forgives: false) else { return nil }
        let isBlock = [.answer, .accept, .options, .rationale].contains(alone.field)
        // “Answer B” is a field whose value is the mark.
        if alone.field == .answer, let mark = alone.mark.unicodeScalars.first {
            return (.answer, "", plain.lastIndex(of: mark) ?? plain.count)
        }
        return isBlock ? (alone.field, alone.mark, plain.count) : nil
    }

    private func label(_ text: String, forgives: Bool) -> (field: WordField, mark: String)? {
        if let field = WordField.named(text, forgives: forgives) { return (field, "") }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, let mark = words.last, mark.count <= 2 else { return nil }
        let isMark =
            mark.count == 1 ? mark.first.flatMap(WordLetters.normal) != nil || Int(mark) != nil : Int(mark) != nil
        let label = words.dropLast().joined(separator: " ")
        guard isMark, let field = WordField.named(label, forgives: forgives),
            [.rationale, .answer, .stem].contains(field)
        else { return nil }
        return (field, String(mark))
    }

    /// The letter of an option with a dot, a bracket, a colon, a dash or a tab behind it.
    var letter: (letter: Character, length: Int)? {
        var place = first
        if at(place) == "*" { place = afterBlanks(place + 1) }
        let isBracketed = at(place) == "(" || at(place) == "["
        if isBracketed { place += 1 }
        guard let scalar = at(place), let letter = WordLetters.normal(Character(scalar)) else { return nil }
        place += 1
        if isBracketed {
            guard at(place) == ")" || at(place) == "]" else { return nil }
            return (letter, place + 1)
        }
        let sign = afterBlanks(place)
        switch at(sign) {
        case ".", ")", ":", "]":
            // “e.g.” and “i.v.” are words.
            guard sign == place, at(sign + 2) != "." || at(sign + 1)?.properties.isWhitespace ?? true else {
                return nil
            }
            return (letter, sign + 1)
        case "-" where at(sign + 1)?.properties.isWhitespace ?? true: return (letter, sign + 1)
        default: return at(place) == "\t" ? (letter, place + 1) : nil
        }
    }

    /// The number of a question or a stem with a dot or a bracket behind it.
    var ordinal: (number: Int, length: Int)? {
        let isBracketed = at(first) == "("
        guard let number = number(at: isBracketed ? first + 1 : first) else { return nil }
        let sign = at(number.end)
        guard sign == ")" || (sign == "." && !isBracketed) else { return nil }
        // “1.5 mg” is a quantity.
        if let next = at(number.end + 1), ("0"..."9").contains(next) { return nil }
        return (number.value, number.end + 1)
    }
}
