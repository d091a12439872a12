import Assessment

/// Makes an item version of a question, or names everything that stands in the way.
struct WordItem {
    private let question: WordQuestions.Question
    private let document: WordDocument
    private let catalogue: Catalogue
    private let draft: WordDraft
    private let markup: WordMarkup
    private var problems: [Finding] = []
    private var version: ItemVersion?

    init(_ question: WordQuestions.Question, of document: WordDocument, catalogue: Catalogue) {
        self.question = question
        self.document = document
        self.catalogue = catalogue
        draft = WordDraft(question)
        markup = WordMarkup(isRightToLeft: document.isRightToLeft)
        if let problem = question.problem { refuse("word.beginning", problem, at: question.paragraph) }
        for fault in draft.faults { refuse(fault.code, fault.message, at: fault.paragraph) }
        for note in notes where note.isFatal { refuse(note.code, note.message, at: note.paragraph) }
        make()
    }

    /// The item with its report, named after the document and the question.
    var imported: ImportedItem {
        let path = "\(document.name):question \(question.number)"
        let id = version?.item.rawValue ?? draft.values[.id]?.text ?? ""
        guard problems.isEmpty, let version else { return .rejected(path, id: id, Finding.firstOf(problems)) }
        return ImportedItem(
            report: ItemReport(path: path, id: id, kind: version.kind.rawValue, losses: losses),
            version: version
        )
    }

    private mutating func refuse(_ code: String, _ message: String, at paragraph: Int) {
        let words = "question \(question.number), paragraph \(paragraph): \(message)"
        problems.append(Finding(code, words, line: paragraph))
    }

    // MARK: - What is not read

    /// The notes about paragraphs of this question.
    private var notes: [WordNote] {
        let last = question.lines.map(\.lastParagraph).max() ?? question.paragraph
        return document.notes.filter { (question.paragraph...max(last, question.paragraph)).contains($0.paragraph) }
    }

    private var losses: [Finding] {
        var said: Set<String> = []
        var losses = notes.filter { said.insert($0.message).inserted }.map {
            Finding($0.code, $0.message, line: $0.paragraph)
        }
        // The document's title is no loss of any question.
        let outside = question.outside.filter { !$0.isBlank && $0.heading != 0 }
        if let first = outside.first {
            let message = "text before the question belongs to none and is not read: “\(first.text.trimmed.prefix(60))”"
            losses.append(Finding("word.outside", message, line: first.number))
        }
        return losses
    }

    // MARK: - The item

    private mutating func make() {
        guard let answer = answer() else { return }
        var stem = draft.stem
        var leadIn = draft.leadIn
        // A heading that is the whole question is its text.
        if stem.isEmpty, leadIn.isEmpty, draft.stems.isEmpty, question.heading.contains(where: \.hasWords) {
            leadIn = [WordLine(text: question.heading, number: question.paragraph)]
        }
        if leadIn.isEmpty, let last = stem.last, last.table == nil, last.listLevel == nil {
            leadIn = [last]
            stem.removeLast()
        }
        var body = markup.blocks(stem)
        if let theme = draft.values[.theme]?.text {
            body.insert(.paragraph([.strong([.text("Theme: \(theme)")])]), at: 0)
        }
        let response = ResponseID(rawValue: "RESPONSE")
        let interaction = answer.interaction(response, markup.blocks(leadIn))
        let fields = WordFields(draft.values)
        for fault in fields.faults { refuse(fault.code, fault.message, at: fault.paragraph) }
        var version = ItemVersion(
            item: ItemID(rawValue: draft.values[.id]?.text ?? ""),
            language: fields.language ?? document.language ?? "und",
            title: title(stem + leadIn),
            body: body + [.interaction(response)],
            interactions: [interaction],
            scoring: answer.scoring.map { use in
                var use = use
                use.marks = fields.marks
                return use
            },
            rationale: rationale(),
            metadata: fields.metadata
        )
        if version.item.rawValue.isEmpty { version.item = Self.id(of: version) }
        if version.item.rawValue.utf8.count > 200 {
            refuse("word.id", "the identifier is longer than 200 bytes", at: question.paragraph)
        }
        guard problems.isEmpty else { return }
        version = catalogue.recognised(version)
        for problem in catalogue.problems(in: version) where problem.severity == .error {
            refuse("word.item", problem.message, at: question.paragraph)
        }
        self.version = version
    }

    /// Candidates' words name the item, so that a new key is a newer version of it.
    private static func id(of version: ItemVersion) -> ItemID {
        let words = [version.body.plainText] + version.interactions.flatMap(\.content).map(\.plainText)
        let hash = ContentHash(of: .array((words + version.contentMedia).map(JSONValue.string)))
        return ItemID(rawValue: "word-\(hash.rawValue.prefix(16))")
    }

    private func title(_ lines: [WordLine]) -> String {
        let heading = question.heading.text.trimmed
        for title in [draft.values[.title]?.text, heading, draft.values[.theme]?.text] {
            if let title, !title.isEmpty { return title }
        }
        let words = markup.blocks(lines).plainText.split(separator: " ")
        var title = ""
        for word in words where title.count + word.count < 70 || title.isEmpty {
            title += (title.isEmpty ? "" : " ") + word
        }
        return title.isEmpty ? "Question \(question.number)" : String(title.prefix(100))
    }

    private mutating func rationale() -> Rationale {
        var rationale = Rationale(general: markup.blocks(draft.rationale))
        for part in draft.rationales {
            let letter = part.mark.first.flatMap(WordLetters.normal)
            guard let place = draft.options.firstIndex(where: { $0.letter == letter }) else {
                refuse("word.rationale", "the rationale is of “\(part.mark)”, which is no option", at: part.paragraph)
                continue
            }
            rationale.options[Self.option(place), default: []] += markup.blocks(part.lines)
        }
        return rationale
    }

    fileprivate static func option(_ place: Int) -> OptionID {
        OptionID(rawValue: WordLetters.text(place + 1, in: WordLetters.latin))
    }

    // MARK: - Answers

    private struct Answer {
        var interaction: (ResponseID, [Block]) -> Interaction
        var scoring: [RuleUse]
    }

    private mutating func answer() -> Answer? {
        let said = draft.values[.type].flatMap { WordType($0.text) }
        if let type = draft.values[.type], said == nil {
            refuse("word.type", "the type “\(type.text.prefix(40))” is none of SBA, EMQ and VSAQ", at: type.paragraph)
            return nil
        }
        let typed = draft.values[.accept] ?? (draft.options.isEmpty ? draft.answers.first : nil)
        if draft.isExtendedMatching { return match() }
        if said == .veryShortAnswer || (said == nil && draft.options.isEmpty && typed != nil) { return text() }
        return choice()
    }

    private func use(_ id: String, _ rule: String, _ parameters: JSONValue) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: id),
            response: ResponseID(rawValue: "RESPONSE"),
            rule: RuleName(rawValue: rule),
            parameters: parameters
        )
    }

    private mutating func choice() -> Answer? {
        guard draft.options.count > 1 else {
            let message =
                draft.options.isEmpty ? "there are no options and no accepted answer" : "there is only one option"
            refuse("word.options", message, at: draft.options.first?.paragraph ?? question.paragraph)
            return nil
        }
        if let accept = draft.values[.accept] {
            refuse("word.type", "there are options and accepted texts; only one of them can be", at: accept.paragraph)
        }
        let key = WordKey(draft.options, answers: draft.answers, paragraph: question.paragraph)
        if let fault = key.fault { refuse(fault.code, fault.message, at: fault.paragraph) }
        guard let place = key.place else { return nil }
        let options = key.contents.enumerated().map { Option(id: Self.option($0), content: markup.blocks($1)) }
        for (option, content) in zip(draft.options, options) where content.content.isEmpty {
            refuse("word.options", "the option \(option.letter) is empty", at: option.paragraph)
        }
        return Answer(
            interaction: { .choice(ChoiceInteraction(id: $0, prompt: $1, options: options)) },
            scoring: [use("SCORE", "match-correct", ["key": [.string(Self.option(place).rawValue)]])]
        )
    }

    private mutating func match() -> Answer? {
        guard draft.options.count > 1, !draft.stems.isEmpty else {
            let message =
                draft.options.count > 1
                ? "there is no stem with an answer behind the options" : "there are fewer than two options"
            refuse("word.options", message, at: draft.options.first?.paragraph ?? question.paragraph)
            return nil
        }
        var rows: [Option] = []
        var scoring: [RuleUse] = []
        for (index, stem) in draft.stems.enumerated() {
            let row = OptionID(rawValue: "S\(index + 1)")
            rows.append(Option(id: row, content: markup.blocks(stem.lines), isFixed: true))
            switch WordKey.place(of: stem.answer.text, in: draft.options) {
            case .success(let place):
                let key = JSONValue.string(Self.option(place).rawValue)
                scoring.append(use("SCORE_\(row.rawValue)", "row-match", ["row": .string(row.rawValue), "key": [key]]))
            case .failure(let misfit): refuse("word.key", misfit.message, at: stem.answer.paragraph)
            }
        }
        for answer in draft.answers {
            refuse("word.answer", "the answer belongs to no stem", at: answer.paragraph)
        }
        let columns = draft.options.enumerated().map { index, option in
            Option(id: Self.option(index), content: markup.blocks(option.lines), isFixed: true)
        }
        return Answer(
            interaction: { .match(MatchInteraction(id: $0, prompt: $1, rows: rows, columns: columns)) },
            scoring: scoring
        )
    }

    private mutating func text() -> Answer? {
        if let option = draft.options.first {
            refuse("word.type", "a very short answer has no options", at: option.paragraph)
        }
        let accepted = ([draft.values[.accept]].compactMap { $0 } + draft.answers).flatMap { $0.texts }
        guard !accepted.isEmpty else {
            refuse("word.accept", "there is no accepted answer; write “Accept:” and the texts", at: question.paragraph)
            return nil
        }
        if draft.values[.type] == nil, draft.values[.accept] == nil, let only = accepted.first, only.count == 1 {
            let message = "the answer “\(only)” is a letter, but there are no options"
            refuse("word.options", message, at: draft.answers.first?.paragraph ?? question.paragraph)
            return nil
        }
        var parameters: [String: JSONValue] = [
            "accept": .array(accepted.map(JSONValue.string)), "folding": "words-1",
        ]
        if let reject = draft.values[.reject] { parameters["reject"] = .array(reject.texts.map(JSONValue.string)) }
        return Answer(
            interaction: { .text(TextInteraction(id: $0, prompt: $1)) },
            scoring: [use("SCORE", "accept-list", .object(parameters))]
        )
    }
}

extension WordLine {
    /// The number of the last paragraph in it.
    fileprivate var lastParagraph: Int {
        table?.rows.joined().joined().map(\.number).max().map { max($0, number) } ?? number
    }
}
