/// Describes a list of scores, mostly the totals of a sitting.
public struct ScoreSummary: Hashable, Sendable {
    public let n: Int
    public let mean: Double
    /// With n − 1; `nil` for a single score.
    public let variance: Double?
    public let minimum: Double
    public let maximum: Double
    public let median: Double
    /// g1 = m3 / m2^1.5; `nil` when all scores are equal.
    public let populationSkewness: Double?
    /// g2 = m4 / m2² − 3; `nil` when all scores are equal.
    public let populationExcessKurtosis: Double?

    /// `nil` when there are no scores.
    public init?(_ scores: [Double]) {
        let sorted = scores.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let centre = Psychometrics.mean(sorted)
        n = sorted.count
        mean = centre
        minimum = first
        maximum = last
        median = QuantileMethod.linear.value(0.5, ofSorted: sorted)
        variance = sampleVariance(sorted)
        guard let variance, variance > 0 else {
            populationSkewness = nil
            populationExcessKurtosis = nil
            return
        }
        func moment(_ power: Int) -> Double {
            let sum = sorted.reduce(0) { sum, score in
                sum + (1..<power).reduce(score - centre) { product, _ in product * (score - centre) }
            }
            return sum / Double(sorted.count)
        }
        let second = moment(2)
        populationSkewness = moment(3) / (second * second.squareRoot())
        populationExcessKurtosis = moment(4) / (second * second) - 3
    }

    public var standardDeviation: Double? { variance?.squareRoot() }

    public var standardErrorOfMean: Double? { variance.map { ($0 / Double(n)).squareRoot() } }

    /// G1, as spreadsheets, SAS and Moodle print it; `nil` for fewer than three scores.
    ///
    /// Source: Joanes & Gill (1998), *The Statistician* 47, 183–189.
    public var skewness: Double? {
        guard n > 2, let populationSkewness else { return nil }
        let count = Double(n)
        return populationSkewness * (count * (count - 1)).squareRoot() / (count - 2)
    }

    /// G2, the companion of ``skewness``; `nil` for fewer than four scores.
    ///
    /// Source: Joanes & Gill (1998), *The Statistician* 47, 183–189.
    public var excessKurtosis: Double? {
        guard n > 3, let populationExcessKurtosis else { return nil }
        let count = Double(n)
        return (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * populationExcessKurtosis + 6)
    }
}
