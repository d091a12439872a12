import Assessment
import Foundation

/// The candidates of a running sitting, those who need attention first.
///
/// `GET /sittings/{s}/live?names=off&time={person}`. Posts to `/sittings/{s}/time`: `csrf`, `candidate` (person),
/// `minutes`, `reason`. The script fetches the same address every few seconds and swaps the marked parts.
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

    /// What the script says, with `{seconds}` left open.
    struct Words: Sendable {
        let fresh: String
        let old: String
    }

    /// One candidate as the live attempts know them.
    struct Candidate: Sendable {
        let person: PersonID
        let number: String
        let name: String
        let standing: CandidateStanding
        /// Time without a sign of the device, once it is worth saying; `nil` while heard.
        var offlineFor: Duration?
        var lastSavedAt: Date?
        /// Working time that is left.
        var left: Duration?
        var endsAt: Date?
        var minutesAdded = 0
        var answered = 0
        var device = ""
        /// Stored responses that do not count, by standing (`late`, `oldDevice`, `misfit`).
        var setAside: [String: Int] = [:]

        var needsAttention: Bool { (standing == .working && offlineFor != nil) || !setAside.isEmpty }
    }

    /// What was typed into the form for more time.
    struct Entered: Sendable {
        let person: PersonID
        var minutes = ""
        var reason = ""
    }

    /// Makes the finished words from facts.
    ///
    /// - `canAddTime`: Whether the viewer may; while the sitting is open.
    /// - `entered`: The candidate whose form is open.
    init(
        sitting: Sitting,
        candidates: [Candidate],
        questionCount: Int,
        now: Date,
        showsNames: Bool = true,
        canAddTime: Bool,
        entered: Entered? = nil,
        problems: [String] = [],
        texts: Texts
    ) {
        let zone = SittingText.clock(sitting)
        let heading = texts("watch.title", ["sitting": sitting.title])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.sitting = sitting.title
        sittingHref = "/sittings/\(Href.component(sitting.id.rawValue))"
        let path = "\(sittingHref)/live"
        let present = candidates.filter { $0.standing != .expected }
        here = texts("watch.here", ["here": String(present.count), "total": String(candidates.count)])
        clock = "\(zone.second(now)) \(zone.zoneName)"
        counts = Self.counts(candidates, texts)
        let names: [(name: String, value: String)] = showsNames ? [] : [("names", "off")]
        rows = Self.ordered(candidates).map { candidate in
            Self.row(candidate, questionCount, zone, showsNames, texts) {
                canAddTime ? Href.to(path, names + [("time", candidate.person.rawValue)]) + "#time" : nil
            }
        }
        hasRows = !candidates.isEmpty
        empty = present.isEmpty ? texts("watch.empty") : nil
        self.showsNames = showsNames
        namesHref = Href.to(path, showsNames ? [("names", "off")] : [])
        let action = "\(sittingHref)/time"
        timeForm = candidates.first { $0.person == entered?.person && canAddTime }.map { candidate in
            TimeForm(
                action: action,
                person: candidate.person.rawValue,
                heading: texts("watch.time.heading", ["number": candidate.number]),
                now: candidate.endsAt.map {
                    texts("watch.time.now", ["time": zone.minute($0), "zone": zone.zoneName])
                } ?? texts("watch.time.not-started"),
                minutes: entered?.minutes ?? "",
                reason: entered?.reason ?? "",
                cancelHref: Href.to(path, names)
            )
        }
        self.problems = problems
        hasProblems = !problems.isEmpty
        words = Words(
            fresh: texts("watch.fresh", ["seconds": "{seconds}"]),
            old: texts("watch.old", ["seconds": "{seconds}"])
        )
    }

    /// Attention first; then in the order that was given, so that rows stay where they are.
    private static func ordered(_ candidates: [Candidate]) -> [Candidate] {
        candidates.filter(\.needsAttention) + candidates.filter { !$0.needsAttention }
    }

    private static func counts(_ candidates: [Candidate], _ texts: Texts) -> [Count] {
        func count(_ key: String, isAttention: Bool = false, _ holds: (Candidate) -> Bool) -> Count {
            let number = candidates.count(where: holds)
            return Count(
                label: texts("watch.count.\(key)"),
                number: String(number),
                isAttention: isAttention && number > 0
            )
        }
        return [
            count("attention", isAttention: true, \.needsAttention),
            count("working") { $0.standing == .working && $0.offlineFor == nil },
            count("offline") { $0.standing == .working && $0.offlineFor != nil },
            count("not-here") { $0.standing == .expected },
            count("handed-in") { $0.standing == .handedIn || $0.standing == .timeUp },
            count("late") { $0.setAside["late", default: 0] > 0 },
        ]
    }

    private static func row(
        _ candidate: Candidate,
        _ questionCount: Int,
        _ zone: ClockText,
        _ showsNames: Bool,
        _ texts: Texts,
        _ href: () -> String?
    ) -> Row {
        let isWorking = candidate.standing == .working
        let left = candidate.left.map { span($0, texts) } ?? ""
        return Row(
            person: candidate.person.rawValue,
            number: candidate.number,
            name: showsNames ? candidate.name : nil,
            state: state(candidate, texts),
            isAttention: candidate.needsAttention,
            isDone: !isWorking && candidate.standing != .expected && !candidate.needsAttention,
            lastSave: candidate.lastSavedAt.map(zone.second) ?? "–",
            left: !isWorking
                ? "–"
                : candidate.minutesAdded > 0
                    ? texts("watch.left-added", ["left": left, "minutes": String(candidate.minutesAdded)]) : left,
            answered: candidate.standing == .expected ? "–" : "\(candidate.answered)/\(questionCount)",
            device: candidate.device,
            aside: aside(candidate.setAside, texts),
            addHref: isWorking ? href() : nil,
            addLabel: texts("watch.add.label", ["number": candidate.number])
        )
    }

    /// Such as "47 min", rounded up; "4:59" below 5 minutes.
    private static func span(_ span: Duration, _ texts: Texts) -> String {
        let seconds = max(0, Int(span.components.seconds))
        return seconds < 300 ? clock(seconds) : texts("span.minutes", ["minutes": String((seconds + 59) / 60)])
    }

    /// Such as "1:05".
    private static func clock(_ seconds: Int) -> String {
        "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    private static func state(_ candidate: Candidate, _ texts: Texts) -> String {
        guard candidate.standing == .working, let span = candidate.offlineFor else {
            return texts("candidate.standing.\(candidate.standing.rawValue)")
        }
        return texts("watch.offline", ["time": clock(Int(span.components.seconds))])
    }

    private static func aside(_ counts: [String: Int], _ texts: Texts) -> String? {
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return nil }
        let parts = [("late", "late"), ("oldDevice", "old-device"), ("misfit", "misfit")].compactMap { code, key in
            counts[code].map { texts("watch.aside.\(key)", ["number": String($0)]) }
        }
        return texts("watch.aside", count: total, ["kinds": parts.joined(separator: ", ")])
    }
}
