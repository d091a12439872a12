import Foundation

/// One question of a running attempt.
///
/// Its form posts to `{path}/q/{number}` with `csrf`, `epoch`, `change` (a new id for what the fields hold; a form
/// without it changes no response), `response.…` (see ``ItemFragment``) and `go`: `next`, `previous`, `review`,
/// `flag`, `unflag`, `stay`, `clear` (forget what the fields hold), `press:<ResponseID>` (an end-attempt button), `turn`
/// (our button that takes a turn; `turn` is also the field with its number, where the item is answered in turns),
/// `remove:<ResponseID>` (forget a file) or `q:<number>`. A button `file:<ResponseID>` posts the same fields with a file
/// to `{path}/q/{number}/file`.
struct QuestionPage: Page {
    let title: String
    let heading: String
    let bar: ExamBar
    let action: String
    let change: String
    /// The vignette and the controls with the candidate's state written in.
    let vignette: SafeHTML
    let answers: SafeHTML
    let contentLanguage: String
    let contentDirection: String
    /// Two columns on wide screens: there is something on both sides.
    let isSplit: Bool
    let isFlagged: Bool
    let isFirst: Bool
    let isLast: Bool
    /// "Next", or "Go on…" where a lockpoint comes between.
    let nextLabel: String
    /// Marking to come back to it makes no sense for what is locked.
    let showsFlag: Bool
    let isReadOnly: Bool
    /// Controls stand in the vignette, too, and are read-only.
    let vignetteIsReadOnly: Bool
    /// Why it is read-only, or what has to be said about this answer.
    let remark: String?
    /// Where the candidate stands in an item that is answered in turns; absent for any other.
    let turn: QuestionTurn?
    /// This attempt is open elsewhere: what is said, and the button that takes it over.
    let elsewhere: String?

    /// Makes the finished words from facts.
    ///
    /// - `number`: The candidate's number of the question, from 1.
    /// - `position`: Its position in the form, as the API has it.
    /// - `section`: Title of the section; `nil` when the form has only one.
    /// - `state`: What the candidate has done so far.
    /// - `savedAt`: When the response was stored.
    /// - `change`: A fresh id for the change that this form may bring.
    init(
        facts: ExamFacts,
        number: Int,
        position: Int,
        section: String?,
        fragment: ItemFragment,
        state: ItemFragment.State,
        savedAt: Date?,
        isFlagged: Bool,
        change: String,
        standing: Standing = .open,
        turn: QuestionTurn? = nil,
        texts: Texts
    ) {
        self.turn = turn
        let count = ["number": String(number), "count": String(facts.questionCount)]
        title = texts("question.title", count.merging(["paper": facts.paper]) { own, _ in own })
        heading = texts("question.heading", count)
        let place = section.map { texts("question.place-section", count.merging(["section": $0]) { own, _ in own }) }
        bar = ExamBar(
            facts: facts,
            place: place ?? texts("question.place", count),
            save: SaveLine(savedAt: savedAt, clock: facts.clock, texts: texts),
            page: .question,
            savesQuestion: true,
            number: number,
            position: position,
            texts: texts
        )
        action = "\(facts.path)/q/\(number)"
        self.change = change
        vignette = ItemFragment.markup(of: fragment.vignette, for: state)
        answers = ItemFragment.markup(of: fragment.answers, for: state)
        contentLanguage = fragment.language
        contentDirection = fragment.direction
        isSplit = !fragment.vignette.isEmpty && !fragment.answers.isEmpty
        self.isFlagged = isFlagged
        isFirst = number == 1
        isLast = number == facts.questionCount
        nextLabel = texts(number == facts.lockpoint ? "question.go-on" : "question.next")
        showsFlag = standing != .locked
        isReadOnly = standing != .open
        vignetteIsReadOnly = isReadOnly && fragment.asksInVignette
        (remark, elsewhere) =
            switch standing {
            case .open: (nil, nil)
            case .ended: (texts("question.ended"), nil)
            case .locked: (texts("question.locked"), nil)
            case .completed: (texts("turn.completed"), nil)
            case .elsewhere(let device, let seconds):
                (nil, texts("live.elsewhere.device", ["device": device, "seconds": String(seconds)]))
            }
    }

    /// Whether the candidate may answer here.
    enum Standing: Sendable, Equatable {
        case open
        case ended
        /// A lockpoint that came after it is passed.
        case locked
        /// It is answered in turns, and takes no further one.
        case completed
        /// Another device holds the attempt: "Firefox, Windows", active so many seconds ago.
        case elsewhere(device: String, secondsAgo: Int)
    }
}
