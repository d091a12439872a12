import Assessment
import Foundation
import Storage

/// The start page: what needs the person now, and what comes in the next days.
struct HomePage: Page {
    let title: String
    let tasks: [Task]
    let coming: [Coming]
    /// Said when nothing needs the person: "Nothing needs you now. Next: Paper A, 3 June."
    let empty: String?
    let hasTasks: Bool
    let hasComing: Bool

    /// One thing to do: its name leads to it.
    struct Task: Sendable {
        let href: String
        let name: String
        /// When, or how much: "until 12:30", "4 items".
        let detail: String
    }

    /// One sitting that opens soon.
    struct Coming: Sendable {
        /// Absent for those who may not open the sitting.
        let href: String?
        let name: String
        /// Such as: 3 June 2027, 10:00 London.
        let detail: String
    }

    /// Makes the finished words from facts.
    ///
    /// - `coming`: Sittings that open soon, the next one first; see ``openingSoon(_:now:)``.
    /// - `opensSittings`: Whether the reader may open a sitting.
    init(tasks: [Task], coming: [Sitting], opensSittings: Bool, texts: Texts) {
        title = texts("home.heading")
        self.tasks = tasks
        self.coming = coming.map { sitting in
            let (clock, opens) = (SittingText.clock(sitting), sitting.window.opens)
            return Coming(
                href: opensSittings ? "/sittings/\(Href.component(sitting.id.rawValue))" : nil,
                name: sitting.title,
                detail: texts(
                    "exam.when",
                    ["day": clock.day(opens, texts: texts), "time": clock.minute(opens), "zone": clock.zoneName]
                )
            )
        }
        hasTasks = !tasks.isEmpty
        hasComing = !coming.isEmpty
        empty =
            if !tasks.isEmpty {
                nil
            } else if let next = coming.first {
                texts(
                    "home.empty-next",
                    [
                        "name": next.title,
                        "when": SittingText.clock(next).dayAndMonth(next.window.opens, texts: texts),
                    ]
                )
            } else {
                texts("home.empty")
            }
    }

    /// The sittings whose window opens within 7 days of `now`, the next one first.
    static func openingSoon(_ records: [SittingRecord], now: Date) -> [Sitting] {
        let last = now + 7 * 24 * 3600
        return records.filter { [.planned, .open].contains($0.state) }.map(\.sitting)
            .filter { now < $0.window.opens && $0.window.opens <= last }
            .sorted { ($0.window.opens, $0.title) < ($1.window.opens, $1.title) }
    }
}
