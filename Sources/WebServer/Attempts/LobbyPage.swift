import Foundation

/// The door of a sitting: times, rules, what is recorded, the system check, the agreement, Start.
struct LobbyPage: Page {
    let title: String
    let paper: String
    /// Such as: 10:00–12:30 London; with the date on any other day.
    let when: String
    /// Such as: 2 h 30 min, includes 25 % extra time.
    let length: String
    /// The candidate's adjustments, one sentence each.
    let adjustments: [String]
    let hasAdjustments: Bool
    let rules: [String]
    let hasRules: Bool
    let resources: [ExamBar.Link]
    let hasResources: Bool
    let practiceHref: String?
    let action: String
    /// Asked before the first question only.
    let asksAgreement: Bool
    let startLabel: String?
    /// Why Start does nothing yet, or that the sitting is over.
    let reason: String?
    let isDisabled: Bool
    let problem: String?
    /// Another device holds the attempt.
    let elsewhere: String?
    let receiptHref: String?
    let data: LobbyData

    /// Where the candidate stands at this door.
    enum Phase: Sendable, Equatable {
        case notYet
        case open
        /// Started before, time left.
        case running
        case over(receiptHref: String?)
    }

    /// The times of this candidate, adjustments included.
    struct Times: Sendable {
        let opensAt: Date
        /// Last instant; `nil` without a limit.
        let endsAt: Date?
        let length: Duration?
        /// "includes 25 % extra time", in finished words.
        let extra: String?
    }

    /// Makes the finished words from facts.
    ///
    /// - `path`: Of the sitting: `/sit/01J8…`; Start posts there with `csrf` and `agree`.
    /// - `agreed`: Whether the agreement was missing at the last try, which is said then.
    init(
        path: String,
        paper: String,
        phase: Phase,
        times: Times,
        now: Date,
        clock: ClockText,
        adjustments: [String] = [],
        rules: [String] = [],
        resources: [ExamBar.Link] = [],
        practiceHref: String? = nil,
        missedAgreement: Bool = false,
        elsewhere: (device: String, secondsAgo: Int)? = nil,
        texts: Texts
    ) {
        let name = texts("lobby.title", ["paper": paper])
        title = missedAgreement ? texts("form.error-title", ["title": name]) : name
        self.paper = paper
        let opens = clock.minute(times.opensAt, seenAt: now, texts: texts)
        when =
            if let end = times.endsAt {
                clock.span(from: times.opensAt, to: end, seenAt: now, texts: texts)
            } else {
                texts("lobby.from", ["from": opens, "zone": clock.zoneName])
            }
        length = Self.length(of: times, texts: texts)
        self.adjustments = adjustments
        hasAdjustments = !adjustments.isEmpty
        self.rules = rules
        hasRules = !rules.isEmpty
        self.resources = resources
        hasResources = !resources.isEmpty
        self.practiceHref = practiceHref
        action = path
        problem = missedAgreement ? texts("lobby.agree-first") : nil
        self.elsewhere = elsewhere.map {
            texts("live.elsewhere.device", ["device": $0.device, "seconds": String($0.secondsAgo)])
        }
        isDisabled = phase == .notYet
        asksAgreement = phase == .notYet || phase == .open
        var receipt: String?
        (startLabel, reason) =
            switch phase {
            case .notYet: (texts("lobby.start"), Self.notYet(times.opensAt, now: now, clock, texts))
            case .open: (texts("lobby.start"), nil)
            case .running where elsewhere != nil: (texts("lobby.here"), nil)
            case .running: (texts("lobby.continue"), nil)
            case .over: (nil, texts("lobby.over"))
            }
        if case .over(let href) = phase { receipt = href }
        receiptHref = receipt
        data = LobbyData(
            now: ExamData.instant(now),
            opensAt: phase == .notYet ? ExamData.instant(times.opensAt) : nil,
            startsAt: ExamData.instant(times.opensAt),
            endsAt: times.endsAt.map(ExamData.instant),
            zone: clock.zone.identifier
        )
    }

    /// Nobody is told to stay on a page until another day.
    private static func notYet(_ opens: Date, now: Date, _ clock: ClockText, _ texts: Texts) -> String {
        let (day, time) = (clock.day(opens, texts: texts), clock.minute(opens))
        guard day != clock.day(now, texts: texts) else { return texts("lobby.not-yet", ["time": time]) }
        return texts("lobby.not-yet-day", ["day": day, "time": time])
    }

    private static func length(of times: Times, texts: Texts) -> String {
        guard let length = times.length else { return texts("lobby.no-limit") }
        let span = ClockText.length(length, texts: texts)
        guard let extra = times.extra else { return span }
        return texts("lobby.length-extra", ["length": span, "extra": extra])
    }
}

/// What the scripts of the lobby need, as `data-` attributes of `<main>`.
struct LobbyData: Sendable {
    let now: String
    /// When Start may be pressed; `nil` when it may already.
    let opensAt: String?
    let startsAt: String
    let endsAt: String?
    let zone: String
}
