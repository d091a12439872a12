/// Reads one block: name, text, answers in braces, text behind them.
struct GIFTQuestion {
    private(set) var question: QuizQuestion
    private let scalars: GIFTScalars

    init(_ block: GIFTBlock, category: String?) {
        scalars = GIFTScalars(block.lines)
        question = QuizQuestion(type: .description)
        question.id = block.id
        question.tags = block.tags
        question.category = category
        question.line = block.lines.first?.number ?? 0
        read()
    }

    private mutating func read() {
        var rest = GIFTScalars.trimmed(scalars.all[...])
        if rest.starts(with: "::".unicodeScalars) {
            guard let end = GIFTScalars.first("::", in: rest.dropFirst(2)) else {
                problem("gift.name", "the name does not end with two colons", at: rest.startIndex)
                return
            }
            question.name = GIFTScalars.text(GIFTScalars.trimmed(rest[(rest.startIndex + 2)..<end]), joinsLines: true)
            rest = rest[(end + 2)...]
        }
        guard let open = GIFTScalars.first("{", in: rest) else {
            if let stray = GIFTScalars.first("}", in: rest) {
                problem("gift.brace", "a brace is closed that was not opened", at: stray)
            }
            question.text = text(rest, orElse: .moodle)
            return
        }
        guard let close = GIFTScalars.first("}", in: rest[open...]) else {
            problem("gift.brace", "the brace is not closed", at: open)
            return
        }
        if let stray = GIFTScalars.first("}", in: rest[..<open]) {
            problem("gift.brace", "a brace is closed that was not opened", at: stray)
        }
        let tail = GIFTScalars.trimmed(rest[(close + 1)...])
        for brace in ["{", "}"] {
            guard let stray = GIFTScalars.first(brace, in: tail) else { continue }
            problem("gift.brace", "there is a second place for answers; one is known to this format", at: stray)
        }
        question.text = text(rest[..<open], orElse: .moodle)
        addTail(tail)
        readAnswers(rest[(open + 1)..<close])
    }

    /// Text behind the braces makes a gap of them; quotes and semicolons alone are left over from program code.
    private mutating func addTail(_ tail: GIFTScalars.Part) {
        guard !tail.isEmpty else { return }
        guard tail.contains(where: { $0 != "\"" && $0 != ";" && $0 != "'" && $0 != "," }) else {
            let words = GIFTScalars.text(tail)
            unread("gift.tail", "“\(words.prefix(20))” behind the answers is left out", at: tail.startIndex)
            return
        }
        let isJoined = question.text.format == .moodle
        let words = GIFTScalars.text(tail, joinsLines: isJoined)
        question.text.text += (question.text.text.isEmpty ? "" : " ") + "_____ " + words
    }

    private mutating func readAnswers(_ part: GIFTScalars.Part) {
        var part = part
        if let general = GIFTScalars.first("####", in: part) {
            question.generalFeedback = text(part[(general + 4)...], orElse: question.text.format)
            part = part[..<general]
        }
        part = GIFTScalars.trimmed(part)
        guard let first = part.first else {
            question.type = .essay
            return
        }
        if first == "#" {
            question.type = .numerical(answers(part.dropFirst(), areNumbers: true))
        } else if GIFTScalars.first("~", in: part) != nil {
            let isSingle = GIFTScalars.first("=", in: part) != nil
            question.type = .choice(isSingle: isSingle, answers(part, areNumbers: false))
        } else if GIFTScalars.first("=", in: part) != nil, GIFTScalars.first("->", in: part) != nil {
            question.type = .match(pairs(part))
        } else if let truth = truth(part) {
            question.type = .trueFalse(truth)
        } else {
            question.type = .shortAnswer(answers(part, areNumbers: false))
        }
    }

    /// `T`, `TRUE`, `F` or `FALSE`, with what is said to the wrong answer and then to the right one.
    private func truth(_ part: GIFTScalars.Part) -> QuizTruth? {
        let pieces = Self.pieces(part, at: "#")
        let isTrue: Bool
        switch GIFTScalars.text(GIFTScalars.trimmed(pieces[0])).uppercased() {
        case "T", "TRUE": isTrue = true
        case "F", "FALSE": isTrue = false
        default: return nil
        }
        var truth = QuizTruth(isTrue: isTrue)
        let wrong = pieces.count > 1 ? text(pieces[1], orElse: question.text.format) : QuizText()
        let right = pieces.count > 2 ? text(pieces[2], orElse: question.text.format) : QuizText()
        (truth.whenTrue, truth.whenFalse) = isTrue ? (right, wrong) : (wrong, right)
        return truth
    }

    // MARK: - Lists

    private func answers(_ part: GIFTScalars.Part, areNumbers: Bool) -> [QuizAnswer] {
        signed(part).map { sign, part in
            var part = part
            var answer = QuizAnswer(sign: sign, text: QuizText(), line: scalars.place(part.startIndex).line)
            if let (weight, rest) = Self.weight(part) {
                answer.weight = weight
                part = rest
            }
            if let mark = GIFTScalars.first("#", in: part) {
                answer.feedback = text(part[(mark + 1)...], orElse: question.text.format)
                part = part[..<mark]
            }
            answer.text = text(part, orElse: question.text.format)
            if areNumbers { answer.number = Self.number(answer.text.text) }
            return answer
        }
    }

    private func pairs(_ part: GIFTScalars.Part) -> [QuizPair] {
        signed(part).map { _, part in
            let arrow = GIFTScalars.first("->", in: part) ?? part.endIndex
            let words = GIFTScalars.trimmed(part[min(arrow + 2, part.endIndex)...])
            return QuizPair(
                stem: text(part[..<arrow], orElse: question.text.format),
                answer: GIFTScalars.text(words, joinsLines: true)
            )
        }
    }

    /// The pieces of a list, each with the sign before it.
    private func signed(_ part: GIFTScalars.Part) -> [(sign: QuizAnswer.Sign, part: GIFTScalars.Part)] {
        var found: [(sign: QuizAnswer.Sign, part: GIFTScalars.Part)] = []
        var sign = QuizAnswer.Sign.bare
        var start = part.startIndex
        func add(until end: Int) {
            let piece = GIFTScalars.trimmed(part[start..<end])
            if sign != .bare || !piece.isEmpty { found.append((sign, piece)) }
        }
        var index = part.startIndex
        while index < part.endIndex {
            switch part[index] {
            case "\\": index += 1
            case "=", "~":
                add(until: index)
                sign = part[index] == "=" ? .keyed : .other
                start = index + 1
            default: break
            }
            index += 1
        }
        add(until: part.endIndex)
        return found
    }

    private static func pieces(_ part: GIFTScalars.Part, at mark: String) -> [GIFTScalars.Part] {
        var pieces: [GIFTScalars.Part] = []
        var rest = part
        while let end = GIFTScalars.first(mark, in: rest) {
            pieces.append(rest[..<end])
            rest = rest[(end + 1)...]
        }
        return pieces + [rest]
    }

    /// A weight in per cent signs at the start, and what follows it; other uses of the sign are text.
    private static func weight(_ part: GIFTScalars.Part) -> (weight: String, rest: GIFTScalars.Part)? {
        guard part.first == "%", let end = part.dropFirst().prefix(20).firstIndex(of: "%") else { return nil }
        let weight = GIFTScalars.text(GIFTScalars.trimmed(part[(part.startIndex + 1)..<end]))
        guard !weight.isEmpty, weight.utf8.allSatisfy({ (0x2B...0x39).contains($0) && $0 != 0x2C && $0 != 0x2F }) else {
            return nil
        }
        return (weight, part[(end + 1)...])
    }

    private static func number(_ text: String) -> QuizNumber {
        if text.isEmpty || text == "*" { return .any }
        if let dots = text.firstRange(of: "..") {
            return .range(low: String(text[..<dots.lowerBound]), high: String(text[dots.upperBound...]))
        }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return halves.count == 2 ? .tolerance(halves[1], around: halves[0]) : .exact(text)
    }

    // MARK: - Texts

    /// The text of `part` with the format that it names, or `format`.
    private func text(_ part: GIFTScalars.Part, orElse format: QuizText.Format) -> QuizText {
        var part = GIFTScalars.trimmed(part)
        var text = QuizText(format: format)
        for format in QuizText.Format.allCases {
            let mark = "[\(format.rawValue)]".unicodeScalars
            guard part.starts(with: mark) else { continue }
            text.format = format
            part = GIFTScalars.trimmed(part.dropFirst(mark.count))
            break
        }
        text.text = GIFTScalars.text(part, joinsLines: text.format == .moodle)
        text.line = scalars.place(part.startIndex).line
        return text
    }

    private mutating func problem(_ code: String, _ message: String, at offset: Int) {
        let place = scalars.place(offset)
        question.problems.append(Finding(code, message, line: place.line, column: place.column))
    }

    private mutating func unread(_ code: String, _ message: String, at offset: Int) {
        let place = scalars.place(offset)
        question.unread.append(Finding(code, message, line: place.line, column: place.column))
    }
}
