import Assessment
import Foundation

/// A candidate list on its way in: the form, then the dry run with errors by row and counts, then Apply.
///
/// Posts multipart to `/sittings/{s}/candidates` (`csrf`, `file`, or `list` as pasted text), which shows the dry run and
/// changes nothing; then `csrf` and `list` to `/sittings/{s}/candidates/apply`, which answers with ``TicketsPage``.
struct CandidatesPage: Page {
    let title: String
    let sitting: String
    let sittingHref: String
    let checkAction: String
    let applyAction: String
    let columns: [String]
    let example: String
    let pasted: String
    let dryRun: DryRun?
    let problems: [FieldProblem]
    let hasProblems: Bool
    let fileProblem: String?
    let listProblem: String?

    struct DryRun: Sendable {
        let summary: String
        let counts: [Count]
        let errors: [RowError]
        let hasErrors: Bool
        let errorHeading: String?
        let changes: [Change]
        let hasChanges: Bool
        let more: String?
        let list: String
        let applyLabel: String?
    }

    struct Count: Sendable {
        let number: String
        let label: String
    }

    struct RowError: Sendable {
        /// Such as "Line 14, column 3".
        let place: String
        let message: String
    }

    struct Change: Sendable {
        let number: String
        let name: String
        let what: String
    }

    /// One thing wrong with the file; `line` and `column` count from 1, 0 is unknown.
    struct Finding: Sendable {
        let line: Int
        let column: Int
        let message: String
    }

    enum Effect: Sendable {
        case added
        /// The adjustments of the candidate before and after; alike where only the name is another.
        case changed(before: [Adjustment], after: [Adjustment])
    }

    /// What applying `list` would do.
    struct Outcome: Sendable {
        /// The text that was checked; Apply sends it back.
        let list: String
        let findings: [Finding]
        let added: Int
        let changed: Int
        let same: Int
        /// Added and changed candidates, to be looked at.
        let rows: [(number: String, name: String, effect: Effect)]
    }

    /// At most so many rows are shown.
    static let shownRows = 200

    /// Makes the finished words from facts.
    ///
    /// - `columns`: Names of the columns that the file may have.
    /// - `example`: A small list as it should look.
    /// - `problems`: Why the file could not be read at all.
    init(
        sitting: Sitting,
        columns: [String],
        example: String,
        outcome: Outcome? = nil,
        problems: [FieldProblem] = [],
        texts: Texts
    ) {
        let heading = texts("candidates.title", ["sitting": sitting.title])
        let isWrong = !problems.isEmpty || outcome?.findings.isEmpty == false
        title = isWrong ? texts("form.error-title", ["title": heading]) : heading
        self.sitting = sitting.title
        sittingHref = "/sittings/\(Href.component(sitting.id.rawValue))"
        checkAction = "\(sittingHref)/candidates"
        applyAction = "\(sittingHref)/candidates/apply"
        self.columns = columns
        self.example = example
        pasted = outcome?.list ?? ""
        let clock = ClockText(zone: TimeZone(identifier: sitting.zone) ?? .gmt)
        dryRun = outcome.map { Self.dryRun($0, clock, texts) }
        self.problems = problems
        hasProblems = !problems.isEmpty
        fileProblem = problems.beside("file")
        listProblem = outcome?.findings.isEmpty == false ? texts("candidates.blocked") : problems.beside("list")
    }

    private static func dryRun(_ outcome: Outcome, _ clock: ClockText, _ texts: Texts) -> DryRun {
        let isClean = outcome.findings.isEmpty
        let coming = outcome.added + outcome.changed
        let shown = outcome.rows.prefix(shownRows)
        return DryRun(
            summary: !isClean
                ? texts("candidates.blocked")
                : coming == 0 ? texts("candidates.nothing") : texts("candidates.ready"),
            counts: [
                Count(number: NumberText.whole(outcome.added), label: texts("candidates.added")),
                Count(number: NumberText.whole(outcome.changed), label: texts("candidates.changed")),
                Count(number: NumberText.whole(outcome.same), label: texts("candidates.same")),
            ],
            errors: outcome.findings.map { RowError(place: place($0, texts), message: $0.message) },
            hasErrors: !isClean,
            errorHeading: isClean ? nil : texts("candidates.errors", count: outcome.findings.count),
            changes: isClean
                ? shown.map {
                    Change(number: $0.number, name: $0.name, what: words($0.effect, clock, texts))
                } : [],
            hasChanges: isClean && !shown.isEmpty,
            more: isClean && outcome.rows.count > shown.count
                ? texts(
                    "candidates.more",
                    ["shown": NumberText.whole(shown.count), "total": NumberText.whole(outcome.rows.count)]
                ) : nil,
            list: outcome.list,
            applyLabel: isClean && coming > 0 ? texts("candidates.apply", count: coming) : nil
        )
    }

    private static func words(_ effect: Effect, _ clock: ClockText, _ texts: Texts) -> String {
        func time(_ adjustments: [Adjustment]) -> String {
            guard !adjustments.isEmpty else { return texts("candidates.no-adjustment") }
            return adjustments.map { AdjustmentText.sentence($0, clock, texts) }.joined(separator: ", ")
        }
        return switch effect {
        case .added: texts("candidates.added")
        case .changed(let before, let after) where Set(before) == Set(after): texts("candidates.changed")
        case .changed(let before, let after):
            texts("candidates.changed-time", ["before": time(before), "after": time(after)])
        }
    }

    private static func place(_ finding: Finding, _ texts: Texts) -> String {
        switch (finding.line, finding.column) {
        case (0, _): texts("candidates.whole-file")
        case (let line, 0): texts("candidates.line", ["line": String(line)])
        case (let line, let column):
            texts("candidates.line-column", ["line": String(line), "column": String(column)])
        }
    }
}
