/// How surely a pass or fail would be repeated on a parallel form, from one administration.
///
/// Defined for tests of right/wrong items with equal marks; pass means score ≥ cut.
public struct DecisionConsistency: Hashable, Sendable {
    /// In marks.
    public let cut: Double
    public let method: Method
    /// Share of candidates who would get the same decision twice (p0).
    public let agreement: Double
    /// Agreement that chance alone would give (pc).
    public let chance: Double
    public let expectedPassRate: Double

    public enum Method: String, Hashable, Sendable {
        /// Beta-binomial model fitted by KR-21: Huynh (1976), *J Educ Meas* 13, 253–264.
        case huynh = "huynh_beta_binomial"
        /// Binomial errors around scores regressed by KR-20: Subkoviak (1976), *J Educ Meas* 13, 265–276.
        case subkoviak
    }

    /// Agreement beyond chance: (p0 − pc) / (1 − pc); `nil` when everyone is expected to pass, or nobody.
    public var kappa: Double? { chance < 1 ? (agreement - chance) / (1 - chance) : nil }

    /// - Returns: `nil` unless the items are right/wrong with equal marks, the reliability that
    ///   `method` uses lies between 0 and 1, and the cut can be reached.
    /// - Complexity: O(items² + candidates × items).
    public init?(_ scores: CompleteScores, reliability: Reliability, cut: Double, method: Method) {
        guard let mark = reliability.markPerItem, let least = Self.itemsToPass(cut, mark: mark) else { return nil }
        let k = scores.itemCount
        guard (0...k).contains(least), !scores.totals.isEmpty else { return nil }
        let meanRight = mean(scores.totals) / mark
        switch method {
        case .huynh:
            guard let kr21 = reliability.kr21, kr21 > 0, kr21 < 1, meanRight > 0, meanRight < Double(k) else {
                return nil
            }
            let a = (1 / kr21 - 1) * meanRight
            let b = -a + Double(k) / kr21 - Double(k)
            let (failOnce, failTwice) = Self.betaBinomialFailing(below: least, itemCount: k, a, b)
            agreement = 1 - 2 * (failOnce - failTwice)
            expectedPassRate = 1 - failOnce
        case .subkoviak:
            guard let kr20 = reliability.kr20, kr20 > 0, kr20 <= 1 else { return nil }
            let passing = (0...k).map { right in
                let share = (kr20 * Double(right) + (1 - kr20) * meanRight) / Double(k)
                return Self.binomialReaching(least, itemCount: k, share: share)
            }
            let each = scores.totals.map { passing[max(0, min(k, Int(($0 / mark).rounded())))] }
            agreement = mean(each.map { $0 * $0 + (1 - $0) * (1 - $0) })
            expectedPassRate = mean(each)
        }
        chance = expectedPassRate * expectedPassRate + (1 - expectedPassRate) * (1 - expectedPassRate)
        self.cut = cut
        self.method = method
    }

    /// The least number of right items that reaches the cut; `nil` for a cut that is no number.
    private static func itemsToPass(_ cut: Double, mark: Double) -> Int? {
        Int(exactly: (cut / mark - 1e-9).rounded(.up))
    }

    /// Probability of at least `least` right out of `itemCount` (Abramowitz & Stegun 1964, 26.5.24).
    private static func binomialReaching(_ least: Int, itemCount: Int, share: Double) -> Double {
        least == 0 ? 1 : incompleteBeta(share, Double(least), Double(itemCount - least + 1))
    }

    /// Probability of fewer than `least` right on one form, and on both of two parallel forms.
    private static func betaBinomialFailing(
        below least: Int,
        itemCount k: Int,
        _ a: Double,
        _ b: Double
    ) -> (once: Double, twice: Double) {
        func logBeta(_ p: Double, _ q: Double) -> Double { logGamma(p) + logGamma(q) - logGamma(p + q) }
        let scale = logBeta(a, b)
        let logChoose = (0...k).map { -naturalLogarithm(Double(k + 1)) - logBeta(Double($0 + 1), Double(k - $0 + 1)) }
        let logBoth = (0...2 * k).map { logBeta(a + Double($0), b + Double(2 * k - $0)) - scale }
        var once = 0.0
        var twice = 0.0
        for first in 0..<least {
            once += exponential(logChoose[first] + logBeta(a + Double(first), b + Double(k - first)) - scale)
            for second in 0..<least {
                twice += exponential(logChoose[first] + logChoose[second] + logBoth[first + second])
            }
        }
        return (once, twice)
    }
}
