/// What going past a lockpoint means, asked before it is done.
///
/// Its form posts to `{path}/lockpoint` with `csrf`, `question`, `epoch`, and `sequence`, which scripts fill in.
struct LockpointPage: Page {
    let title: String
    let bar: ExamBar
    let action: String
    let question: String
    let epoch: String
    /// Such as: When you go on, your answers to questions 1 to 8 are closed.
    let closes: String
    /// Such as: 2 questions have no answer.
    let blank: String?
    let blanks: [HandInPage.Blank]
    /// Such as: All of them have an answer.
    let complete: String?
    let backHref: String
    /// That there is no connection, after a try that failed.
    let problem: String?

    /// Makes the finished words from facts.
    ///
    /// - `questions`: Those that the lockpoint closes, in order; at least one.
    /// - `failed`: The last try did not reach storage.
    init(facts: ExamFacts, questions: [ReviewPage.Question], failed: Bool = false, texts: Texts) {
        let (first, last) = (questions.first?.number ?? 1, questions.last?.number ?? 1)
        title = texts("lockpoint.title", ["paper": facts.paper])
        bar = ExamBar(facts: facts, place: texts("lockpoint.heading"), save: nil, page: .lockpoint, texts: texts)
        action = "\(facts.path)/lockpoint"
        question = String(last)
        epoch = String(facts.epoch)
        closes =
            first == last
            ? texts("lockpoint.closes.one", ["number": String(last)])
            : texts("lockpoint.closes.several", ["first": String(first), "last": String(last)])
        let missing = questions.filter { !$0.isAnswered }
        blank = missing.isEmpty ? nil : texts("lockpoint.blank", count: missing.count)
        complete = missing.isEmpty ? texts("lockpoint.complete", count: questions.count) : nil
        blanks = missing.map { HandInPage.Blank(href: "\(facts.path)/q/\($0.number)", number: String($0.number)) }
        backHref = "\(facts.path)/q/\(last)"
        problem = failed ? texts("live.lockpoint.failed") : nil
    }
}
