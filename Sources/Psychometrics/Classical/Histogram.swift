/// Scores counted in bins of equal width, for the score distribution plot.
public struct Histogram: Hashable, Sendable {
    /// In marks, 2…5.
    public let width: Int
    /// Ascending and without gaps; empty when there are no scores.
    public let bins: [Bin]

    /// A bin holds the scores from `lower` up to, not including, `lower + width`.
    public struct Bin: Hashable, Sendable {
        public let lower: Double
        public let count: Int
    }

    /// Counts `scores` in bins that start at multiples of the width.
    ///
    /// The width is in marks; chosen by ``width(for:)`` when `nil`, kept within 2…5 otherwise.
    public init(_ scores: [Double], width: Int? = nil) {
        let chosen = max(2, min(5, width ?? Self.width(for: scores)))
        self.width = chosen
        // A total of thirds can miss its whole number by a rounding error and fall a bin too low.
        let numbers = scores.map { Int((($0 + 1e-9) / Double(chosen)).rounded(.down)) }
        guard let first = numbers.min(), let last = numbers.max() else {
            bins = []
            return
        }
        var counts = [Int](repeating: 0, count: last - first + 1)
        for number in numbers { counts[number - first] += 1 }
        bins = counts.enumerated().map { Bin(lower: Double((first + $0) * chosen), count: $1) }
    }

    /// Bin width in whole marks, at least 2 and at most 5.
    ///
    /// Source: Freedman & Diaconis (1981), *Z Wahrscheinlichkeitstheorie verw Gebiete* 57, 453–476:
    /// twice the interquartile range over the cube root of n.
    public static func width(for scores: [Double]) -> Int {
        let quartiles = QuantileMethod.linear.quantiles([0.25, 0.75], of: scores)
        guard quartiles.count == 2 else { return 2 }
        let cubeRoot = exponential(naturalLogarithm(Double(scores.count)) / 3)
        let width = 2 * (quartiles[1] - quartiles[0]) / cubeRoot
        return Int(max(2, min(5, width.rounded())))
    }
}
