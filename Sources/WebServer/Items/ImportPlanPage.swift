import Assessment
import Foundation
import Storage

/// What an import would do, or did: counts, every entry with its notes, problems of the package, Apply and Discard.
///
/// Posts to `/bank/imports/{id}/apply` and `/bank/imports/{id}/discard` with `csrf`.
struct ImportPlanPage: Page {
    let title: String
    let file: String
    let when: String
    /// Why what was asked was not done.
    let refusal: String?
    /// How far the reading is, while it goes on.
    let making: Making?
    /// What has happened and what has not, in one sentence.
    let standing: String
    let isDone: Bool
    let isStopped: Bool
    let isOpen: Bool
    /// It says so where Apply would stand.
    let problems: [String]
    let hasProblems: Bool
    /// What of the file is left out without harm.
    let notes: [String]
    let hasNotes: Bool
    let counts: [Count]
    let hasCounts: Bool
    let entries: [Entry]
    let hasEntries: Bool
    let page: Paging?
    let applyAction: String?
    let applyLabel: String?
    /// Says that the blocked entries stay outside and the others come in.
    let leaveOutLabel: String?
    /// What was left out of an import that is done.
    let leftOut: String?
    let choosing: Choosing?
    let discardAction: String?
    let discardLabel: String

    /// One choice for all entries that were changed here and there.
    struct Choosing: Sendable {
        let action: String
        let sentence: String
    }

    struct Count: Sendable {
        let number: String
        let label: String
        let href: String
        let isChosen: Bool
    }

    struct Paging: Sendable {
        /// Such as "501–1000 of 12 000".
        let place: String
        let previousHref: String?
        let nextHref: String?
    }

    struct Entry: Sendable {
        let path: String
        let id: String
        /// The item or blueprint in the bank, once applied.
        let href: String?
        let name: String
        let kind: String
        let outcome: String
        let isBlocked: Bool
        /// The page that shows what differs; `nil` where nothing does.
        let compareHref: String?
        /// What was chosen for it.
        let choice: String?
        let notes: [String]
    }

    enum State: String, Sendable, CaseIterable { case staging, staged, applied, discarded }

    /// The words of the glossary.
    enum Outcome: String, Sendable, CaseIterable {
        case new, newer, same, changedBoth, forked, withdrawn, blocked
    }

    /// What an entry is about.
    enum Subject: Sendable {
        case item(KindName)
        case blueprint, resourcePack
    }

    /// One incoming item, blueprint or resource pack.
    struct Row: Sendable {
        let path: String
        let item: ItemID
        let name: String
        let subject: Subject
        let outcome: Outcome
        let notes: [String]
        /// Its place in the plan.
        var number = 0
        var choice: PlanEntry.Choice?
    }

    /// The entries drawn at a time: a plan may have tens of thousands.
    static let length = 500

    /// Makes the finished words from facts.
    ///
    /// - `end`: Why there is no plan, where nobody discarded it.
    /// - `progress`: How far the reading is; `nil` where this server does not know.
    /// - `isStill`: Whether the page is to stay as it is until somebody asks for it again.
    /// - `refusal`: Why what was asked of the plan was not done.
    /// - `problems`: Of the package as a whole.
    /// - `notes`: What of it is left out without harm.
    /// - `counts`: All entries by outcome.
    /// - `fileCounts`: Those among `counts` that are blueprints or resource packs.
    /// - `choices`: What is chosen for those that were changed here and there.
    /// - `rows`: Those that are shown, at most ``length``; blocked ones first.
    /// - `offset`: Those before them, `?from=500`.
    /// - `shownOutcome`: The filter `?outcome=new`.
    init(
        id: String,
        fileName: String,
        state: State,
        createdAt: Date,
        end: ImportEnd? = nil,
        progress: ImportProgress? = nil,
        isStill: Bool = false,
        refusal: ImportRefusal? = nil,
        problems: [String],
        notes: [String] = [],
        counts: [Outcome: Int],
        fileCounts: [Outcome: Int] = [:],
        choices: [PlanEntry.Choice: Int] = [:],
        rows: [Row],
        offset: Int = 0,
        shownOutcome: Outcome? = nil,
        clock: ClockText,
        texts: Texts
    ) {
        let path = "/bank/imports/\(Href.component(id))"
        title = texts("plan.title", ["file": fileName])
        file = fileName
        when = "\(clock.day(createdAt, texts: texts)), \(clock.minute(createdAt))"
        let isBlocked = !problems.isEmpty || counts[.blocked, default: 0] > 0
        let undecided = counts[.changedBoth, default: 0]
        let coming =
            counts[.new, default: 0] + counts[.newer, default: 0] + choices[.theirs, default: 0]
            + choices[.fork, default: 0]
        // Who brings a blueprint along must not read of items alone.
        let what = fileCounts[.new, default: 0] + fileCounts[.newer, default: 0] > 0 ? "entries" : "items"
        self.refusal = refusal.map { Self.words($0, texts) }
        making = state == .staging ? Making(progress, path: path, isStill: isStill, texts) : nil
        standing =
            switch state {
            case .staging: texts(progress == nil ? "plan.standing.staging" : "plan.standing.reading")
            case .staged where isBlocked: texts("plan.standing.blocked")
            case .staged: texts("plan.standing.staged.\(what)", count: coming)
            case .applied: texts("plan.standing.applied.\(what)", count: coming)
            case .discarded: Self.words(end, texts)
            }
        isDone = state == .applied
        isStopped = state == .discarded || (state == .staged && isBlocked)
        isOpen = state == .staging || (state == .staged && !isBlocked)
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.notes = notes
        hasNotes = !notes.isEmpty
        let total = counts.values.reduce(0, +)
        self.counts = Self.tiles(counts, total: total, chosen: shownOutcome, path: path, texts)
        hasCounts = state != .staging
        entries = rows.map { Self.entry($0, in: path, isApplied: state == .applied, texts) }
        hasEntries = !rows.isEmpty
        page = Self.paging(
            offset,
            shown: rows.count,
            total: shownOutcome.map { counts[$0, default: 0] } ?? total,
            href: { Href.to(path, [("outcome", shownOutcome?.rawValue ?? ""), ("from", $0 > 0 ? String($0) : "")]) },
            texts
        )
        // A package of which ours alone is kept is applied too: the decision is remembered.
        let hasWork = state == .staged && problems.isEmpty && coming + undecided > 0
        applyAction = hasWork && (!isBlocked || coming > 0) ? "\(path)/apply" : nil
        let label = coming > 0 ? texts("plan.apply.\(what)", count: coming) : texts("plan.apply.choices")
        applyLabel = hasWork && !isBlocked ? label : nil
        leaveOutLabel = hasWork && isBlocked && coming > 0 ? texts("plan.apply.leaving", count: coming) : nil
        leftOut =
            state == .applied && isBlocked ? texts("plan.left-out", count: counts[.blocked, default: 0]) : nil
        choosing =
            state == .staged && undecided > 0
            ? Choosing(action: "\(path)/choices", sentence: texts("plan.choose", count: undecided)) : nil
        // The server that was reading may be gone.
        discardAction = state == .staged || state == .staging ? "\(path)/discard" : nil
        discardLabel = texts(state == .staging ? "plan.cancel" : "plan.discard")
    }

    private static func tiles(
        _ counts: [Outcome: Int],
        total: Int,
        chosen: Outcome?,
        path: String,
        _ texts: Texts
    ) -> [Count] {
        let all = Count(
            number: NumberText.whole(total),
            label: texts("plan.all"),
            href: path,
            isChosen: chosen == nil
        )
        return [all]
            + Outcome.allCases.filter { counts[$0, default: 0] > 0 }.map { outcome in
                Count(
                    number: NumberText.whole(counts[outcome] ?? 0),
                    label: texts("plan.outcome.\(code(outcome))"),
                    href: Href.to(path, [("outcome", outcome.rawValue)]),
                    isChosen: chosen == outcome
                )
            }
    }

    private static func paging(
        _ offset: Int,
        shown: Int,
        total: Int,
        href: (Int) -> String,
        _ texts: Texts
    ) -> Paging? {
        guard shown > 0, total > shown else { return nil }
        let last = offset + shown
        return Paging(
            place: texts(
                "bank.place",
                [
                    "first": NumberText.whole(offset + 1), "last": NumberText.whole(last),
                    "total": NumberText.whole(total),
                ]
            ),
            previousHref: offset > 0 ? href(max(0, offset - length)) : nil,
            nextHref: last < total ? href(last) : nil
        )
    }

    private static func code(_ outcome: Outcome) -> String {
        outcome == .changedBoth ? "changed-both" : outcome.rawValue
    }

    private static func entry(_ row: Row, in path: String, isApplied: Bool, _ texts: Texts) -> Entry {
        let (place, kind): (String?, String) =
            switch row.subject {
            case .item(let kind): ("/bank/items/", BankWords.kind(kind, texts))
            case .blueprint: ("/blueprints/", texts("plan.blueprint"))
            case .resourcePack: (nil, texts("plan.resource-pack"))
            }
        let isReplacing = if case .blueprint = row.subject { row.outcome == .newer } else { false }
        let isItem = if case .item = row.subject { true } else { false }
        let isComparable = isItem && row.number > 0 && [.newer, .changedBoth].contains(row.outcome)
        return Entry(
            path: row.path,
            id: row.item.rawValue,
            href: isApplied && row.outcome != .blocked
                ? place.map { "\($0)\(Href.component(row.item.rawValue))" } : nil,
            name: row.name,
            kind: kind,
            outcome: texts("plan.outcome.\(code(row.outcome))"),
            isBlocked: row.outcome == .blocked,
            compareHref: isComparable ? "\(path)/entries/\(row.number)" : nil,
            choice: row.choice.map { texts("plan.choice.\($0.rawValue)") },
            notes: (isReplacing ? [texts("plan.replaces")] : []) + row.notes
        )
    }
}
