/// Internal consistency of a test and the error of measurement that follows from it.
public struct Reliability: Hashable, Sendable {
    public let n: Int
    public let itemCount: Int
    /// Coefficient alpha; negative values are possible, right, and not cut off.
    ///
    /// `nil` for fewer than two candidates or items and when all totals are equal.
    /// Source: Cronbach (1951), *Psychometrika* 16, 297–334.
    public let alpha: Double?
    public let alphaInterval: ConfidenceInterval?
    /// Formula 20, from pq over the population variance of totals; right/wrong items of equal marks only.
    ///
    /// Source: Kuder & Richardson (1937), *Psychometrika* 2, 151–160.
    public let kr20: Double?
    /// Formula 21 of the same paper, which takes all items for equally hard; population variance.
    public let kr21: Double?
    /// Alpha of the test without one item, one value an item; `nil` where that test has no alpha.
    public let alphaIfDropped: [Double?]
    /// Of the totals, in marks, with n − 1.
    public let standardDeviation: Double?

    /// Marks of one item when all are right/wrong and carry the same; `nil` otherwise.
    let markPerItem: Double?

    /// - Complexity: O(candidates × items).
    public init(_ scores: CompleteScores, confidence: Double = 0.95) {
        n = scores.totals.count
        itemCount = scores.itemCount
        markPerItem = scores.isDichotomous ? scores.marksAvailable.first : nil
        let totalVariance = sampleVariance(scores.totals)
        standardDeviation = totalVariance?.squareRoot()
        let variances = scores.columns.map { sampleVariance($0) ?? 0 }
        let sum = variances.reduce(0, +)
        alpha = totalVariance.flatMap { Self.alpha(itemVariances: sum, totalVariance: $0, itemCount: variances.count) }
        alphaInterval = alpha.flatMap { [n, itemCount] in
            .feldt(alpha: $0, n: n, itemCount: itemCount, confidence: confidence)
        }
        alphaIfDropped = variances.indices.map { item in
            guard let restVariance = sampleVariance(scores.rest(without: item)) else { return nil }
            return Self.alpha(
                itemVariances: sum - variances[item],
                totalVariance: restVariance,
                itemCount: variances.count - 1
            )
        }
        (kr20, kr21) = Self.kuderRichardson(scores, totalVariance: totalVariance)
    }

    /// Standard error of measurement in marks: standard deviation × √(1 − alpha).
    ///
    /// With a negative alpha it exceeds the standard deviation, and a report should give it no meaning.
    /// Source: Lord & Novick (1968), *Statistical Theories of Mental Test Scores*, chapter 3.
    public var standardErrorOfMeasurement: Double? {
        guard let standardDeviation, let alpha else { return nil }
        return standardDeviation * max(0, 1 - alpha).squareRoot()
    }

    /// Error of measurement of those who scored `score` marks, by the binomial error model.
    ///
    /// - Returns: In marks; `nil` unless all items are right/wrong with equal marks, there are at
    ///   least two, and the score is possible.
    ///
    /// Source: Lord (1957), *Educ Psychol Meas* 17, 510–521: √(x (k − x) / (k − 1)).
    public func binomialError(at score: Double) -> Double? {
        guard let markPerItem, itemCount > 1 else { return nil }
        let k = Double(itemCount)
        let right = score / markPerItem
        guard right >= 0, right <= k else { return nil }
        return markPerItem * (right * (k - right) / (k - 1)).squareRoot()
    }

    /// The binomial error scaled so that its mean agrees with KR-20, since items are not equally hard.
    ///
    /// Source: Keats (1957), *Psychometrika* 22, 29–41: × √((1 − KR-20) / (1 − KR-21)).
    public func keatsError(at score: Double) -> Double? {
        guard let error = binomialError(at: score), let kr20, let kr21, kr21 < 1 else { return nil }
        return error * (max(0, 1 - kr20) / (1 - kr21)).squareRoot()
    }

    private static func alpha(itemVariances: Double, totalVariance: Double, itemCount: Int) -> Double? {
        guard itemCount > 1, totalVariance > 0 else { return nil }
        let k = Double(itemCount)
        return k / (k - 1) * (1 - itemVariances / totalVariance)
    }

    private static func kuderRichardson(_ scores: CompleteScores, totalVariance: Double?) -> (Double?, Double?) {
        guard scores.isDichotomous, scores.itemCount > 1, let mark = scores.marksAvailable.first,
            let totalVariance, totalVariance > 0
        else { return (nil, nil) }
        let n = Double(scores.totals.count)
        let k = Double(scores.itemCount)
        let populationVariance = totalVariance * (n - 1) / n / (mark * mark)
        let shares = scores.columns.map { mean($0) / mark }
        let sumOfProducts = shares.reduce(0) { $0 + $1 * (1 - $1) }
        let meanRight = mean(scores.totals) / mark
        return (
            k / (k - 1) * (1 - sumOfProducts / populationVariance),
            k / (k - 1) * (1 - meanRight * (k - meanRight) / (k * populationVariance))
        )
    }
}
