import Assessment

extension QuizItem {
    /// Options and their shares: one key makes an exact match, anything else a map.
    ///
    /// Where several may be chosen the shares add up within nothing and all marks.
    ///
    /// Source: the grading of Moodle's multiple-choice question type (sum of the chosen grades, cut off at 0 and 1;
    /// a single choice gains its own grade, which may be negative).
    mutating func choice(
        _ answers: [QuizAnswer],
        isSingle: Bool,
        shuffles: Bool,
        _ prompt: [Block]
    ) -> Interaction? {
        guard let shares = shares(of: answers) else { return nil }
        var options: [Option] = []
        for (index, answer) in answers.enumerated() {
            let option = Option(id: Self.option(index), content: blocks(answer.text))
            if option.content.isEmpty { problem("quiz.option", "an option is empty", line: answer.line) }
            if case .cloze = question.type {
                loseFeedback(of: answer)
            } else {
                explain(option.id, answer.feedback)
            }
            options.append(option)
        }
        let gaining = shares.filter { $0 != .zero }
        if isSingle, gaining == [.one], let key = shares.firstIndex(of: .one) {
            mark(with: "match-correct", ["key": [.string(Self.option(key).rawValue)]])
        } else {
            map(shares, isSingle: isSingle)
        }
        return .choice(
            ChoiceInteraction(
                id: place.response,
                prompt: prompt,
                options: options,
                maximum: isSingle ? 1 : 0,
                shuffles: shuffles
            )
        )
    }

    private mutating func map(_ shares: [Mark], isSingle: Bool) {
        var entries: [JSONValue] = []
        for (index, share) in shares.enumerated() where share != .zero {
            guard let mark = place.marks.times(share) else {
                problem("quiz.grade", "the marks are too fine")
                return
            }
            entries.append(["key": .string(Self.option(index).rawValue), "mark": .string(mark.description)])
        }
        var parameters: [String: JSONValue] = ["entries": .array(entries), "default": "0"]
        let positive = shares.filter { $0 > .zero }
        var best = positive.max() ?? .one
        if !isSingle {
            parameters["lower"] = "0"
            parameters["upper"] = .string(place.marks.description)
            // A sum that does not fit is more than one in any case.
            best = (try? Mark.sum(positive)).map { min($0, .one) } ?? .one
        }
        mark(with: "map-response", .object(parameters), best: best)
    }

    mutating func trueFalse(_ truth: QuizTruth, _ prompt: [Block]) -> Interaction {
        let options = ["true", "false"].map { name in
            Option(id: OptionID(rawValue: name), content: [.text(name == "true" ? "True" : "False")])
        }
        explain(options[0].id, truth.whenTrue)
        explain(options[1].id, truth.whenFalse)
        mark(with: "match-correct", ["key": [.string(truth.isTrue ? "true" : "false")]])
        return .choice(ChoiceInteraction(id: place.response, prompt: prompt, options: options))
    }

    /// Stems and what belongs to them; every stem gains its equal part of the marks.
    ///
    /// Source: the grading of Moodle's matching question type; answers of the same words are one answer there.
    mutating func match(_ pairs: [QuizPair], _ prompt: [Block]) -> Interaction? {
        let stems = pairs.filter { !$0.stem.isEmpty }
        guard !stems.isEmpty, pairs.count <= Self.answerLimit else {
            problem(
                "quiz.pairs",
                stems.isEmpty ? "no stem has a word" : "there are more than \(Self.answerLimit) pairs"
            )
            return nil
        }
        var columns: [Option] = []
        var known: [String: OptionID] = [:]
        for pair in pairs where known[pair.answer] == nil {
            if pair.answer.isEmpty { problem("quiz.option", "an answer is empty", line: pair.stem.line) }
            let id = Self.option(columns.count)
            known[pair.answer] = id
            columns.append(Option(id: id, content: [.text(pair.answer)]))
        }
        // A division by a count that is not zero; what does not fit is told apart below.
        guard let each = (try? place.marks.divided(by: Mark(stems.count))) ?? nil else {
            problem("quiz.grade", "the marks are too fine")
            return nil
        }
        var rows: [Option] = []
        var scoring: [RuleUse] = []
        for (index, pair) in stems.enumerated() {
            let id = "S\(index + 1)"
            rows.append(Option(id: OptionID(rawValue: id), content: blocks(pair.stem)))
            scoring.append(
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE_\(id)"),
                    response: place.response,
                    rule: RuleName(rawValue: "row-match"),
                    marks: each,
                    parameters: ["row": .string(id), "key": [.string(known[pair.answer]?.rawValue ?? "")]]
                )
            )
        }
        use(scoring)
        let shuffles = Self.isTrue(question.settings["shuffleanswers"])
        return .match(
            MatchInteraction(id: place.response, prompt: prompt, rows: rows, columns: columns, shuffles: shuffles)
        )
    }

    mutating func shortAnswer(
        _ answers: [QuizAnswer],
        isCaseSensitive: Bool,
        _ prompt: [Block]
    ) -> Interaction? {
        guard let shares = shares(of: answers) else { return nil }
        var patterns: [JSONValue] = []
        for (answer, share) in zip(answers, shares) {
            let words = content.words(answer.text)
            guard !words.isEmpty, let mark = place.marks.times(share) else {
                problem("quiz.answer", "an answer is empty", line: answer.line)
                return nil
            }
            patterns.append(["pattern": .string(words), "mark": .string(mark.description)])
            loseFeedback(of: answer)
        }
        mark(
            with: "accept-patterns",
            ["patterns": .array(patterns), "caseSensitive": .bool(isCaseSensitive)],
            best: shares.max() ?? .one
        )
        return .text(TextInteraction(id: place.response, prompt: prompt))
    }

    mutating func loseFeedback(of answer: QuizAnswer) {
        guard !answer.feedback.isEmpty else { return }
        lose("quiz.feedback", "what is said to this answer is not shown here", line: answer.feedback.line)
    }

    /// The exact shares of all answers; `nil`, with the reason named, when they make no question.
    mutating func shares(of answers: [QuizAnswer]) -> [Mark]? {
        guard answers.count <= Self.answerLimit else {
            problem("quiz.answers", "there are more than \(Self.answerLimit) answers")
            return nil
        }
        var shares: [Mark] = []
        for answer in answers {
            guard let share = answer.share, share.magnitude <= Mark(10) else {
                let message = "“\((answer.weight ?? "").prefix(40))” is no weight in per cent"
                problem("quiz.weight", message, line: answer.line)
                return nil
            }
            shares.append(share)
        }
        guard shares.contains(where: { $0 > .zero }) else {
            problem("quiz.key", "no answer gains a mark")
            return nil
        }
        return shares
    }

    /// Identifiers of options by their place: A to Z, then with their number.
    static func option(_ index: Int) -> OptionID {
        let letter = Unicode.Scalar(UInt8(0x41 + min(index, 25)))
        return OptionID(rawValue: index < 26 ? String(Character(letter)) : "O\(index + 1)")
    }

    static func isTrue(_ setting: String?) -> Bool { ["1", "true"].contains(setting?.trimmed.lowercased() ?? "") }
}
