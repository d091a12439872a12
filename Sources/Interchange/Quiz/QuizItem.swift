import Assessment
import Foundation

/// Makes an item version of a question: what it says exactly, or why it cannot.
struct QuizItem {
    private(set) var version: ItemVersion
    /// Why the question is unsound; it is rejected.
    private(set) var problems: [Finding]
    /// What is sound and more than is understood here; it is kept, not delivered.
    private(set) var obstacles: [Finding] = []
    private(set) var content = QuizContent()
    let question: QuizQuestion
    /// Where the answers that are being read stand, and what they are worth.
    var place: Place

    /// One place that a candidate fills: a question has one, a text with gaps several.
    struct Place {
        var response: ResponseID
        var score: OutcomeID
        var marks: Mark

        /// That of a question with one.
        static func only(_ marks: Mark) -> Place {
            Place(response: ResponseID(rawValue: "RESPONSE"), score: OutcomeID(rawValue: "SCORE"), marks: marks)
        }

        static func gap(_ number: Int, _ marks: Mark) -> Place {
            Place(
                response: ResponseID(rawValue: "G\(number)"),
                score: OutcomeID(rawValue: "SCORE_G\(number)"),
                marks: marks
            )
        }
    }

    /// More than anybody writes.
    static let answerLimit = 1000

    init(_ question: QuizQuestion, id: String, catalogue: Catalogue) {
        self.question = question
        problems = question.problems
        place = .only(question.grade.map { QuizDecimal.mark($0) ?? .zero } ?? .one)
        version = ItemVersion(
            item: ItemID(rawValue: id),
            language: "und",
            title: "",
            body: [],
            interactions: [],
            scoring: []
        )
        guard problems.isEmpty else { return }
        read()
        let known = catalogue.recognised(version)
        if obstacles.isEmpty {
            version = known
            if known.kind == .unknown {
                obstacle("no kind of question here has this form")
            } else {
                for problem in catalogue.problems(in: known) where problem.severity == .error {
                    obstacle(problem.message)
                }
            }
        }
        if !obstacles.isEmpty { version.kind = .unknown }
        problems += content.problems
    }

    /// What is lost on the way here, besides what the reader named.
    var losses: [Finding] { question.unread + content.losses }

    private mutating func read() {
        if let grade = question.grade, QuizDecimal.mark(grade) == nil {
            problem("quiz.grade", "“\(grade.prefix(60))” is no number of marks")
        }
        var text: [Block] = []
        if case .cloze(let parts) = question.type {
            text = gaps(parts)
        } else {
            text = content.blocks(question.text)
        }
        let name = (question.name ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        version.title = name.isEmpty ? Self.title(of: text.plainText) : name
        // The last paragraph is what is asked; all before it is the case.
        var prompt: [Block] = []
        if asks, let last = text.last, case .paragraph = last {
            prompt = [last]
            text.removeLast()
        }
        version.rationale.general = content.blocks(question.generalFeedback)
        if let interaction = interaction(prompt) {
            version.interactions = [interaction]
            version.body = text + [.interaction(place.response)]
        } else {
            version.body = text + prompt
        }
        for file in question.otherFiles { content.keepUnshown(file) }
        readMetadata()
    }

    private var asks: Bool {
        switch question.type {
        case .choice, .trueFalse, .match, .shortAnswer, .numerical, .essay: true
        case .description, .cloze, .other: false
        }
    }

    private static func title(of text: String) -> String {
        text.count <= 80 ? text : "\(text.prefix(79))…"
    }

    private mutating func readMetadata() {
        if !question.tags.isEmpty { version.metadata.tags["tag"] = question.tags }
        if let category = question.category, !category.isEmpty { version.metadata.tags["category"] = [category] }
        let unshown = content.unshown
        guard !unshown.isEmpty else { return }
        for name in unshown.keys.sorted() {
            let message = "the file “\(name.prefix(200))” is kept and shown nowhere"
            content.lose(Finding("file.unshown", message, line: question.line))
        }
        let names = unshown.map { ($0.key, JSONValue.string(QuizFile(name: $0.key, bytes: $0.value).mediaName)) }
        let files = Dictionary(names, uniquingKeysWith: { first, _ in first })
        version.metadata.kept["origin"] = ["files": .object(files)]
    }

    // MARK: - By type

    private mutating func interaction(_ prompt: [Block]) -> Interaction? {
        switch question.type {
        case .choice(let isSingle, let answers):
            let shuffles = Self.isTrue(question.settings["shuffleanswers"])
            return choice(answers, isSingle: isSingle, shuffles: shuffles, prompt)
        case .trueFalse(let truth): return trueFalse(truth, prompt)
        case .match(let pairs): return match(pairs, prompt)
        case .shortAnswer(let answers):
            let isCaseSensitive = Self.isTrue(question.settings["usecase"])
            return shortAnswer(answers, isCaseSensitive: isCaseSensitive, prompt)
        case .numerical(let answers): return numerical(answers, prompt)
        case .essay: return essay(prompt)
        case .description:
            obstacle("it asks nothing: a text for the questions after it")
            return nil
        case .cloze: return nil
        case .other(let name):
            obstacle("questions of the type “\(name.prefix(60))” are not delivered here")
            return nil
        }
    }

    private mutating func essay(_ prompt: [Block]) -> Interaction {
        if let attachments = question.settings["attachments"], attachments != "0" {
            obstacle("files are to be handed in")
        }
        let lines = question.settings["responsefieldlines"].flatMap { Int($0) } ?? 15
        mark(with: "marking-points", ["points": []])
        return .text(
            TextInteraction(
                id: place.response,
                prompt: prompt,
                expectedLength: 2000,
                lines: min(max(lines, 5), 200)
            )
        )
    }

    // MARK: - Words about it

    mutating func mark(with rule: String, _ parameters: JSONValue, best: Mark = .one) {
        guard let full = place.marks.times(best) else {
            problem("quiz.grade", "the marks are too fine")
            return
        }
        version.scoring.append(
            RuleUse(
                id: place.score,
                response: place.response,
                rule: RuleName(rawValue: rule),
                marks: full,
                parameters: parameters
            )
        )
    }

    mutating func problem(_ code: String, _ message: String, line: Int = 0) {
        problems.append(Finding(code, message, line: line > 0 ? line : question.line))
    }

    mutating func obstacle(_ message: String) {
        guard obstacles.count < 50, !obstacles.contains(where: { $0.message == message }) else { return }
        obstacles.append(Finding("quiz.unsupported", message, line: question.line))
    }

    mutating func blocks(_ text: QuizText) -> [Block] { content.blocks(text) }

    mutating func explain(_ option: OptionID, _ feedback: QuizText) {
        let blocks = content.blocks(feedback)
        if !blocks.isEmpty { version.rationale.options[option] = blocks }
    }

    mutating func use(_ scoring: [RuleUse]) { version.scoring = scoring }

    mutating func add(_ interaction: Interaction) { version.interactions.append(interaction) }

    mutating func blocks(_ text: QuizText, gaps: Set<String>) -> [Block] { content.blocks(text, gaps: gaps) }

    mutating func lose(_ code: String, _ message: String, line: Int) {
        content.lose(Finding(code, message, line: line > 0 ? line : question.line))
    }
}
