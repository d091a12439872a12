/// An interval with the method that gave it, because methods differ and a reader may ask.
public struct ConfidenceInterval: Hashable, Sendable {
    public let lower: Double
    public let upper: Double
    /// Such as 0.95.
    public let confidence: Double
    public let method: Method

    public enum Method: String, Hashable, Sendable {
        /// Wilson (1927), *J Am Stat Assoc* 22, 209–212: score interval of a proportion.
        case wilson
        /// Student's t around a mean of partial marks, cut off at the ends of the scale.
        case studentT = "student_t"
        /// Fisher (1921), *Metron* 1, 3–32: z-transformation of a correlation.
        case fisher
        /// Feldt (1965), *Psychometrika* 30, 357–370: F distribution of alpha.
        case feldt
    }
}

extension ConfidenceInterval {
    /// Score interval of `successes` out of `n`; `nil` for n = 0.
    ///
    /// Source: Wilson (1927), as recommended by Brown, Cai & DasGupta (2001), *Statistical Science*
    /// 16, 101–133.
    static func wilson(successes: Double, n: Int, confidence: Double) -> ConfidenceInterval? {
        guard n > 0 else { return nil }
        let count = Double(n)
        let share = successes / count
        let z = normalQuantile(0.5 + confidence / 2)
        let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
        let spread = (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let half = z * spread / (1 + z * z / count)
        return ConfidenceInterval(
            lower: successes == 0 ? 0 : max(0, centre - half),
            upper: successes == count ? 1 : min(1, centre + half),
            confidence: confidence,
            method: .wilson
        )
    }

    /// Interval of the mean of `values`, kept within `limits`; `nil` without variance.
    static func studentT(_ values: [Double], within limits: ClosedRange<Double>, confidence: Double) -> Self? {
        guard let variance = sampleVariance(values), variance > 0 else { return nil }
        let n = Double(values.count)
        let half = twoSidedQuantileOfT(confidence, freedom: n - 1) * (variance / n).squareRoot()
        return ConfidenceInterval(
            lower: max(limits.lowerBound, mean(values) - half),
            upper: min(limits.upperBound, mean(values) + half),
            confidence: confidence,
            method: .studentT
        )
    }

    /// Interval of a correlation from `n` pairs; `nil` for fewer than four pairs or a perfect correlation.
    static func fisher(correlation value: Double, n: Int, confidence: Double) -> ConfidenceInterval? {
        guard n > 3, value.magnitude < 1 else { return nil }
        let z = naturalLogarithm((1 + value) / (1 - value)) / 2
        let half = normalQuantile(0.5 + confidence / 2) / Double(n - 3).squareRoot()
        func correlation(at z: Double) -> Double {
            let square = exponential(2 * z)
            return (square - 1) / (square + 1)
        }
        return ConfidenceInterval(
            lower: correlation(at: z - half),
            upper: correlation(at: z + half),
            confidence: confidence,
            method: .fisher
        )
    }

    /// Interval of alpha over `n` candidates and `itemCount` items; `nil` for fewer than two of either.
    ///
    /// Source: Feldt (1965); Feldt, Woodruff & Salih (1987), *Appl Psychol Meas* 11, 93–103:
    /// (1 − α) times quantiles of F with n − 1 and (n − 1)(k − 1) degrees of freedom.
    static func feldt(alpha: Double, n: Int, itemCount: Int, confidence: Double) -> ConfidenceInterval? {
        guard n > 1, itemCount > 1 else { return nil }
        let numerator = Double(n - 1)
        let denominator = numerator * Double(itemCount - 1)
        func bound(_ probability: Double) -> Double {
            1 - (1 - alpha) * quantileOfF(probability, numerator: numerator, denominator: denominator)
        }
        return ConfidenceInterval(
            lower: bound(0.5 + confidence / 2),
            upper: bound(0.5 - confidence / 2),
            confidence: confidence,
            method: .feldt
        )
    }
}
