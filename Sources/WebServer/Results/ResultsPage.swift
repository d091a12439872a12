import Assessment
import Foundation
import Psychometrics

/// Results of a sitting: overview, distribution, pass mark, items with their flags, the next step.
///
/// Posts `csrf` to `/results/{s}/score` and `/results/{s}/confirm`, and `csrf`, `percent` (empty takes it away) to
/// `/results/{s}/pass-mark`. CSV: `/results/{s}/results.csv`, `/results/{s}/items.csv`.
struct ResultsPage: Page {
    let title: String
    let name: String
    let sittingHref: String
    let path: String
    let steps: [StateStep]
    let problems: [String]
    let hasProblems: Bool
    /// Such as: Results appear when the sitting closes.
    let notYet: String?
    /// Such as: Too few candidates (12) for item statistics; shown greyed.
    let few: String?
    let figures: [Figure]
    let passing: Passing
    let hasResults: Bool
    let distribution: Plot
    let reliability: Plot
    let map: Plot
    /// Such as: 4 questions are flagged.
    let flagged: String
    let firstFlaggedHref: String?
    let items: [Item]
    let hasItems: Bool
    let isGreyed: Bool
    let scoreLabel: String?
    /// Whether scoring is what the sitting waits for.
    let scoreIsMain: Bool
    let canConfirm: Bool
    let releaseHref: String?
    /// Questions whose new answers nobody has confirmed.
    let unconfirmed: String?
    let firstNewHref: String?

    struct Figure: Sendable {
        let label: String
        let number: String
        let detail: String?
    }

    struct Passing: Sendable {
        let percent: String
        let words: String
        let near: String?
        let canSet: Bool
    }

    /// What is known once the sitting has closed.
    struct Results: Sendable {
        let analysis: ClassicalAnalysis
        /// In the order of the score matrix.
        let columns: [Column]
        /// Marks available after the decisions.
        let available: Double
        /// Counted on exact marks; `nil` while no pass mark is set.
        let passCount: Int?
    }

    /// Who looks.
    struct Viewer: Sendable {
        let isOffice: Bool
        let isBoard: Bool
    }

    /// Makes the finished words from facts.
    ///
    /// - `passMark`: Share of the marks available, in 0…1.
    /// - `results`: `nil` before the sitting has closed, and while there is no attempt or no question that counts.
    /// - `excluded`: Questions that count for nobody; they are listed in their place, without numbers.
    /// - `enteredPercent`: What was typed when it could not be accepted.
    init(
        sitting: Sitting,
        state: SittingState,
        results: Results?,
        excluded: [Excluded] = [],
        passMark: Mark?,
        viewer: Viewer,
        enteredPercent: String? = nil,
        problems: [String] = [],
        texts: Texts
    ) {
        let id = Href.component(sitting.id.rawValue)
        let heading = texts("results.title", ["sitting": sitting.title])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        name = sitting.title
        sittingHref = "/sittings/\(id)"
        path = "/results/\(id)"
        steps = StateStep.line(state, texts)
        self.problems = problems
        hasProblems = !problems.isEmpty
        let isClosed = ![.planned, .open].contains(state)
        let absence =
            if !isClosed { "results.not-yet" } else if excluded.isEmpty { "results.nobody" } else {
                "results.all-excluded"
            }
        notYet = results == nil ? texts(absence) : nil
        hasResults = results != nil
        let n = results?.analysis.summary?.n ?? 0
        let minimum = ItemLimits().minimumCandidates
        isGreyed = n < minimum
        few = results != nil && isGreyed ? texts("results.few", ["number": String(n)]) : nil
        figures = results.map { Self.figures($0, texts) } ?? []
        passing = Passing(
            results,
            passMark,
            entered: enteredPercent,
            canSet: viewer.isOffice && [.closed, .marked, .confirmed].contains(state),
            texts
        )
        let paths = (results: "\(path)/results.csv", items: "\(path)/items.csv")
        distribution = Self.distribution(results, passMark, paths.results, texts)
        reliability =
            results.map {
                ReliabilityPlot.plot(
                    $0.analysis.reliability,
                    numbers: $0.columns.map(\.label),
                    csvHref: paths.items,
                    texts: texts
                )
            } ?? Self.nothing(texts)
        map = results.map { Self.map($0, n: n, paths.items, texts) } ?? Self.nothing(texts)
        let own = path
        items = Self.items(results?.columns ?? [], excluded, path: own, texts)
        hasItems = !items.isEmpty
        let looked = (results?.columns ?? []).filter { $0.flags.contains(where: ItemFlagText.needsLook) }
        flagged = texts("results.flagged", count: Set(looked.map(\.position)).count)
        firstFlaggedHref = looked.first.map { "\(own)/items/\($0.position)" }
        let new = Set((results?.columns ?? []).filter { $0.newStrings > 0 }.map(\.position)).count
        firstNewHref = (results?.columns ?? []).first { $0.newStrings > 0 }.map { "\(own)/items/\($0.position)" }
        unconfirmed = new > 0 ? texts("results.unconfirmed", count: new) : nil
        scoreIsMain = state == .closed
        scoreLabel = viewer.isOffice && results != nil ? Self.scoreLabel(state, texts) : nil
        canConfirm = viewer.isOffice && state == .marked && new == 0
        releaseHref = [.confirmed, .released, .archived].contains(state) ? "\(path)/release" : nil
    }

    private static func scoreLabel(_ state: SittingState, _ texts: Texts) -> String? {
        switch state {
        case .closed: texts("results.score")
        case .marked, .confirmed: texts("results.score-again")
        case .planned, .open, .released, .archived: nil
        }
    }

    private static func nothing(_ texts: Texts) -> Plot {
        Plot(drawing: nil, caption: texts("plot.none"), header: [], lines: [])
    }

    private static func figures(_ results: Results, _ texts: Texts) -> [Figure] {
        guard let summary = results.analysis.summary else { return [] }
        let reliability = results.analysis.reliability
        let share = { (marks: Double) in
            results.available > 0 ? NumberText.percent(marks / results.available, places: 1) : nil
        }
        let marks = { (value: Double?) in value.map { NumberText.decimal($0, places: 1) } ?? "–" }
        let isSmall = summary.n < ItemLimits().minimumCandidates
        let tooFew = Plot.tooFew(summary.n, texts)
        return [
            Figure(label: texts("results.n"), number: NumberText.whole(summary.n), detail: nil),
            Figure(label: texts("results.mean"), number: marks(summary.mean), detail: share(summary.mean)),
            Figure(label: texts("results.median"), number: marks(summary.median), detail: share(summary.median)),
            Figure(label: texts("results.sd"), number: marks(summary.standardDeviation), detail: nil),
            Figure(
                label: texts("results.alpha"),
                number: isSmall ? "–" : reliability.alpha.map { NumberText.share($0) } ?? "–",
                detail: isSmall
                    ? tooFew
                    : reliability.alphaInterval.map { "\(NumberText.share($0.lower))–\(NumberText.share($0.upper))" }
            ),
            Figure(
                label: texts("results.sem"),
                number: isSmall ? "–" : marks(reliability.standardErrorOfMeasurement),
                detail: isSmall ? tooFew : nil
            ),
        ]
    }

    private static func distribution(
        _ results: Results?,
        _ passMark: Mark?,
        _ csv: String,
        _ texts: Texts
    ) -> Plot {
        guard let results else { return nothing(texts) }
        return ScoreDistributionPlot.plot(
            totals: results.analysis.scores.totals,
            available: results.available,
            cut: passMark.map { $0.approximate * results.available },
            error: results.analysis.scores.totals.count < ItemLimits().minimumCandidates
                ? nil : results.analysis.reliability.standardErrorOfMeasurement,
            passCount: results.passCount,
            csvHref: csv,
            texts: texts
        )
    }

    private static func map(_ results: Results, n: Int, _ csv: String, _ texts: Texts) -> Plot {
        let points = results.columns.compactMap { column -> ItemMapPlot.Point? in
            guard let facility = column.statistics.facilityOverPresented?.value,
                let rest = column.statistics.itemRest
            else { return nil }
            return ItemMapPlot.Point(
                number: column.label,
                facility: facility,
                itemRest: rest,
                isFlagged: column.flags.contains(where: ItemFlagText.needsLook)
            )
        }
        return ItemMapPlot.plot(points, n: n, csvHref: csv, texts: texts)
    }
}
