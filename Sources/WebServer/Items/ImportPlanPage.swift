import Assessment
import Foundation

/// What an import would do, or did: counts, every entry with its notes, problems of the package, Apply and Discard.
///
/// Posts to `/bank/imports/{id}/apply` and `/bank/imports/{id}/discard` with `csrf`.
struct ImportPlanPage: Page {
    let title: String
    let file: String
    let when: String
    /// What has happened and what has not, in one sentence.
    let standing: String
    let isDone: Bool
    let isStopped: Bool
    let isOpen: Bool
    /// It says so where Apply would stand.
    let problems: [String]
    let hasProblems: Bool
    let counts: [Count]
    let entries: [Entry]
    let hasEntries: Bool
    /// Such as: The first 500 of 12,000 entries are shown.
    let more: String?
    let applyAction: String?
    let applyLabel: String?
    let discardAction: String?

    struct Count: Sendable {
        let number: String
        let label: String
        let href: String
        let isChosen: Bool
    }

    struct Entry: Sendable {
        let path: String
        let id: String
        /// The item in the bank, once applied.
        let href: String?
        let name: String
        let kind: String
        let outcome: String
        let isBlocked: Bool
        let notes: [String]
    }

    enum State: String, Sendable, CaseIterable { case staging, staged, applied, discarded }

    /// The words of the glossary.
    enum Outcome: String, Sendable, CaseIterable {
        case new, newer, same, changedBoth, forked, withdrawn, blocked
    }

    /// One incoming item.
    struct Row: Sendable {
        let path: String
        let item: ItemID
        let name: String
        let kind: KindName
        let outcome: Outcome
        let notes: [String]
    }

    /// Makes the finished words from facts.
    ///
    /// - `problems`: Of the package as a whole.
    /// - `counts`: All entries by outcome.
    /// - `rows`: Those that are shown; blocked ones first.
    /// - `shownOutcome`: The filter `?outcome=new`.
    init(
        id: String,
        fileName: String,
        state: State,
        createdAt: Date,
        problems: [String],
        counts: [Outcome: Int],
        rows: [Row],
        shownOutcome: Outcome? = nil,
        clock: ClockText,
        texts: Texts
    ) {
        let path = "/bank/imports/\(Href.component(id))"
        title = texts("plan.title", ["file": fileName])
        file = fileName
        when = "\(clock.day(createdAt, texts: texts)), \(clock.minute(createdAt))"
        let isBlocked = !problems.isEmpty || counts[.blocked, default: 0] > 0
        let coming = counts[.new, default: 0] + counts[.newer, default: 0]
        standing =
            switch state {
            case .staging: texts("plan.standing.staging")
            case .staged where isBlocked: texts("plan.standing.blocked")
            case .staged: texts("plan.standing.staged", count: coming)
            case .applied: texts("plan.standing.applied", count: coming)
            case .discarded: texts("plan.standing.discarded")
            }
        isDone = state == .applied
        isStopped = state == .discarded || (state == .staged && isBlocked)
        isOpen = state == .staging || (state == .staged && !isBlocked)
        self.problems = problems
        hasProblems = !problems.isEmpty
        let total = counts.values.reduce(0, +)
        let all = Count(
            number: NumberText.whole(total),
            label: texts("plan.all"),
            href: path,
            isChosen: shownOutcome == nil
        )
        self.counts =
            [all]
            + Outcome.allCases.filter { counts[$0, default: 0] > 0 }.map { outcome in
                Count(
                    number: NumberText.whole(counts[outcome] ?? 0),
                    label: texts("plan.outcome.\(Self.code(outcome))"),
                    href: Href.to(path, [("outcome", outcome.rawValue)]),
                    isChosen: shownOutcome == outcome
                )
            }
        entries = rows.map { Self.entry($0, isApplied: state == .applied, texts) }
        hasEntries = !rows.isEmpty
        let expected = shownOutcome.map { counts[$0, default: 0] } ?? total
        more =
            expected > rows.count
            ? texts("plan.more", ["shown": NumberText.whole(rows.count), "total": NumberText.whole(expected)]) : nil
        let canApply = state == .staged && !isBlocked && coming > 0
        applyAction = canApply ? "\(path)/apply" : nil
        applyLabel = canApply ? texts("plan.apply", count: coming) : nil
        discardAction = state == .staged ? "\(path)/discard" : nil
    }

    private static func code(_ outcome: Outcome) -> String {
        outcome == .changedBoth ? "changed-both" : outcome.rawValue
    }

    private static func entry(_ row: Row, isApplied: Bool, _ texts: Texts) -> Entry {
        Entry(
            path: row.path,
            id: row.item.rawValue,
            href: isApplied && row.outcome != .blocked ? "/bank/items/\(Href.component(row.item.rawValue))" : nil,
            name: row.name,
            kind: BankWords.kind(row.kind, texts),
            outcome: texts("plan.outcome.\(code(row.outcome))"),
            isBlocked: row.outcome == .blocked,
            notes: row.notes
        )
    }
}
