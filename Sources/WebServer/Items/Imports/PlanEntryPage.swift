import Assessment
import ItemBank
import Storage

/// One item of an import plan in three versions, part by part: before, in the bank, in the file.
///
/// Posts to `/bank/imports/{id}/entries/{number}` with `csrf` and `choice`.
struct PlanEntryPage: Page {
    let title: String
    let planHref: String
    let file: String
    let id: String
    let name: String
    let outcome: String
    /// What is to be known before reading on; `nil` when there is nothing.
    let remark: String?
    let hasBase: Bool
    let parts: [Part]
    let isEmpty: Bool
    let action: String?
    let choices: [Choice]

    struct Part: Sendable {
        let heading: String
        /// The option, response, outcome or axis where there are several.
        let place: String?
        let side: String
        /// Whether somebody has to decide.
        let isOpen: Bool
        let isOfMarkupAlone: Bool
        let columns: [Column]
    }

    struct Column: Sendable {
        let label: String
        let isAbsent: Bool
        let runs: [Run]
        let language: String
        let direction: String
    }

    /// A run of words; one that was put in or taken out says so by more than its colour.
    struct Run: Sendable {
        let isKept: Bool
        let isInserted: Bool
        let isDeleted: Bool
        let text: String
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let hint: String
        let isChosen: Bool
    }

    /// The three versions of the item; `base` is `nil` when the package never brought it, or nobody knows.
    struct Versions: Sendable {
        let base: ItemVersion?
        let ours: ItemVersion
        let theirs: ItemVersion
    }

    /// Makes the finished words from facts.
    ///
    /// - `row`: The entry, with its notes and what was chosen.
    /// - `isOpen`: Whether a choice can still be made.
    init(
        plan: String,
        fileName: String,
        row: ImportPlanPage.Row,
        versions: Versions,
        isOpen: Bool,
        texts: Texts
    ) {
        title = texts("compare.title", ["name": row.name])
        planHref = "/bank/imports/\(Href.component(plan))"
        file = fileName
        id = row.item.rawValue
        name = row.name
        let isContested = row.outcome == .changedBoth
        outcome = texts(isContested ? "plan.outcome.changed-both" : "plan.outcome.newer")
        hasBase = versions.base != nil
        let remarks =
            row.notes + (hasBase ? [] : [texts("compare.no-base")]) + (isContested ? [] : [texts("compare.newer")])
        remark = remarks.isEmpty ? nil : remarks.joined(separator: " ")
        var words = TextDifference.itemLimit
        parts = ItemChange.all(base: versions.base, ours: versions.ours, theirs: versions.theirs)
            .map { Self.part($0, versions, words: &words, texts) }
        isEmpty = parts.isEmpty
        action = isContested && isOpen ? "\(planHref)/entries/\(row.number)" : nil
        choices = PlanEntry.Choice.allCases.map { choice in
            Choice(
                value: choice.rawValue,
                label: texts("compare.choose.\(choice.rawValue)"),
                hint: texts("compare.choose.\(choice.rawValue).hint"),
                isChosen: row.choice == choice
            )
        }
    }

    private static func part(
        _ change: ItemChange,
        _ versions: Versions,
        words: inout Int,
        _ texts: Texts
    ) -> Part {
        let start = versions.base == nil ? change.ours : change.base
        let all: [(name: String, version: ItemVersion?, value: ItemChange.Value?)] = [
            ("base", versions.base, change.base), ("ours", versions.ours, change.ours),
            ("theirs", versions.theirs, change.theirs),
        ]
        return Part(
            heading: texts("compare.part.\(change.part.name.rawValue)"),
            place: change.part.place.isEmpty ? nil : change.part.place,
            side: texts("compare.side.\(change.side.rawValue)"),
            isOpen: change.side == .both,
            isOfMarkupAlone: change.isOfMarkupAlone,
            columns: all.compactMap { name, version, value in
                version.map { version in
                    Column(
                        label: texts("compare.\(name)"),
                        isAbsent: value == nil,
                        runs: runs(from: start, to: value, words: &words),
                        language: version.language,
                        direction: Texts.direction(of: version.language).rawValue
                    )
                }
            }
        )
    }

    private static func runs(from start: ItemChange.Value?, to value: ItemChange.Value?, words: inout Int) -> [Run] {
        guard let value else { return [] }
        let text = value.lines.joined(separator: "\n")
        // What was never there before is new as a whole; marking every word of it would only be harder to read.
        guard let old = start?.lines.joined(separator: "\n") else { return [Run(.kept, text)] }
        return TextDifference.runs(from: old, to: text, words: &words).map { Run($0.change, $0.text) }
    }
}

extension PlanEntryPage.Run {
    fileprivate init(_ change: TextDifference.Change, _ text: String) {
        (isKept, isInserted, isDeleted) = (change == .kept, change == .inserted, change == .deleted)
        self.text = text
    }
}
