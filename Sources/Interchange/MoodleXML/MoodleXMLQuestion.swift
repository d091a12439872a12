import Assessment
import Foundation

/// Reads one question into the common tree; what the tree has no place for is named by its element.
struct MoodleXMLQuestion {
    private(set) var question: QuizQuestion
    private let element: XMLElement

    init(_ element: XMLElement) {
        self.element = element
        question = QuizQuestion(type: .description)
        read()
    }

    private mutating func read() {
        question.line = element.line
        question.name = element.child(named: "name").map(Self.words)
        question.id = element.child(named: "idnumber")?.trimmedText
        question.grade = element.child(named: "defaultgrade")?.trimmedText
        question.tags = (element.child(named: "tags")?.children(named: "tag") ?? []).map(Self.words)
            .filter { !$0.isEmpty }
        question.text = text(element.child(named: "questiontext"))
        question.generalFeedback = text(element.child(named: "generalfeedback"))
        question.hints = element.children(named: "hint").map { text($0) }
        for child in element.elements {
            question.parts[child.local, default: 0] += 1
            if child.elements.isEmpty { question.settings[child.local] = child.trimmedText }
        }
        question.fileNames = element.descendants(named: "file").compactMap { $0.attribute("name") }
        let type = element.attribute("type") ?? ""
        var read = Self.readAlways
        switch type {
        case "multichoice":
            let isSingle = question.settings["single"].map { QuizItem.isTrue($0) } ?? true
            question.type = .choice(isSingle: isSingle, answers())
            read.formUnion(["answer", "single", "shuffleanswers"])
        case "truefalse":
            readTruth()
            read.insert("answer")
        case "matching", "match":
            question.type = .match(pairs())
            read.formUnion(["subquestion", "shuffleanswers"])
        case "shortanswer":
            question.type = .shortAnswer(answers())
            read.formUnion(["answer", "usecase"])
        case "numerical":
            question.type = .numerical(numbers())
            readUnits()
            read.formUnion(["answer", "units", "unitgradingtype"])
        case "essay":
            question.type = .essay
            read.formUnion(["responsefieldlines", "attachments"])
        case "description": question.type = .description
        case "cloze", "multianswer": question.type = .cloze(ClozeReader.parts(question.text.text))
        case "":
            let message = "the question does not say of which type it is"
            question.problems.append(Finding("moodle.type", message, line: element.line, column: element.column))
        default: question.type = .other(type)
        }
        nameUnread(except: read)
    }

    private static let readAlways: Set<String> = [
        "name", "questiontext", "generalfeedback", "defaultgrade", "tags", "idnumber",
    ]

    /// Names what stands in the question and is not read; what says nothing is passed over.
    private mutating func nameUnread(except read: Set<String>) {
        for child in element.elements where !read.contains(child.local) {
            for file in child.descendants(named: "file") {
                if let file = self.file(file) { question.otherFiles.append(file) }
            }
            let words = child.trimmedText
            // Whether it is hidden there, and deductions for further tries that it does not make, change nothing.
            if words.isEmpty || QuizDecimal.mark(words) == .zero { continue }
            let message = "\(child.local.prefix(60)) is kept in the source and not used here"
            guard question.unread.count < 100 else { return }
            question.unread.append(Finding("moodle.element", message, line: child.line, column: child.column))
        }
    }

    // MARK: - Answers

    private mutating func answers() -> [QuizAnswer] {
        var answers: [QuizAnswer] = []
        for child in element.children(named: "answer") {
            answers.append(
                QuizAnswer(
                    weight: child.attribute("fraction") ?? "0",
                    text: text(child),
                    feedback: text(child.child(named: "feedback")),
                    line: child.line
                )
            )
        }
        return answers
    }

    private mutating func numbers() -> [QuizAnswer] {
        let tolerances = element.children(named: "answer").map { $0.child(named: "tolerance")?.trimmedText ?? "" }
        return zip(answers(), tolerances).map { answer, tolerance in
            var answer = answer
            let value = answer.text.text.trimmed
            if value == "*" {
                answer.number = .any
            } else {
                let isExact = tolerance.isEmpty || QuizDecimal.mark(tolerance) == .zero
                answer.number = isExact ? .exact(value) : .tolerance(tolerance, around: value)
            }
            return answer
        }
    }

    private mutating func readTruth() {
        let answers = answers()
        var (yes, no): (QuizAnswer?, QuizAnswer?)
        for answer in answers {
            switch answer.text.text.trimmed.lowercased() {
            case "true": yes = answer
            case "false": no = answer
            default: break
            }
        }
        guard let yes, let no, answers.count == 2, let share = yes.share, let other = no.share,
            Set([share, other]) == [.zero, .one]
        else {
            let message = "a statement needs the answers true and false, one with all marks and one with none"
            question.problems.append(Finding("moodle.answer", message, line: element.line, column: element.column))
            return
        }
        question.type = .trueFalse(
            QuizTruth(isTrue: share == .one, whenTrue: yes.feedback, whenFalse: no.feedback)
        )
    }

    private mutating func pairs() -> [QuizPair] {
        var pairs: [QuizPair] = []
        for child in element.children(named: "subquestion") {
            let answer = child.child(named: "answer").map(Self.words) ?? ""
            pairs.append(QuizPair(stem: text(child), answer: answer))
        }
        return pairs
    }

    private mutating func readUnits() {
        for unit in element.child(named: "units")?.children(named: "unit") ?? [] {
            question.units.append(
                QuizUnit(
                    name: unit.child(named: "unit_name")?.trimmedText ?? "",
                    multiplier: unit.child(named: "multiplier")?.trimmedText ?? ""
                )
            )
        }
    }

    // MARK: - Texts and files

    private static func words(_ element: XMLElement) -> String { (element.child(named: "text") ?? element).trimmedText }

    /// The text that an element holds, with its format and files.
    private mutating func text(_ element: XMLElement?) -> QuizText {
        guard let element else { return QuizText() }
        let inner = element.child(named: "text")
        var text = QuizText(text: (inner ?? element).text, line: (inner ?? element).line)
        if inner == nil, !element.elements.isEmpty { text.text = "" }
        switch element.attribute("format") {
        case "html": text.format = .html
        case "plain_text", "plain": text.format = .plain
        case "markdown": text.format = .markdown
        default: text.format = .moodle
        }
        if text.isEmpty { text.text = "" }
        for file in element.children(named: "file") {
            if let file = self.file(file) { text.files.append(file) }
        }
        return text
    }

    private mutating func file(_ element: XMLElement) -> QuizFile? {
        let folder = (element.attribute("path") ?? "/").split(separator: "/").joined(separator: "/")
        let name = element.attribute("name") ?? ""
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let digits = element.text.utf8.filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard PackagePath.isInside(path), (element.attribute("encoding") ?? "base64") == "base64",
            let bytes = Data(base64Encoded: Data(digits)), !bytes.isEmpty
        else {
            let message = "the file “\(path.prefix(200))” has no safe name or is no sound base64"
            question.problems.append(Finding("moodle.file", message, line: element.line, column: element.column))
            return nil
        }
        return QuizFile(name: path, bytes: bytes)
    }
}
