import Assessment
import Foundation

/// A draft paper against its blueprint: coverage, chosen items, suggestions, the plan of the solver or why there is none.
///
/// `GET /papers/{id}/assemble?cell=axis:category,axis:category&swap=item&move=item`. Posts to `/papers/{id}/assemble/fill` (`csrf`,
/// `revision`, `seed`), which shows a plan, and to `/papers/{id}/entries` (`csrf`, `revision` and one of: `add`, `remove`,
/// `swap` with `with`, `move` with `to`, or `set` once for each item of a plan, in order).
struct AssemblePage: Page {
    let title: String
    let name: String
    let paperHref: String
    let problems: [String]
    let hasProblems: Bool
    /// Such as "57 of 60 items", "mean expected facility .66 (target .60–.70)".
    let figures: [String]
    let grid: CoverageGrid?
    let noBlueprint: String?
    let conflict: AssemblyConflictText?
    let undecided: String?
    let plan: Proposal?
    let fillAction: String
    let entriesAction: String
    let revision: String
    let seed: String
    let entries: [Entry]
    let hasEntries: Bool
    let move: Move?
    let list: Suggestions

    /// What the solver proposes.
    struct Proposal: Sendable {
        /// Such as: Adds 3 items, removes 1.
        let summary: String
        let added: [Named]
        let hasAdded: Bool
        let removed: [Named]
        let hasRemoved: Bool
        let ids: [String]
    }

    struct Named: Sendable {
        let href: String
        let name: String
        let id: String
    }

    struct Entry: Sendable {
        let number: String
        let href: String
        let name: String
        let id: String
        let facility: String
        let swapHref: String
        let swapLabel: String
        let moveHref: String
        let moveLabel: String
        let removeLabel: String
        let isTarget: Bool
    }

    struct Move: Sendable {
        let item: String
        let label: String
        let last: String
        let place: String
    }

    struct Suggestions: Sendable {
        let heading: String
        /// The item to be swapped out.
        let swapped: String?
        let allHref: String?
        let rows: [Suggestion]
        let hasSuggestions: Bool
    }

    struct Suggestion: Sendable {
        let href: String
        let name: String
        let id: String
        let facility: String
        let used: String
        /// Such as "enemy of cardio-0007".
        let clash: String?
        let doLabel: String
        let isSwap: Bool
        let action: String
    }

    /// One item of the paper or of the bank.
    struct Item: Sendable {
        let item: ItemID
        let name: String
        let facility: Mark?
        var lastUsed: Date?
        /// Items of the paper that must not stand beside it.
        var clashes: [ItemID] = []
    }

    /// What the solver answered to "Fill gaps".
    enum Answer: Sendable {
        case plan(added: [Item], removed: [Item], chosen: [ItemID])
        case conflict(AssemblyConflictText)
        case undecided
    }

    /// What the person has chosen on the page.
    struct Selection: Sendable {
        var cell: [String: String] = [:]
        var swap: ItemID?
        var move: ItemID?
    }

    /// Makes the finished words from facts.
    ///
    /// - `plan`: The blueprint; `nil` where the paper has none.
    /// - `count`: Items of the paper that lie in a cell.
    /// - `facilityTarget`: The blueprint's window for the mean expected facility.
    /// - `suggestions`: For the chosen cell, or for the cells of the item to be swapped; best first.
    init(
        paper: PaperID,
        name: String,
        revision: Int,
        seed: UInt64,
        plan blueprint: CoverageGrid.Plan?,
        count: @escaping @Sendable ([String: String]) -> Int,
        facilityTarget: ClosedRange<Double>? = nil,
        entries: [Item],
        suggestions: [Item],
        selection: Selection = Selection(),
        answer: Answer? = nil,
        problems: [String] = [],
        clock: ClockText,
        texts: Texts
    ) {
        let heading = texts("assemble.title", ["paper": name])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.name = name
        paperHref = "/papers/\(Href.component(paper.rawValue))"
        let path = "\(paperHref)/assemble"
        self.problems = problems
        hasProblems = !problems.isEmpty
        figures = Self.figures(entries, blueprint, facilityTarget, texts)
        grid = blueprint.map {
            CoverageGrid($0, holding: .init(count: count, path: path, chosen: selection.cell), texts: texts)
        }
        noBlueprint = blueprint == nil ? texts("assemble.no-blueprint") : nil
        var (conflict, undecided, proposal): (AssemblyConflictText?, String?, Proposal?) = (nil, nil, nil)
        switch answer {
        case .conflict(let text): conflict = text
        case .undecided: undecided = texts("assemble.undecided")
        case .plan(let added, let removed, let chosen):
            proposal = Self.proposal(added: added, removed: removed, chosen: chosen, texts)
        case nil: break
        }
        (self.conflict, self.undecided, plan) = (conflict, undecided, proposal)
        fillAction = "\(path)/fill"
        entriesAction = "\(paperHref)/entries"
        self.revision = String(revision)
        self.seed = String(seed)
        self.entries = entries.enumerated().map { Self.entry($1, at: $0 + 1, path: path, selection, texts) }
        hasEntries = !entries.isEmpty
        move = Self.move(selection.move, in: entries, texts)
        list = Suggestions(
            suggestions,
            swapped: entries.first { $0.item == selection.swap },
            cell: blueprint.map { CoverageGrid.name(of: selection.cell, in: $0, texts) },
            isFiltered: !selection.cell.isEmpty,
            path: path,
            clock,
            texts
        )
    }

    private static func figures(
        _ entries: [Item],
        _ plan: CoverageGrid.Plan?,
        _ target: ClosedRange<Double>?,
        _ texts: Texts
    ) -> [String] {
        let count = String(entries.count)
        var figures = [
            plan.map { texts("assemble.items-of", ["number": count, "size": String($0.maximumSize)]) }
                ?? texts("papers.items", count: entries.count)
        ]
        let known = entries.compactMap { $0.facility?.approximate }
        guard !known.isEmpty else { return figures }
        let mean = NumberText.share(known.reduce(0, +) / Double(known.count))
        figures.append(
            target.map {
                texts(
                    "assemble.facility-target",
                    ["mean": mean, "from": NumberText.share($0.lowerBound), "to": NumberText.share($0.upperBound)]
                )
            } ?? texts("assemble.facility", ["mean": mean])
        )
        return figures
    }

    private static func move(_ item: ItemID?, in entries: [Item], _ texts: Texts) -> Move? {
        entries.firstIndex { $0.item == item }.map { index in
            Move(
                item: entries[index].item.rawValue,
                label: texts("assemble.move.label", ["name": entries[index].name]),
                last: String(entries.count),
                place: String(index + 1)
            )
        }
    }

    private static func proposal(
        added: [Item],
        removed: [Item],
        chosen: [ItemID],
        _ texts: Texts
    ) -> Proposal {
        Proposal(
            summary: texts(
                "assemble.plan.summary",
                ["added": String(added.count), "removed": String(removed.count), "total": String(chosen.count)]
            ),
            added: added.map(named),
            hasAdded: !added.isEmpty,
            removed: removed.map(named),
            hasRemoved: !removed.isEmpty,
            ids: chosen.map(\.rawValue)
        )
    }

    private static func named(_ item: Item) -> Named {
        Named(href: href(item.item), name: item.name, id: item.item.rawValue)
    }

    static func href(_ item: ItemID) -> String { "/bank/items/\(Href.component(item.rawValue))" }

    private static func entry(
        _ item: Item,
        at number: Int,
        path: String,
        _ selection: Selection,
        _ texts: Texts
    ) -> Entry {
        Entry(
            number: String(number),
            href: href(item.item),
            name: item.name,
            id: item.item.rawValue,
            facility: item.facility.map { NumberText.share($0.approximate) } ?? "–",
            swapHref: Href.to(path, [("swap", item.item.rawValue)]) + "#suggestions",
            swapLabel: texts("assemble.swap.label", ["name": item.name]),
            moveHref: Href.to(path, [("move", item.item.rawValue)]) + "#move",
            moveLabel: texts("assemble.move.of", ["name": item.name]),
            removeLabel: texts("assemble.remove.label", ["name": item.name]),
            isTarget: item.item == selection.swap || item.item == selection.move
        )
    }
}
