/// A text with gaps: what stands between them, and what belongs into each.
enum ClozePart: Hashable, Sendable {
    case text(String)
    case gap(ClozeGap)
}

/// One gap: `{2:MULTICHOICE:=right~wrong#why}`.
struct ClozeGap: Hashable, Sendable {
    enum Sort: Hashable, Sendable {
        case shortAnswer(isCaseSensitive: Bool)
        case numerical
        /// Drawn as a list to choose from, or as radio buttons.
        case choice(isSingle: Bool)
    }

    var weight: String
    /// The name of its sort as written, such as `MCV`.
    var name: String
    var sort: Sort
    var answers: [QuizAnswer]
}

/// Reads the language of gaps inside a text; what only looks like a gap stays text.
///
/// Source: the page “Embedded Answers (Cloze) question type” of Moodle's documentation.
struct ClozeReader {
    private var parts: [ClozePart] = []
    private var text = String.UnicodeScalarView()

    /// The parts of `text` in order; a text without gaps is one part.
    ///
    /// - Complexity: Linear: a brace that opens no gap is passed over after its first words, and a gap that is not
    ///   closed ends the search for further ones.
    static func parts(_ text: String) -> [ClozePart] {
        var reader = ClozeReader()
        reader.read(Array(text.unicodeScalars))
        return reader.parts
    }

    private mutating func read(_ scalars: [Unicode.Scalar]) {
        var index = 0
        var mayClose = true
        while index < scalars.count {
            if scalars[index] == "{", mayClose, index == 0 || scalars[index - 1] != "\\",
                let head = Self.head(scalars[(index + 1)...])
            {
                if let end = Self.end(of: scalars[head.start...]) {
                    flush()
                    let answers = Self.answers(scalars[head.start..<end], isNumerical: head.sort == .numerical)
                    parts.append(
                        .gap(ClozeGap(weight: head.weight, name: head.name, sort: head.sort, answers: answers))
                    )
                    index = end + 1
                    continue
                }
                mayClose = false
            }
            text.append(scalars[index])
            index += 1
        }
        flush()
    }

    private mutating func flush() {
        if !text.isEmpty { parts.append(.text(String(text))) }
        text = String.UnicodeScalarView()
    }

    /// `weight:SORT:` and where the answers begin.
    private static func head(
        _ part: ArraySlice<Unicode.Scalar>
    ) -> (weight: String, name: String, sort: ClozeGap.Sort, start: Int)? {
        let head = part.prefix(40)
        guard let first = head.firstIndex(of: ":"), let second = head[(first + 1)...].firstIndex(of: ":") else {
            return nil
        }
        let weight = head[..<first]
        guard weight.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: head[(first + 1)..<second])
        guard let sort = sorts[String(name)] else { return nil }
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: weight)
        return (digits.isEmpty ? "1" : String(digits), String(name), sort, second + 1)
    }

    private static func end(of part: ArraySlice<Unicode.Scalar>) -> Int? {
        var index = part.startIndex
        while index < part.endIndex {
            if part[index] == "\\" {
                index += 1
            } else if part[index] == "}" {
                return index
            }
            index += 1
        }
        return nil
    }

    private static func answers(_ part: ArraySlice<Unicode.Scalar>, isNumerical: Bool) -> [QuizAnswer] {
        pieces(part, at: "~").compactMap { piece in
            var piece = piece
            var answer = QuizAnswer(sign: .other, text: QuizText())
            if piece.first == "=" {
                answer.sign = .keyed
                piece.removeFirst()
            } else if piece.first == "%", let end = piece.dropFirst().prefix(20).firstIndex(of: "%") {
                answer.weight = unescaped(piece[(piece.startIndex + 1)..<end])
                piece = piece[(end + 1)...]
            }
            let halves = pieces(piece, at: "#", limit: 2)
            answer.text.text = unescaped(halves[0])
            if halves.count > 1 { answer.feedback.text = unescaped(halves[1]) }
            if isNumerical { answer.number = number(answer.text.text) }
            return answer.text.isEmpty && answer.feedback.isEmpty ? nil : answer
        }
    }

    private static func number(_ text: String) -> QuizNumber {
        if text == "*" { return .any }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return halves.count == 2 ? .tolerance(halves[1], around: halves[0]) : .exact(text)
    }

    private static func pieces(
        _ part: ArraySlice<Unicode.Scalar>,
        at mark: Unicode.Scalar,
        limit: Int = .max
    ) -> [ArraySlice<Unicode.Scalar>] {
        var pieces: [ArraySlice<Unicode.Scalar>] = []
        var start = part.startIndex
        var index = part.startIndex
        while index < part.endIndex, pieces.count < limit - 1 {
            if part[index] == "\\" {
                index += 1
            } else if part[index] == mark {
                pieces.append(part[start..<index])
                start = index + 1
            }
            index += 1
        }
        return pieces + [part[start...]]
    }

    private static func unescaped(_ part: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in part {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            text.append(scalar)
        }
        return String(text).trimmed
    }

    private static let sorts: [String: ClozeGap.Sort] = {
        var sorts: [String: ClozeGap.Sort] = ["NUMERICAL": .numerical, "NM": .numerical]
        for name in ["SHORTANSWER", "SA", "MW"] { sorts[name] = .shortAnswer(isCaseSensitive: false) }
        for name in ["SHORTANSWER_C", "SAC", "MWC"] { sorts[name] = .shortAnswer(isCaseSensitive: true) }
        let single = [
            "MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H", "MULTICHOICE_S", "MULTICHOICE_VS", "MULTICHOICE_HS",
        ]
        for name in single + ["MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"] { sorts[name] = .choice(isSingle: true) }
        let several = ["MULTIRESPONSE", "MULTIRESPONSE_H", "MULTIRESPONSE_S", "MULTIRESPONSE_HS"]
        for name in several + ["MR", "MRH", "MRS", "MRHS"] { sorts[name] = .choice(isSingle: false) }
        return sorts
    }()
}
