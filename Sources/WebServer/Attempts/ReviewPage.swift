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
    /// Such as: Questions 1 to 8 are closed: their answers can be read, and not changed any more.
    let closed: String?
    /// Such as: You see questions 9 to 12 when you go on from question 8.
    let ahead: String?
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
        /// Absent before the candidate has reached the question.
        let href: String?
        let number: String
        /// Such as: Question 4, answered, flagged.
        let label: String
        let isAnswered: Bool
        let isFlagged: Bool
        let isLocked: Bool
        /// Not shown in a cell that leads nowhere.
        let icon: String
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
        var place = Reach.Place.open

        /// Whether an answer is missing that can still be given.
        var isMissing: Bool { place == .open && !isAnswered }
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
        let missing = all.filter(\.isMissing).map { String($0.number) }
        blank =
            missing.isEmpty
            ? texts(all.allSatisfy { $0.place == .open } ? "review.complete" : "review.complete-open")
            : texts("review.blank", count: missing.count, ["numbers": missing.joined(separator: ", ")])
        closed = all.last { $0.place == .locked }.map { last in
            texts(last.number == 1 ? "review.closed.one" : "review.closed.several", ["number": String(last.number)])
        }
        ahead = all.first { $0.place == .ahead }.map { texts("review.ahead", ["number": String($0.number - 1)]) }
        penalty = guessingIsFree && !isEnded ? texts("review.guess") : nil
        backHref = "\(facts.path)/q/\(back)"
        backLabel = texts("review.back", ["number": String(back)])
        handInHref = isEnded ? nil : "\(facts.path)/hand-in"
    }

    private static func shows(_ question: Question, _ show: Show) -> Bool {
        switch show {
        case .all: true
        case .blank: question.isMissing
        case .flagged: question.isFlagged && question.place == .open
        }
    }

    private static func cell(_ question: Question, path: String, texts: Texts) -> Cell {
        let answer = question.isAnswered ? "answered" : "blank"
        let (state, icon) =
            switch question.place {
            case .open: ("\(answer)\(question.isFlagged ? "-flagged" : "")", question.isAnswered ? "check" : "dash")
            case .locked: ("\(answer)-closed", "locked")
            case .ahead: ("ahead", "")
            }
        return Cell(
            href: question.place == .ahead ? nil : "\(path)/q/\(question.number)",
            number: String(question.number),
            label: texts("review.cell.\(state)", ["number": String(question.number)]),
            isAnswered: question.isAnswered,
            isFlagged: question.isFlagged && question.place == .open,
            isLocked: question.place == .locked,
            icon: icon
        )
    }
}
