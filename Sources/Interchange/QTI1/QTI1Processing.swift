import Assessment

/// The processing of an item: conditions one behind the other, and what each does to the score.
///
/// Source: IMS QTI ASI 1.2, sections 4.5 and 4.6 (`resprocessing`, `respcondition`, `setvar`).
struct QTI1Processing {
    enum Action: String { case set, add, subtract, multiply, divide }

    struct Step {
        var condition: QTI1Condition
        var changes: [(action: Action, value: Mark)]
        /// Whether later conditions are looked at after this one held; `nil` when the file does not say.
        var goesOn: Bool?
        var line: Int
    }

    private(set) var steps: [Step] = []
    private(set) var start = Mark.zero
    private(set) var lowest: Mark?
    private(set) var highest: Mark?
    /// How many conditions there are in all.
    private(set) var size = 0

    init(_ element: XMLElement) throws(Obstacle) {
        let variables = element.any("outcomes")?.all("decvar") ?? []
        guard variables.count <= 1 else { throw Obstacle("several outcomes are counted") }
        let name = variables.first?.attribute("varname")?.trimmed ?? "SCORE"
        if let variable = variables.first {
            let type = variable.attribute("vartype")?.lowercased() ?? "integer"
            guard ["integer", "decimal", "scientific"].contains(type) else {
                throw Obstacle("the outcome is no number")
            }
            start = try Self.number(variable.attribute("defaultval")) ?? .zero
            lowest = try Self.number(variable.attribute("minvalue"))
            highest = try Self.number(variable.attribute("maxvalue"))
        }
        var budget = 10_000
        for condition in element.all("respcondition") {
            guard let test = condition.any("conditionvar") else { throw Obstacle("a condition has no test") }
            var changes: [(Action, Mark)] = []
            for change in condition.all("setvar") {
                let target = change.attribute("varname")?.trimmed ?? "SCORE"
                guard target == name else { throw Obstacle("the processing sets “\(target.prefix(40))” too") }
                let word = change.attribute("action")?.lowercased() ?? "set"
                guard let action = Action(rawValue: word) else {
                    throw Obstacle("the action “\(word.prefix(40))” is not known")
                }
                guard let value = try Self.number(change.trimmedText) else { throw Obstacle("a score is no number") }
                changes.append((action, value))
            }
            steps.append(
                Step(
                    condition: try QTI1Condition(test, budget: &budget),
                    changes: changes,
                    goesOn: condition.attribute("continue").map { $0.lowercased() == "yes" },
                    line: condition.line
                )
            )
        }
        size = 10_000 - budget + steps.count
    }

    private static func number(_ text: String?) throws(Obstacle) -> Mark? {
        guard let text, !text.trimmed.isEmpty else { return nil }
        guard let mark = QTINumber.mark(text) else { throw Obstacle("the score “\(text.prefix(40))” is no number") }
        return mark
    }

    /// How the standard may be read where it says too little: whether a condition that says nothing ends the
    /// processing (its default) or not (what exporters mean), and whether the bounds hold at every step or at the end.
    private struct Reading {
        var goesOnByDefault: Bool
        var boundsEveryStep: Bool
    }

    /// The score of a response in every reading; what Canvas exports is known to go on.
    ///
    /// - Throws: ``Obstacle`` when the readings differ.
    func score(_ given: [String: Set<String>], isCanvas: Bool) throws(Obstacle) -> Mark {
        var agreed: Mark?
        for goesOn in isCanvas ? [true] : [true, false] {
            for everyStep in [true, false] {
                let score = try score(given, Reading(goesOnByDefault: goesOn, boundsEveryStep: everyStep))
                guard agreed == nil || agreed == score else {
                    throw Obstacle("the file leaves open how parts of the score are put together")
                }
                agreed = score
            }
        }
        return agreed ?? .zero
    }

    var comparesNumbers: Bool { steps.contains(where: \.condition.comparesNumbers) }

    private func score(_ given: [String: Set<String>], _ reading: Reading) throws(Obstacle) -> Mark {
        var score = start
        var before = false
        for step in steps where step.condition.holds(given, before: before) {
            before = true
            for change in step.changes {
                score = try changed(score, change)
                if reading.boundsEveryStep { score = bounded(score) }
            }
            guard step.goesOn ?? reading.goesOnByDefault else { break }
        }
        return bounded(score)
    }

    private func changed(_ score: Mark, _ change: (action: Action, value: Mark)) throws(Obstacle) -> Mark {
        let result: Mark?
        switch change.action {
        case .set: result = change.value
        case .add: result = score.plus(change.value)
        case .subtract: result = Mark(-1).times(change.value).flatMap { score.plus($0) }
        case .multiply: result = score.times(change.value)
        case .divide:
            guard change.value != .zero else { throw Obstacle("the score is divided by nothing") }
            let (top, bottom) = (change.value.numerator, change.value.denominator)
            result = Mark(bottom, over: top).flatMap { score.times($0) }
        }
        guard let result else { throw Obstacle("the score is out of range") }
        return result
    }

    private func bounded(_ score: Mark) -> Mark {
        var score = score
        if let highest, score > highest { score = highest }
        if let lowest, score < lowest { score = lowest }
        return score
    }
}
