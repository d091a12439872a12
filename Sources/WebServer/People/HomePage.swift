import Assessment
import Foundation
import Storage

/// The start page: what needs the person now, what comes in the next days, and what comes later.
struct HomePage: Page {
    let title: String
    let tasks: [Task]
    let coming: [Coming]
    let later: [Coming]
    /// Where all sittings are listed, when some come later and the reader may open them.
    let allHref: String?
    /// Such as: and 3 more.
    let more: String?
    /// Said when nothing needs the person: "Nothing needs you now. Next: Paper A, 3 June."
    let empty: String?
    let hasTasks: Bool
    let hasComing: Bool
    let hasLater: Bool

    /// One thing to do: its name leads to it.
    struct Task: Sendable {
        let href: String
        let name: String
        /// When, or how much: "until 12:30", "4 items".
        let detail: String
    }

    /// One sitting that opens in the future.
    struct Coming: Sendable {
        /// Absent for those who may not open the sitting.
        let href: String?
        let name: String
        /// Such as: 3 June 2027, 10:00 London.
        let detail: String
    }

    /// So many of the sittings that open later are named here.
    static let namedLater = 5

    /// Makes the finished words from facts.
    ///
    /// - `coming`: Sittings that have not opened yet, the next one first; see ``coming(_:now:)``.
    /// - `opensSittings`: Whether the reader may open a sitting.
    init(tasks: [Task], coming: [Sitting], now: Date, opensSittings: Bool, texts: Texts) {
        func row(_ sitting: Sitting) -> Coming {
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
        title = texts("home.heading")
        self.tasks = tasks
        let week = coming.prefix { $0.window.opens <= now + 7 * 24 * 3600 }
        let rest = coming.dropFirst(week.count)
        self.coming = week.map(row)
        later = rest.prefix(Self.namedLater).map(row)
        more = rest.count > Self.namedLater ? texts("home.more", count: rest.count - Self.namedLater) : nil
        allHref = opensSittings && !rest.isEmpty ? "/sittings" : nil
        hasTasks = !tasks.isEmpty
        hasComing = !week.isEmpty
        hasLater = !rest.isEmpty
        empty = tasks.isEmpty ? Self.empty(next: coming.first, now: now, texts) : nil
    }

    private static func empty(next: Sitting?, now: Date, _ texts: Texts) -> String {
        guard let next else { return texts("home.empty") }
        let (clock, opens) = (SittingText.clock(next), next.window.opens)
        // Within half a year nobody takes one 3 June for another.
        let isNear = opens < now + 180 * 24 * 3600
        let when = isNear ? clock.dayAndMonth(opens, texts: texts) : clock.day(opens, texts: texts)
        return texts("home.empty-next", ["name": next.title, "when": when])
    }

    /// The sittings whose window opens after `now`, the next one first.
    static func coming(_ records: [SittingRecord], now: Date) -> [Sitting] {
        records.filter { [.planned, .open].contains($0.state) }.map(\.sitting).filter { now < $0.window.opens }
            .sorted { ($0.window.opens, $0.title) < ($1.window.opens, $1.title) }
    }
}
