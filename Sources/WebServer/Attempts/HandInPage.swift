/// The last look before handing in: counts, what is blank, and that it cannot be undone.
struct HandInPage: Page {
    let title: String
    let bar: ExamBar
    let action: String
    let answered: String
    let blank: String?
    let blanks: [Blank]
    /// Such as: 4 questions were not reached yet.
    let ahead: String?
    let flagged: String?
    let backHref: String
    let change: String
    /// What is said after a try that failed, such as: Not handed in: no connection.
    let problem: String?

    /// One question without an answer.
    struct Blank: Sendable {
        let href: String
        let number: String
    }

    /// Makes the finished words from facts.
    ///
    /// - `change`: A fresh id, so that handing in twice is handing in once.
    /// - `failed`: The last try did not reach storage.
    init(
        facts: ExamFacts,
        questions: [ReviewPage.Question],
        change: String,
        failed: Bool = false,
        texts: Texts
    ) {
        title = texts("hand-in.title", ["paper": facts.paper])
        bar = ExamBar(facts: facts, place: texts("hand-in.heading"), save: nil, page: .handIn, texts: texts)
        action = "\(facts.path)/hand-in"
        answered = texts(
            "hand-in.answered",
            count: questions.count(where: \.isAnswered),
            ["questions": String(questions.count)]
        )
        let missing = questions.filter(\.isMissing)
        blank = missing.isEmpty ? nil : texts("hand-in.blank", count: missing.count)
        blanks = missing.map { Blank(href: "\(facts.path)/q/\($0.number)", number: String($0.number)) }
        let unreached = questions.count { $0.place == .ahead }
        ahead = unreached == 0 ? nil : texts("hand-in.ahead", count: unreached)
        let flags = questions.count { $0.isFlagged && $0.place == .open }
        flagged = flags == 0 ? nil : texts("hand-in.flagged", count: flags)
        backHref = "\(facts.path)/review"
        self.change = change
        problem = failed ? texts("live.hand-in.failed") : nil
    }
}
