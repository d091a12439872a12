/// A question taken apart into what the template knows, before anybody asks whether it makes sense.
struct WordDraft {
    struct Value {
        var text: String
        var paragraph: Int
    }

    struct Option {
        var letter: Character
        var paragraph: Int
        var lines: [WordLine]
    }

    struct Stem {
        var lines: [WordLine]
        var answer: Value
    }

    struct Fault {
        var paragraph: Int
        var code: String
        var message: String
    }

    private(set) var values: [WordField: Value] = [:]
    private(set) var stem: [WordLine] = []
    private(set) var leadIn: [WordLine] = []
    private(set) var options: [Option] = []
    private(set) var stems: [Stem] = []
    private(set) var answers: [Value] = []
    private(set) var rationale: [WordLine] = []
    private(set) var rationales: [(mark: String, paragraph: Int, lines: [WordLine])] = []
    private(set) var faults: [Fault] = []
    let isExtendedMatching: Bool

    private enum Section: Equatable {
        case stem, leadIn, options, behind, rationale, rationaleOfOption, value(WordField)
    }

    private let lines: [WordLine]
    private let found: WordOptions
    private var section = Section.stem
    private var pending: [WordLine] = []

    init(_ question: WordQuestions.Question) {
        lines = question.lines
        let type = lines.first { $0.field == .type }.flatMap { WordType($0.rest.text) }
        found = WordOptions(lines, type: type)
        isExtendedMatching = Self.isExtendedMatching(lines, type: type, options: found.indices)
        for index in lines.indices where !lines[index].isBlank || lines[index].field != nil { take(index) }
        finish()
    }

    /// By its type or theme, or since stems with an answer each follow the options.
    private static func isExtendedMatching(_ lines: [WordLine], type: WordType?, options: [Int]) -> Bool {
        if let type { return type == .extendedMatching }
        if lines.contains(where: { $0.field == .theme }) { return true }
        guard let last = options.last else { return false }
        let answers = lines.indices.filter { $0 > last && lines[$0].field == .answer }
        guard answers.count > 1 else { return false }
        return lines[answers[0]..<answers[answers.count - 1]].contains { $0.field == nil && !$0.isBlank }
    }

    private mutating func fault(_ code: String, _ message: String, at line: WordLine) {
        faults.append(Fault(paragraph: line.number, code: "word.\(code)", message: message))
    }

    private mutating func take(_ index: Int) {
        let line = lines[index]
        if let field = line.field { return label(field, line) }
        if let place = found.places[index] {
            section = .options
            let content = line.letter == nil ? line.content : line.withoutPrefix
            options.append(Option(letter: found.letters[place], paragraph: line.number, lines: [content]))
            return
        }
        if let due = found.wrong[index], section == .options {
            let words = due.isEmpty ? "there are too many" : "\(due) is due"
            return fault(
                "options",
                "it looks like option \(line.letter.map(String.init) ?? ""), but \(words)",
                at: line
            )
        }
        switch section {
        case .stem: stem.append(line)
        case .leadIn where options.isEmpty || leadIn.isEmpty || !isExtendedMatching: leadIn.append(line)
        case .value(let field): add(line.text, to: field, line)
        case .rationale where !startsStem(index): rationale.append(line)
        case .rationaleOfOption where !startsStem(index): rationales[rationales.count - 1].lines.append(line)
        case .options where index < found.indices.last ?? 0: options[options.count - 1].lines.append(line)
        case .options, .behind, .leadIn, .rationale, .rationaleOfOption:
            if isExtendedMatching { stemLine(line) } else { stray(line) }
        }
    }

    private mutating func stray(_ line: WordLine) {
        let message = "this stands behind the options or the answer without a label; write “Rationale:” before it"
        fault("stray", message, at: line)
    }

    // MARK: - Labels

    private mutating func label(_ field: WordField, _ line: WordLine) {
        let rest = line.withoutPrefix
        switch field {
        case .stem where isExtendedMatching && !options.isEmpty:
            beginStem(line)
            if !rest.isBlank { pending.append(rest) }
            section = .behind
        case .stem:
            section = .stem
            if !rest.isBlank { stem.append(rest) }
        case .leadIn:
            section = .leadIn
            if !leadIn.isEmpty || !pending.isEmpty { fault("lead-in", "there is a second lead-in", at: line) }
            if !rest.isBlank { leadIn.append(rest) }
        case .options:
            section = .options
            if !rest.isBlank { fault("options", "the first option must stand on a line of its own", at: line) }
        case .rationale where line.fieldMark.isEmpty || isExtendedMatching:
            section = .rationale
            if !rest.isBlank { rationale.append(rest) }
        case .rationale:
            section = .rationaleOfOption
            rationales.append((line.fieldMark, line.number, rest.isBlank ? [] : [rest]))
        default: value(field, rest)
        }
    }

    private mutating func value(_ field: WordField, _ rest: WordLine) {
        if rest.isBlank {
            section = .value(field)
        } else {
            add(rest.text, to: field, rest)
        }
    }

    private mutating func add(_ text: String, to field: WordField, _ line: WordLine) {
        let value = Value(text: text.trimmed, paragraph: line.number)
        if field == .answer {
            answer(value, line)
        } else if let known = values[field], [.tags, .accept, .reject, .author, .reference].contains(field) {
            values[field] = Value(text: "\(known.text); \(value.text)", paragraph: known.paragraph)
        } else if values[field] != nil {
            fault("twice", "this line is there for the second time", at: line)
        } else {
            values[field] = value
        }
        let isBefore = options.isEmpty && (stem.isEmpty || !found.indices.isEmpty) && answers.isEmpty
        let isDone = !isBefore || field == .accept || field == .reject
        section = isDone && !(stem.isEmpty && options.isEmpty) ? .behind : .stem
    }

    private mutating func answer(_ value: Value, _ line: WordLine) {
        guard isExtendedMatching, !options.isEmpty else { return answers.append(value) }
        guard !pending.isEmpty else { return fault("answer", "the answer belongs to no stem", at: line) }
        stems.append(Stem(lines: pending, answer: value))
        pending = []
    }

    // MARK: - Extended matching

    /// Whether the line behind a rationale is the next stem: one that an answer follows.
    private func startsStem(_ index: Int) -> Bool {
        guard isExtendedMatching else { return false }
        return lines[(index + 1)...].contains { $0.field == .answer }
    }

    private mutating func stemLine(_ line: WordLine) {
        section = .behind
        if line.ordinal != nil { beginStem(line) }
        pending.append(line.ordinal == nil ? line : line.withoutPrefix)
    }

    /// What stands before the first numbered stem is the lead-in; before another it is a stem without an answer.
    private mutating func beginStem(_ line: WordLine) {
        guard let first = pending.first else { return }
        if stems.isEmpty, leadIn.isEmpty, stem.isEmpty, !first.wasNumbered {
            leadIn = pending
        } else {
            fault("answer", "the stem has no answer; write “Answer:” and a letter behind it", at: first)
        }
        pending = []
    }

    private mutating func finish() {
        if let first = pending.first {
            fault("answer", "the stem has no answer; write “Answer:” and a letter behind it", at: first)
        }
        guard isExtendedMatching else { return }
        if leadIn.isEmpty {
            leadIn = stem
            stem = []
        }
        guard leadIn.isEmpty, let first = stems.first, first.lines.count > 1, !first.lines[0].wasNumbered else {
            return
        }
        guard stems.count > 1, stems.dropFirst().allSatisfy({ $0.lines.count == 1 }) else {
            let message = "it cannot be told whether this is the lead-in or the first stem; write “Lead-in:” before it"
            return fault("lead-in", message, at: first.lines[0])
        }
        leadIn = Array(first.lines.dropLast())
        stems[0].lines = Array(first.lines.suffix(1))
    }
}
