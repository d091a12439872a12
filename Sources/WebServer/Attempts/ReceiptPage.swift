import Foundation

/// Proof of what was saved: counts, a code, and the digest of each answer; the answers themselves are not shown.
struct ReceiptPage: Page {
    let title: String
    let bar: ExamBar
    /// "Handed in", "Time is up. 58 of 60 answers are saved."
    let state: String
    let paper: String
    let candidate: String
    /// The day of the start: who keeps a receipt reads it years later.
    let day: String
    let started: String
    let ended: String
    let counts: String
    let code: String
    let rows: [Row]
    /// Such as: Results on 12 July.
    let next: String?
    let saveHref: String

    struct Row: Sendable {
        let number: String
        let state: String
        /// "10:02:11"; empty where nothing was saved.
        let savedAt: String
        let digest: String
    }

    /// One answer as the journal has it.
    struct Answer: Sendable {
        let number: Int
        let isBlank: Bool
        let isLate: Bool
        /// How many turns were taken, where the question is answered in turns.
        var turns = 0
        let savedAt: Date?
        /// Hexadecimal digest of the saved response; its beginning is shown, the saved receipt has all of it.
        let digest: String?
    }

    enum Ending: Sendable { case handedIn(Date), timeUp(Date) }

    /// Makes the finished words from facts.
    ///
    /// - `code`: Made of the attempt and its answers: "K7QM-3XWD-P9LA".
    /// - `next`: What happens now, as one sentence.
    init(
        facts: ExamFacts,
        ending: Ending,
        candidate: String,
        startedAt: Date,
        answers: [Answer],
        code: String,
        next: String?,
        texts: Texts
    ) {
        title = texts("receipt.title", ["paper": facts.paper])
        bar = ExamBar(facts: facts, place: texts("receipt.heading"), save: nil, page: .receipt, texts: texts)
        let late = answers.count(where: \.isLate)
        let blank = answers.count(where: \.isBlank)
        let saved = answers.count - blank
        switch ending {
        case .handedIn(let date):
            state = texts("receipt.handed-in")
            ended = texts("receipt.handed-in-at", ["time": facts.clock.second(date)])
        case .timeUp(let date):
            state = texts("live.time-up", ["saved": String(saved), "count": String(answers.count)])
            ended = texts("receipt.ended-at", ["time": facts.clock.second(date)])
        }
        paper = facts.paper
        self.candidate = candidate
        day = facts.clock.day(startedAt, texts: texts)
        started = texts("receipt.started-at", ["time": facts.clock.second(startedAt), "zone": facts.clock.zoneName])
        counts = texts(
            "receipt.counts",
            count: saved,
            ["blank": String(blank), "late": String(late)]
        )
        self.code = code
        rows = answers.map { Self.row($0, clock: facts.clock, texts: texts) }
        self.next = next
        saveHref = "\(facts.path)/receipt.txt"
    }

    private static func row(_ answer: Answer, clock: ClockText, texts: Texts) -> Row {
        let state = answer.isLate ? "late" : answer.isBlank ? "blank" : "given"
        return Row(
            number: String(answer.number),
            state: texts("receipt.state.\(state)")
                + (answer.turns > 0 ? texts("receipt.turns", count: answer.turns) : ""),
            savedAt: answer.savedAt.map(clock.second) ?? "–",
            digest: answer.digest.map { $0.prefix(8) + "…" } ?? "–"
        )
    }
}
