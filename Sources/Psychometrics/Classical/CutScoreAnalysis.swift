/// What a cut score does to a cohort and how sure its decisions are.
///
/// Counts are for reports. Who passes is decided elsewhere, in exact marks.
public struct CutScoreAnalysis: Hashable, Sendable {
    /// In marks; a candidate passes with at least this total.
    public let cut: Double
    public let n: Int
    public let passCount: Int
    /// Passing when the cut is lowered by one standard error of measurement.
    public let passCountOneErrorBelow: Int?
    /// Passing when the cut is raised by one standard error of measurement.
    public let passCountOneErrorAbove: Int?
    /// Candidates no further from the cut than one standard error of measurement.
    public let withinOneError: Int?
    /// Lord's binomial error at the cut, in marks.
    public let binomialError: Double?
    /// Keats's error at the cut, in marks.
    public let keatsError: Double?
    public let huynh: DecisionConsistency?
    public let subkoviak: DecisionConsistency?

    public init(_ scores: CompleteScores, reliability: Reliability, cut: Double) {
        // Totals and cuts of fractions may miss each other by a rounding error.
        func passing(_ cut: Double) -> Int { scores.totals.count { $0 >= cut - 1e-9 } }
        let error = reliability.standardErrorOfMeasurement
        self.cut = cut
        n = scores.totals.count
        passCount = passing(cut)
        passCountOneErrorBelow = error.map { passing(cut - $0) }
        passCountOneErrorAbove = error.map { passing(cut + $0) }
        withinOneError = error.map { error in scores.totals.count { ($0 - cut).magnitude <= error + 1e-9 } }
        binomialError = reliability.binomialError(at: cut)
        keatsError = reliability.keatsError(at: cut)
        huynh = DecisionConsistency(scores, reliability: reliability, cut: cut, method: .huynh)
        subkoviak = DecisionConsistency(scores, reliability: reliability, cut: cut, method: .subkoviak)
    }
}
