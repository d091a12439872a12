import Assessment
import Foundation

/// Makes a question of an item, as near as exchange formats come; what differs is found by reading it back.
struct QuizExport {
    let item: ItemVersion
    /// The pictures that may travel along, by the name of our content; others become their texts.
    var pictures: [String: Data] = [:]

    /// `nil` when no question of these formats comes near the item.
    func question() -> QuizQuestion? {
        guard item.kind != .unknown, item.station == nil, item.interactions.count == 1,
            let interaction = item.interactions.first,
            !item.scoring.isEmpty, item.scoring.allSatisfy({ $0.response == interaction.id })
        else { return nil }
        var question = QuizQuestion(type: .essay)
        guard let type = type(interaction, &question) else { return nil }
        question.type = type
        question.id = item.item.rawValue
        question.name = item.title
        let stem = item.body.filter { $0 != .interaction(interaction.id) }
        question.text = text(stem + interaction.prompt)
        question.generalFeedback = text(item.rationale.general)
        question.tags = item.metadata.tags["tag"] ?? []
        question.category = item.metadata.tags["category"]?.first
        question.grade = Self.sum(item.scoring.map(\.marks))
        return question
    }

    private func type(_ interaction: Interaction, _ question: inout QuizQuestion) -> QuizType? {
        switch interaction {
        case .choice(let choice):
            if choice.shuffles { question.settings["shuffleanswers"] = "true" }
            return self.choice(choice)
        case .match(let match):
            if match.shuffles { question.settings["shuffleanswers"] = "true" }
            return self.match(match)
        case .text(let text): return typed(text, &question)
        case .number(let number): return self.number(number, &question)
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept: return nil
        }
    }

    // MARK: - Choices and matches

    private func choice(_ choice: ChoiceInteraction) -> QuizType? {
        guard let use = item.scoring.first, item.scoring.count == 1, let shares = shares(of: choice, use) else {
            return nil
        }
        let key = Self.names(use.parameters["key"])
        let names = choice.options.map { $0.content.plainText }
        if choice.options.map(\.id.rawValue) == ["true", "false"], names == ["True", "False"], key.count == 1 {
            return .trueFalse(
                QuizTruth(
                    isTrue: key == ["true"],
                    whenTrue: text(item.rationale.options[choice.options[0].id] ?? []),
                    whenFalse: text(item.rationale.options[choice.options[1].id] ?? [])
                )
            )
        }
        let isSingle = choice.maximum == 1
        let answers = zip(choice.options, shares).map { option, share in
            QuizAnswer(
                sign: isSingle && share == .one ? .keyed : .other,
                weight: share == .zero || isSingle && share == .one ? nil : QuizShare.text(share),
                text: text(option.content),
                feedback: text(item.rationale.options[option.id] ?? [])
            )
        }
        return .choice(isSingle: isSingle, answers)
    }

    /// What every option gains, as a share of the marks.
    private func shares(of choice: ChoiceInteraction, _ use: RuleUse) -> [Mark]? {
        switch use.rule.rawValue {
        case "match-correct":
            let key = Self.names(use.parameters["key"])
            guard !key.isEmpty else { return nil }
            if choice.maximum == 1 { return choice.options.map { key == [$0.id.rawValue] ? .one : .zero } }
            // All or nothing has no form there; a wrong option at least undoes the right ones.
            guard let part = Mark(1, over: Int64(key.count)) else { return nil }
            return choice.options.map { key.contains($0.id.rawValue) ? part : Mark(-1) }
        case "map-response":
            var marks: [String: Mark] = [:]
            for entry in use.parameters["entries"]?.elements ?? [] {
                guard let name = entry["key"]?.text, let mark = (entry["mark"]?.text).flatMap(Mark.init(parsing:))
                else {
                    return nil
                }
                marks[name] = marks[name] ?? mark
            }
            return choice.options.map { Self.share(marks[$0.id.rawValue] ?? .zero, of: use.marks) }
        default: return nil
        }
    }

    private func match(_ match: MatchInteraction) -> QuizType? {
        var columns: [String: OptionID] = [:]
        for use in item.scoring {
            let key = Self.names(use.parameters["key"])
            guard use.rule.rawValue == "row-match", let row = use.parameters["row"]?.text, key.count == 1,
                columns.updateValue(OptionID(rawValue: key[0]), forKey: row) == nil,
                use.marks == item.scoring[0].marks
            else { return nil }
        }
        var pairs: [QuizPair] = []
        for row in match.rows {
            guard let id = columns[row.id.rawValue], let column = match.columns.first(where: { $0.id == id }) else {
                return nil
            }
            pairs.append(QuizPair(stem: text(row.content), answer: column.content.plainText))
        }
        let used = Set(columns.values)
        for column in match.columns where !used.contains(column.id) {
            pairs.append(QuizPair(stem: QuizText(), answer: column.content.plainText))
        }
        return .match(pairs)
    }

    // MARK: - Typed answers

    private func typed(_ text: TextInteraction, _ question: inout QuizQuestion) -> QuizType? {
        guard let use = item.scoring.first, item.scoring.count == 1 else { return nil }
        var answers: [QuizAnswer] = []
        switch use.rule.rawValue {
        case "marking-points":
            question.settings["responsefieldlines"] = String(text.lines)
            return .essay
        case "accept-patterns":
            if use.parameters["caseSensitive"] == true { question.settings["usecase"] = "1" }
            for entry in use.parameters["patterns"]?.elements ?? [] {
                guard let pattern = entry["pattern"]?.text else { return nil }
                answers.append(answer(pattern, share: Self.share(entry["mark"], of: use.marks)))
            }
        case "accept-list":
            answers = Self.names(use.parameters["accept"]).map { answer(Self.plain($0), share: .one) }
        case "match-correct":
            guard let key = use.parameters["text"]?.text else { return nil }
            if use.parameters["caseSensitive"] != false { question.settings["usecase"] = "1" }
            answers = [answer(Self.plain(key), share: .one)]
        case "map-response":
            for entry in use.parameters["entries"]?.elements ?? [] {
                guard let key = entry["key"]?.text else { return nil }
                answers.append(answer(Self.plain(key), share: Self.share(entry["mark"], of: use.marks)))
            }
        default: return nil
        }
        return answers.isEmpty ? nil : .shortAnswer(answers)
    }

    private func number(_ number: NumberInteraction, _ question: inout QuizQuestion) -> QuizType? {
        guard let use = item.scoring.first, item.scoring.count == 1 else { return nil }
        switch use.rule.rawValue {
        case "within-tolerance":
            guard let value = (use.parameters["value"]?.text).flatMap(Mark.init(parsing:)),
                let written = Self.number(value, use.parameters["tolerance"])
            else { return nil }
            for name in number.units {
                let factor = (use.parameters["units"]?[name]?.text).flatMap(Mark.init(parsing:)) ?? .one
                // A quotient that does not fit is left at one, which reading back finds.
                let multiplier = ((try? Mark.one.divided(by: factor)) ?? nil) ?? .one
                question.units.append(QuizUnit(name: name, multiplier: multiplier.description))
            }
            return .numerical([QuizAnswer(sign: .keyed, text: QuizText(), number: written)])
        case "tolerance-bands":
            var answers: [QuizAnswer] = []
            for band in use.parameters["bands"]?.elements ?? [] {
                guard let value = (band["value"]?.text).flatMap(Mark.init(parsing:)),
                    let written = Self.number(value, band)
                else { return nil }
                var answer = answer("", share: Self.share(band["mark"], of: use.marks))
                answer.number = written
                answers.append(answer)
            }
            return .numerical(answers)
        default: return nil
        }
    }

    /// A value and the same distance both ways, or the range that is meant when they differ.
    private static func number(_ value: Mark, _ tolerance: JSONValue?) -> QuizNumber? {
        guard var lower = (tolerance?["lower"]?.text).flatMap(Mark.init(parsing:)),
            var upper = (tolerance?["upper"]?.text).flatMap(Mark.init(parsing:))
        else { return nil }
        if tolerance?["mode"] == "relative" {
            guard let below = value.magnitude.times(lower), let above = value.magnitude.times(upper) else { return nil }
            (lower, upper) = (below, above)
        }
        if lower == .zero, upper == .zero { return .exact(value.description) }
        if lower == upper { return .tolerance(lower.description, around: value.description) }
        // Sums that do not fit cannot be written.
        guard let low = try? value.subtracting(lower), let high = try? value.adding(upper) else { return nil }
        return .range(low: low.description, high: high.description)
    }
}

// MARK: - Parts

extension QuizExport {
    /// The text of `blocks`: bare where it is one paragraph of words, else HTML.
    private func text(_ blocks: [Block]) -> QuizText {
        guard !blocks.isEmpty else { return QuizText() }
        if blocks.count == 1, case .paragraph(let inlines) = blocks[0], inlines.allSatisfy(\.isWords) {
            let words = inlines.plainText
            if !words.contains(where: { "<&\n\r".contains($0) }) { return QuizText(text: words) }
        }
        var files: [QuizFile] = []
        let nodes = QTIContentWriter(path: "", version: .v30).flow(blocks).flatMap { travelling($0, &files) }
        return QuizText(format: .html, text: MarkupText.text(of: nodes), files: files)
    }

    /// Pictures under the address of files that travel inside a question, or their texts.
    private func travelling(_ node: MarkupNode, _ files: inout [QuizFile]) -> [MarkupNode] {
        guard case .element(var element) = node else { return [node] }
        guard element.name == "img", let address = element["src"] else {
            element.children = element.children.flatMap { travelling($0, &files) }
            return [.element(element)]
        }
        let name = address.removingPercentEncoding ?? address
        guard let bytes = pictures[name] else {
            let words = element["alt"] ?? ""
            return words.isEmpty ? [] : [.text(words)]
        }
        let file = QuizFile(name: PackagePath.fileName(name), bytes: bytes)
        if !files.contains(file) { files.append(file) }
        for index in element.attributes.indices where element.attributes[index].name == "src" {
            element.attributes[index].value = "@@PLUGINFILE@@/" + PackagePath.fileName(address)
        }
        return [.element(element)]
    }

    private func answer(_ words: String, share: Mark) -> QuizAnswer {
        QuizAnswer(
            sign: .keyed,
            weight: share == .one ? nil : QuizShare.text(share),
            text: QuizText(format: .plain, text: words)
        )
    }

    /// A text that is meant letter for letter, as a pattern.
    private static func plain(_ text: String) -> String { text.replacing("*", with: "\\*") }

    private static func share(_ mark: JSONValue?, of marks: Mark) -> Mark {
        (mark?.text).flatMap(Mark.init(parsing:)).map { share($0, of: marks) } ?? .zero
    }

    /// A share that does not fit is none, which reading back finds.
    private static func share(_ mark: Mark, of marks: Mark) -> Mark { ((try? mark.divided(by: marks)) ?? nil) ?? .zero }

    private static func names(_ key: JSONValue?) -> [String] { (key?.elements ?? []).compactMap(\.text) }

    /// A sum that does not fit is written as one mark, which reading back finds.
    private static func sum(_ marks: [Mark]) -> String { ((try? Mark.sum(marks)) ?? .one).description }
}

extension Inline {
    fileprivate var isWords: Bool { if case .text = self { true } else { false } }
}
