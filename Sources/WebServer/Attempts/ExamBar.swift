import Foundation

/// What every page of a running attempt shows and hands to its scripts: the page's share of the top bar.
///
/// A route makes one from the attempt for each request; the pages build their finished words from it.
struct ExamFacts: Sendable {
    /// Path of the sitting, without a slash at the end: `/sit/01J8…`.
    let path: String
    /// Id of the attempt, as the API has it.
    let attempt: String
    let epoch: Int
    let paper: String
    let questionCount: Int
    let startedAt: Date
    let now: Date
    /// The candidate's own end; `nil` without a limit.
    let endsAt: Date?
    let clock: ClockText
    /// The zone that the candidate's device has told of; `nil` before a script ran.
    var localZone: TimeZone? = nil
    /// The open-book resources: `ExamBar.Link(href: "/sit/…/resources/…", label: title)`.
    let resources: [ExamBar.Link]
    /// Messages that are not marked as read, newest first.
    var messages: [ExamBar.Note] = []
    /// The question after which the next lockpoint stands; `nil` when none is left.
    var lockpoint: Int?
}

/// The top bar of the pages of an attempt, and the data that its scripts read.
struct ExamBar: Sendable {
    let place: String
    let save: SaveLine?
    let clock: Clock?
    let resources: [Link]
    let hasResources: Bool
    /// The buttons in the bar belong to the form of the question, so that leaving it saves.
    let savesQuestion: Bool
    let reviewHref: String?
    /// For people without scripts; scripts show messages when they come.
    let messages: [Note]
    let hasMessages: Bool
    let data: ExamData

    struct Link: Sendable {
        let href: String
        let label: String
    }

    /// A message to the candidate; the time is of the exam's zone.
    struct Note: Sendable {
        let time: String
        let text: String
    }

    struct Clock: Sendable {
        /// "47 min left"; `at` is when that was true.
        let left: String
        let at: String
        /// Such as: Ends 12:30 London.
        let ends: String
        /// Such as: (11:30 where you are); `nil` where the exam's zone has the same time.
        let local: String?

        init(facts: ExamFacts, end: Date, texts: Texts) {
            left = ClockText.left(.seconds(end.timeIntervalSince(facts.now)), texts: texts)
            at = texts("bar.at", ["time": facts.clock.minute(facts.now)])
            ends = texts("live.clock.ends", ["time": facts.clock.minute(end), "zone": facts.clock.zoneName])
            let differing = facts.localZone.flatMap { zone in
                zone.secondsFromGMT(for: end) == facts.clock.zone.secondsFromGMT(for: end) ? nil : ClockText(zone: zone)
            }
            local = differing.map { texts("live.clock.local", ["time": $0.minute(end)]) }
        }
    }

    init(
        facts: ExamFacts,
        place: String,
        save: SaveLine?,
        page: ExamData.Kind,
        savesQuestion: Bool = false,
        number: Int = 0,
        position: Int = 0,
        texts: Texts
    ) {
        self.place = place
        self.save = save
        clock = facts.endsAt.map { Clock(facts: facts, end: $0, texts: texts) }
        resources = facts.resources
        hasResources = !facts.resources.isEmpty
        self.savesQuestion = savesQuestion
        reviewHref = savesQuestion || page == .review ? nil : facts.path + "/review"
        messages = facts.messages
        hasMessages = !facts.messages.isEmpty
        data = ExamData(facts: facts, page: page, number: number, position: position)
    }
}

/// The save indicator as the server knows it: "Not answered" or "Saved 10:42:07".
struct SaveLine: Sendable {
    let state: String
    let icon: String
    let text: String
    /// The widest of the usual texts: its room is kept, so that a save moves nothing.
    let room: String

    /// Makes the finished words from facts.
    ///
    /// - `savedAt`: When the last response to this question was stored; `nil` before the first.
    init(savedAt: Date?, clock: ClockText, texts: Texts) {
        room = texts("live.save.saved", ["time": "00:00:00"])
        if let savedAt {
            (state, icon) = ("saved", "check")
            text = texts("live.save.saved", ["time": clock.second(savedAt)])
        } else {
            (state, icon) = ("none", "dash")
            text = texts("live.save.none")
        }
    }
}

/// What the scripts of an attempt need to know, as `data-` attributes of `<main>`.
struct ExamData: Sendable {
    let page: String
    let path: String
    let attempt: String
    let epoch: String
    let startedAt: String
    let now: String
    let endsAt: String?
    let zone: String
    let zoneName: String
    let questions: String
    /// The candidate's number of the question on this page, and its position in the form; "0" elsewhere.
    let number: String
    let position: String
    /// Nothing past this question is fetched before the lockpoint is passed.
    let lockpoint: String?

    enum Kind: String, Sendable { case question, review, lockpoint, handIn = "hand-in", receipt, resource }

    init(facts: ExamFacts, page: Kind, number: Int, position: Int) {
        self.page = page.rawValue
        path = facts.path
        attempt = facts.attempt
        epoch = String(facts.epoch)
        startedAt = Self.instant(facts.startedAt)
        now = Self.instant(facts.now)
        endsAt = facts.endsAt.map(Self.instant)
        zone = facts.clock.zone.identifier
        zoneName = facts.clock.zoneName
        questions = String(facts.questionCount)
        self.number = String(number)
        self.position = String(position)
        lockpoint = facts.lockpoint.map(String.init)
    }

    /// RFC 3339 with milliseconds, UTC.
    static func instant(_ date: Date) -> String { InstantText.text(date) }
}
