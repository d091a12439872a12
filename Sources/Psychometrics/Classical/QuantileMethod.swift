/// How a quantile between two scores is found; the name belongs beside every printed quantile.
///
/// Source: Hyndman & Fan (1996), *The American Statistician* 50, 361–365, whose numbers are given.
public enum QuantileMethod: String, Hashable, Sendable, CaseIterable {
    /// Type 1: the smallest score that at least the asked share of candidates does not exceed.
    case invertedDistribution = "type_1"
    /// Type 6 (Weibull; SPSS, Minitab).
    case weibull = "type_6"
    /// Type 7: default of R, numpy and spreadsheets.
    case linear = "type_7"
    /// Type 8: about median-unbiased, which Hyndman & Fan recommend.
    case medianUnbiased = "type_8"

    /// The score below which the share `probability` (0…1) of candidates lies; `nil` without scores.
    public func quantile(_ probability: Double, of scores: [Double]) -> Double? {
        quantiles([probability], of: scores).first
    }

    /// Several quantiles at the cost of one sorting; empty without scores.
    public func quantiles(_ probabilities: [Double], of scores: [Double]) -> [Double] {
        guard !scores.isEmpty else { return [] }
        let sorted = scores.sorted()
        return probabilities.map { value($0, ofSorted: sorted) }
    }

    func value(_ probability: Double, ofSorted sorted: [Double]) -> Double {
        let n = Double(sorted.count)
        // Position counted from 0; between two positions the scores are interpolated.
        let position =
            switch self {
            // 0.1 × 30 is a little more than 3 in binary: without the slack it would become the 4th.
            case .invertedDistribution: (n * probability - 4 * n.ulp).rounded(.up) - 1
            case .weibull: (n + 1) * probability - 1
            case .linear: (n - 1) * probability
            case .medianUnbiased: (n + 1.0 / 3) * probability + 1.0 / 3 - 1
            }
        let kept = max(0, min(n - 1, position))
        let below = Int(kept)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (kept - Double(below)) * (sorted[above] - sorted[below])
    }
}
