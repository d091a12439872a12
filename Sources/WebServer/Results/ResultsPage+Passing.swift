import Assessment
import Psychometrics

extension ResultsPage.Passing {
    init(
        _ results: ResultsPage.Results?,
        _ passMark: Mark?,
        entered: String?,
        canSet: Bool,
        _ texts: Texts
    ) {
        let share = passMark?.approximate
        percent = entered ?? share.map { NumberText.marks($0 * 100) } ?? ""
        self.canSet = canSet
        guard let results, let share, let passCount = results.passCount, let n = results.analysis.summary?.n else {
            words = texts(passMark == nil ? "results.no-pass-mark" : "results.pass-mark-later")
            near = nil
            return
        }
        words = texts(
            "results.passing",
            count: passCount,
            ["total": String(n), "share": NumberText.percent(Double(passCount) / Double(max(1, n)))]
        )
        let cut = results.analysis.cutScore(share * results.available)
        near =
            n >= ItemLimits().minimumCandidates
            ? cut.withinOneError.map { texts("results.near", count: $0) } : nil
    }
}
