/// All questions of an attempt with their states.
struct ReviewPage: Page {
    let title: String
    let bar: ExamBar
    let sections: [Section]
    let filters: [Filter]
    /// "No flagged questions." when the filter leaves none.
    let empty: String?
    /// Such as: You have 3 questions without an answer: 3, 17, 41.
    let blank: String
    /// Such as: There is no penalty for guessing in this paper.
    let penalty: String?
    let backHref: String
    let backLabel: String
    /// `nil` once nothing can be handed in.
    let handInHref: String?

    struct Section: Sendable {
        let name: String?
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let href: String
        let number: String
        /// Such as: Question 4, answered, flagged.
        let label: String
        let isAnswered: Bool
        let isFlagged: Bool
    }

    struct Filter: Sendable {
        let href: String
        let label: String
        let isChosen: Bool
    }

    enum Show: String, CaseIterable, Sendable { case all, blank, flagged }

    /// One question as the attempt knows it.
    struct Question: Sendable {
        let number: Int
        let isAnswered: Bool
        let isFlagged: Bool
    }

    /// Makes the finished words from facts.
    ///
    /// - `sections`: Name (`nil` when there is only one) with its questions, in order.
    /// - `back`: Number of the question that the candidate came from.
    /// - `guessingIsFree`: Nothing is taken away for a wrong answer.
    init(
        facts: ExamFacts,
        sections: [(name: String?, questions: [Question])],
        show: Show,
        back: Int,
        guessingIsFree: Bool,
        isEnded: Bool = false,
        texts: Texts
    ) {
        title = texts("review.title", ["paper": facts.paper])
        bar = ExamBar(facts: facts, place: texts("bar.all"), save: nil, page: .review, texts: texts)
        let all = sections.flatMap(\.questions)
        let shown = sections.map { section in
            Section(
                name: section.name,
                cells: section.questions.filter { Self.shows($0, show) }
                    .map { Self.cell($0, path: facts.path, texts: texts) }
            )
        }
        self.sections = shown.filter { !$0.cells.isEmpty }
        filters = Show.allCases.map { filter in
            Filter(
                href: "\(facts.path)/review" + (filter == .all ? "" : "?show=\(filter.rawValue)"),
                label: texts("review.show.\(filter.rawValue)", count: all.count { Self.shows($0, filter) }),
                isChosen: filter == show
            )
        }
        empty = self.sections.isEmpty ? texts("review.empty.\(show.rawValue)") : nil
        let missing = all.filter { !$0.isAnswered }.map { String($0.number) }
        blank =
            missing.isEmpty
            ? texts("review.complete")
            : texts("review.blank", count: missing.count, ["numbers": missing.joined(separator: ", ")])
        penalty = guessingIsFree && !isEnded ? texts("review.guess") : nil
        backHref = "\(facts.path)/q/\(back)"
        backLabel = texts("review.back", ["number": String(back)])
        handInHref = isEnded ? nil : "\(facts.path)/hand-in"
    }

    private static func shows(_ question: Question, _ show: Show) -> Bool {
        switch show {
        case .all: true
        case .blank: !question.isAnswered
        case .flagged: question.isFlagged
        }
    }

    private static func cell(_ question: Question, path: String, texts: Texts) -> Cell {
        let state = question.isAnswered ? "answered" : "blank"
        return Cell(
            href: "\(path)/q/\(question.number)",
            number: String(question.number),
            label: texts(
                "review.cell.\(state)\(question.isFlagged ? "-flagged" : "")",
                ["number": String(question.number)]
            ),
            isAnswered: question.isAnswered,
            isFlagged: question.isFlagged
        )
    }
}
