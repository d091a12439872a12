import Assessment

extension QuizItem {
    /// The text of a question with gaps, an interaction in the place of each.
    ///
    /// Every gap has its own mark, its weight. Gaps in which several options may be chosen are not delivered.
    ///
    /// Source: the page “Embedded Answers (Cloze) question type” of Moodle's documentation; the marks of the question
    /// are the sum of the weights, whatever it says besides.
    mutating func gaps(_ parts: [ClozePart]) -> [Block] {
        var gaps: Set<String> = []
        var html = ""
        if question.text.text.lowercased().contains(QuizContent.gapName) { obstacle("the text holds a mark of ours") }
        let isMarkup = question.text.format == .html || question.text.format == .moodle
        for part in parts {
            switch part {
            case .text(let text):
                html += isMarkup ? text : MarkupText.escaped(text)
            case .gap(let gap):
                guard gaps.count < Self.gapLimit else {
                    obstacle("there are more than \(Self.gapLimit) gaps")
                    continue
                }
                place = .gap(gaps.count + 1, QuizDecimal.mark(gap.weight) ?? .zero)
                guard let interaction = interaction(gap) else { continue }
                add(interaction)
                gaps.insert(place.response.rawValue)
                html += "<\(QuizContent.gapName) id=\"\(place.response.rawValue)\"></\(QuizContent.gapName)>"
            }
        }
        if gaps.isEmpty { obstacle("the text has no gap") }
        var text = question.text
        text.text = html
        if !isMarkup { text.format = .moodle }
        let blocks = blocks(text, gaps: gaps)
        let places = blocks.flatMap(\.responses)
        if Set(places) != Set(gaps.map(ResponseID.init(rawValue:))) || places.count != gaps.count {
            obstacle("a gap stands where our content cannot hold it")
        }
        return blocks
    }

    /// More gaps than anybody writes.
    private static let gapLimit = 100

    private mutating func interaction(_ gap: ClozeGap) -> Interaction? {
        switch gap.sort {
        case .choice(true):
            // The names of the sorts that shuffle end so.
            return choice(gap.answers, isSingle: true, shuffles: gap.name.hasSuffix("S"), [])
        case .choice(false):
            obstacle("a gap takes several options")
            return nil
        case .shortAnswer(let isCaseSensitive):
            return shortAnswer(gap.answers, isCaseSensitive: isCaseSensitive, [])
        case .numerical: return numerical(gap.answers, [])
        }
    }
}
