import Assessment
import Foundation

/// Release of results by two people: one proposes what both see, the other confirms it.
///
/// Posts `csrf` and `digest` to `/results/{s}/release` (propose) and `/results/{s}/release/confirm`.
struct ReleasePage: Page {
    let title: String
    let sitting: String
    let resultsHref: String
    let steps: [StateStep]
    let problems: [String]
    let hasProblems: Bool
    let figures: [ResultsPage.Figure]
    let digest: String
    let proposed: String?
    let proposedDigest: String?
    /// What stands in the way of the next step.
    let blockers: [String]
    let isBlocked: Bool
    let proposeAction: String?
    let confirmAction: String?
    let released: String?
    let path: String

    /// The numbers that a release is about.
    struct Numbers: Sendable {
        let candidates: Int
        let passCount: Int?
        let passMark: Mark?
        /// Positions with new texts that nobody has confirmed.
        let unconfirmed: Int
    }

    /// A proposal on its way.
    struct Proposal: Sendable {
        let digest: String
        let by: String
        let at: Date
        let isOwn: Bool
        /// Who confirmed, and when.
        let confirmed: (by: String, at: Date)?
    }

    /// Makes the finished words from facts.
    ///
    /// - `digest`: Hash of the results as they are now.
    /// - `canRelease`: Whether the viewer is of the board.
    init(
        sitting: Sitting,
        state: SittingState,
        digest: String,
        numbers: Numbers,
        proposal: Proposal?,
        canRelease: Bool,
        problems: [String] = [],
        texts: Texts
    ) {
        let clock = SittingText.clock(sitting)
        let heading = texts("release.title", ["sitting": sitting.title])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.sitting = sitting.title
        resultsHref = "/results/\(Href.component(sitting.id.rawValue))"
        path = "\(resultsHref)/release"
        steps = StateStep.line(state, texts)
        self.problems = problems
        hasProblems = !problems.isEmpty
        figures = Self.figures(numbers, texts)
        self.digest = digest
        let when = { (date: Date) in "\(clock.day(date, texts: texts)), \(clock.second(date)) \(clock.zoneName)" }
        proposed = proposal.map { texts("release.proposed", ["name": $0.by, "time": when($0.at)]) }
        proposedDigest = proposal?.digest
        released = proposal?.confirmed.map { texts("release.released", ["name": $0.by, "time": when($0.at)]) }
        var blockers = Self.blockers(state, numbers, canRelease: canRelease, texts)
        let isSame = proposal?.digest == digest
        if released == nil, let proposal {
            if !isSame { blockers.append(texts("release.blocked.changed")) }
            if isSame, proposal.isOwn { blockers.append(texts("release.blocked.own")) }
        }
        self.blockers = released == nil ? blockers : []
        isBlocked = !self.blockers.isEmpty
        let isReady =
            state == .confirmed && canRelease && numbers.passMark != nil && numbers.unconfirmed == 0 && released == nil
        proposeAction = isReady && !isSame ? path : nil
        confirmAction = isReady && isSame && proposal?.isOwn == false ? "\(path)/confirm" : nil
    }

    private static func figures(_ numbers: Numbers, _ texts: Texts) -> [ResultsPage.Figure] {
        let share = numbers.passCount.map { NumberText.percent(Double($0) / Double(max(1, numbers.candidates))) }
        return [
            ResultsPage.Figure(label: texts("results.n"), number: NumberText.whole(numbers.candidates), detail: nil),
            ResultsPage.Figure(
                label: texts("results.pass-mark"),
                number: numbers.passMark.map { NumberText.percent($0.approximate, places: 1) } ?? "–",
                detail: nil
            ),
            ResultsPage.Figure(
                label: texts("release.passing"),
                number: numbers.passCount.map(NumberText.whole) ?? "–",
                detail: share
            ),
        ]
    }

    private static func blockers(
        _ state: SittingState,
        _ numbers: Numbers,
        canRelease: Bool,
        _ texts: Texts
    ) -> [String] {
        var blockers: [String] = []
        if [.planned, .open, .closed, .marked].contains(state) { blockers.append(texts("release.blocked.state")) }
        if numbers.passMark == nil { blockers.append(texts("release.blocked.pass-mark")) }
        if numbers.unconfirmed > 0 { blockers.append(texts("results.unconfirmed", count: numbers.unconfirmed)) }
        if !canRelease { blockers.append(texts("release.blocked.role")) }
        return blockers
    }
}
