import Assessment
import Foundation

/// The candidates of a running sitting, those who need attention first, and the messages sent to them.
///
/// `GET /sittings/{s}/live?names=off&time={person}`, or `message={person}`, or `message=all`. Posts to
/// `/sittings/{s}/time`: `csrf`, `candidate` (person), `minutes`, `reason`; and to `/sittings/{s}/messages`: `csrf`,
/// `candidate` (person, or empty for all), `text`. The script fetches the same address every few seconds and swaps the marked parts.
struct LivePage: Page {
    let title: String
    let sitting: String
    let sittingHref: String
    /// Such as "287 of 300 here".
    let here: String
    let clock: String
    let counts: [Count]
    let rows: [Row]
    let hasRows: Bool
    let empty: String?
    let showsNames: Bool
    let namesHref: String
    let timeForm: TimeForm?
    let messageForm: MessageForm?
    let messageAllHref: String?
    let messages: [SentLine]
    let hasMessages: Bool
    let problems: [String]
    let hasProblems: Bool
    let words: Words

    struct Count: Sendable {
        let label: String
        let number: String
        let isAttention: Bool
    }

    struct Row: Sendable {
        let person: String
        let number: String
        let name: String?
        let state: String
        let isAttention: Bool
        let isDone: Bool
        let lastSave: String
        let left: String
        let answered: String
        let device: String
        /// Such as "2 responses set aside: late 1, old device 1".
        let aside: String?
        let addHref: String?
        let addLabel: String
        let messageHref: String?
        let messageLabel: String
    }

    struct TimeForm: Sendable {
        let action: String
        let person: String
        let heading: String
        /// Such as: Ends 12:30 London now.
        let now: String
        let minutes: String
        let reason: String
        let cancelHref: String
    }

    struct MessageForm: Sendable {
        let action: String
        /// Empty for all.
        let person: String
        let heading: String
        let text: String
        let cancelHref: String
    }

    struct SentLine: Sendable {
        let time: String
        let recipient: String
        let text: String
        /// Such as: read by 3 of 300.
        let read: String
    }

    /// What the script says, with `{seconds}` left open.
    struct Words: Sendable {
        let fresh: String
        let old: String
    }

    /// The form that is open, with what was typed into it.
    enum Entered: Sendable {
        case time(PersonID, minutes: String = "", reason: String = "")
        /// To one candidate, or to all for `nil`.
        case message(PersonID?, text: String = "")
    }

    /// One message that was sent.
    struct Sent: Sendable {
        let at: Date
        /// The number of the only candidate who gets it.
        let number: String?
        let text: String
        let readCount: Int
        let recipientCount: Int
    }

    /// Makes the finished words from facts.
    ///
    /// - `sent`: Newest first.
    /// - `isOpen`: Whether time can be added and messages sent.
    /// - `entered`: The form that is open.
    init(
        sitting: Sitting,
        candidates: [CandidateStanding],
        sent: [Sent] = [],
        questionCount: Int,
        now: Date,
        showsNames: Bool = true,
        isOpen: Bool,
        entered: Entered? = nil,
        problems: [String] = [],
        texts: Texts
    ) {
        let zone = SittingText.clock(sitting)
        let heading = texts("watch.title", ["sitting": sitting.title])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.sitting = sitting.title
        let own = "/sittings/\(Href.component(sitting.id.rawValue))"
        sittingHref = own
        let path = "\(own)/live"
        let present = candidates.filter { $0.state != .notHere }
        here = texts("watch.here", ["here": String(present.count), "total": String(candidates.count)])
        clock = "\(zone.second(now)) \(zone.zoneName)"
        counts = Self.counts(candidates, texts)
        let names: [(name: String, value: String)] = showsNames ? [] : [("names", "off")]
        func href(_ form: String, _ value: String) -> String? {
            isOpen ? Href.to(path, names + [(form, value)]) + "#\(form)" : nil
        }
        rows = Self.ordered(candidates).map { candidate in
            Self.row(candidate, questionCount, zone, showsNames, texts) { href($0, candidate.person.rawValue) }
        }
        hasRows = !candidates.isEmpty
        empty = present.isEmpty ? texts("watch.empty") : nil
        self.showsNames = showsNames
        namesHref = Href.to(path, showsNames ? [("names", "off")] : [])
        let cancelHref = Href.to(path, names)
        let form = isOpen ? entered : nil
        timeForm = form.flatMap { Self.timeForm($0, candidates, zone, action: "\(own)/time", cancelHref, texts) }
        messageForm = form.flatMap { Self.messageForm($0, candidates, action: "\(own)/messages", cancelHref, texts) }
        messageAllHref = candidates.isEmpty ? nil : href("message", "all")
        messages = sent.map { Self.line($0, zone, texts) }
        hasMessages = !sent.isEmpty
        self.problems = problems
        hasProblems = !problems.isEmpty
        words = Words(
            fresh: texts("watch.fresh", ["seconds": "{seconds}"]),
            old: texts("watch.old", ["seconds": "{seconds}"])
        )
    }
}
