import Assessment
import Foundation

extension LivePage {
    /// The form for more time; `nil` when another one is open.
    static func timeForm(
        _ entered: Entered,
        _ candidates: [CandidateStanding],
        _ zone: ClockText,
        action: String,
        _ cancelHref: String,
        _ texts: Texts
    ) -> TimeForm? {
        guard case .time(let person, let minutes, let reason) = entered,
            let candidate = candidates.first(where: { $0.person == person })
        else { return nil }
        return TimeForm(
            action: action,
            person: person.rawValue,
            heading: texts("watch.time.heading", ["number": candidate.number]),
            now: candidate.endsAt.map {
                texts("watch.time.now", ["time": zone.minute($0), "zone": zone.zoneName])
            } ?? texts("watch.time.not-started"),
            minutes: minutes,
            reason: reason,
            cancelHref: cancelHref
        )
    }

    /// The form for a message; `nil` when another one is open.
    static func messageForm(
        _ entered: Entered,
        _ candidates: [CandidateStanding],
        action: String,
        _ cancelHref: String,
        _ texts: Texts
    ) -> MessageForm? {
        guard case .message(let person, let text) = entered else { return nil }
        let heading: String
        if let person {
            guard let candidate = candidates.first(where: { $0.person == person }) else { return nil }
            heading = texts("watch.message.label", ["number": candidate.number])
        } else {
            heading = texts("watch.message.to-all", count: candidates.count)
        }
        return MessageForm(
            action: action,
            person: person?.rawValue ?? "",
            heading: heading,
            text: text,
            cancelHref: cancelHref
        )
    }

    static func line(_ sent: Sent, _ zone: ClockText, _ texts: Texts) -> SentLine {
        SentLine(
            time: zone.second(sent.at),
            recipient: sent.number.map { texts("watch.messages.one", ["number": $0]) } ?? texts("watch.messages.all"),
            text: sent.text,
            read: texts(
                "watch.messages.read",
                ["read": String(sent.readCount), "total": String(sent.recipientCount)]
            )
        )
    }
}
