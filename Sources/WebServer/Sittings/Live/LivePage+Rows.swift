import Assessment
import Foundation

extension LivePage {
    /// Attention first; then in the order that was given, so that rows stay where they are.
    static func ordered(_ candidates: [CandidateStanding]) -> [CandidateStanding] {
        candidates.filter(\.needsAttention) + candidates.filter { !$0.needsAttention }
    }

    static func counts(_ candidates: [CandidateStanding], _ texts: Texts) -> [Count] {
        func count(_ key: String, isAttention: Bool = false, _ holds: (CandidateStanding) -> Bool) -> Count {
            let number = candidates.count(where: holds)
            return Count(
                label: texts("watch.count.\(key)"),
                number: String(number),
                isAttention: isAttention && number > 0
            )
        }
        return [
            count("attention", isAttention: true, \.needsAttention),
            count("working") { $0.state == .working && $0.offlineFor == nil },
            count("offline") { $0.state == .working && $0.offlineFor != nil },
            count("not-here") { $0.state == .notHere },
            count("handed-in") { $0.state == .handedIn || $0.state == .timeUp },
            count("late") { $0.setAside["late", default: 0] > 0 },
        ]
    }

    static func row(
        _ candidate: CandidateStanding,
        _ questionCount: Int,
        _ zone: ClockText,
        _ showsNames: Bool,
        _ texts: Texts,
        href: (_ form: String) -> String?
    ) -> Row {
        let isWorking = candidate.state == .working
        let left = candidate.left.map { span($0, texts) } ?? ""
        return Row(
            person: candidate.person.rawValue,
            number: candidate.number,
            name: showsNames ? candidate.name : nil,
            state: state(candidate, texts),
            isAttention: candidate.needsAttention,
            isDone: !isWorking && candidate.state != .notHere && !candidate.needsAttention,
            lastSave: candidate.lastSavedAt.map(zone.second) ?? "–",
            left: !isWorking
                ? "–"
                : candidate.minutesAdded > 0
                    ? texts("watch.left-added", ["left": left, "minutes": String(candidate.minutesAdded)]) : left,
            answered: candidate.state == .notHere ? "–" : "\(candidate.answered)/\(questionCount)",
            device: candidate.device,
            aside: aside(candidate.setAside, texts),
            addHref: isWorking ? href("time") : nil,
            addLabel: texts("watch.add.label", ["number": candidate.number]),
            messageHref: href("message"),
            messageLabel: texts("watch.message.label", ["number": candidate.number])
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

    private static func state(_ candidate: CandidateStanding, _ texts: Texts) -> String {
        guard candidate.state == .working, let span = candidate.offlineFor else {
            return texts(candidate.state.textKey)
        }
        return texts("watch.offline", ["time": clock(Int(span.components.seconds))])
    }

    private static func aside(_ counts: [String: Int], _ texts: Texts) -> String? {
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return nil }
        let kinds = [("late", "late"), ("oldDevice", "old-device"), ("locked", "locked"), ("misfit", "misfit")]
        let parts = kinds.compactMap { code, key in
            counts[code].map { texts("watch.aside.\(key)", ["number": String($0)]) }
        }
        return texts("watch.aside", count: total, ["kinds": texts.list(parts)])
    }
}
