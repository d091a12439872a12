/// Candidates grouped by their total: the upper and lower 27 per cent, and fifths.
///
/// Every group is a list of weights, one a candidate. With ``TieRule/shared`` candidates of the same
/// total share the boundary places equally, so that no result depends on the order of the file.
public struct ScoreGroups: Hashable, Sendable {
    /// Places in each of the two outer groups: floor(0.27 n + 0.5).
    public let size: Int
    public let upper: [Double]
    public let lower: [Double]
    /// Five groups of n / 5 places, lowest first; ties are always shared.
    public let fifths: [[Double]]

    public enum TieRule: String, Hashable, Sendable {
        case shared = "ties_fractional"
        /// Ranked by falling total, ties as they come; for comparison with older programs.
        case fileOrder = "stable_order"
    }

    /// Groups candidates by `totals`.
    ///
    /// Source: Kelley (1939), *J Educ Psychol* 30, 17–24 (27 per cent).
    public init(totals: [Double], ties: TieRule = .shared) {
        let n = totals.count
        let size = Int((0.27 * Double(n) + 0.5).rounded(.down))
        let ascending = totals.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
        self.size = size
        switch ties {
        case .shared:
            upper = Self.weights(of: totals, ascending, places: Double(n - size)..<Double(n))
            lower = Self.weights(of: totals, ascending, places: 0..<Double(size))
        case .fileOrder:
            let descending = totals.indices.sorted { (-totals[$0], $0) < (-totals[$1], $1) }
            upper = Self.weights(descending.prefix(size), n: n)
            lower = Self.weights(descending.suffix(size), n: n)
        }
        fifths = (0..<5).map { fifth in
            let start = Double(fifth * n) / 5
            return Self.weights(of: totals, ascending, places: start..<Double((fifth + 1) * n) / 5)
        }
    }

    private static func weights(_ members: ArraySlice<Int>, n: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: n)
        for member in members { weights[member] = 1 }
        return weights
    }

    /// The part of each candidate that lies in `places`, when candidates of one total share theirs.
    private static func weights(of totals: [Double], _ ascending: [Int], places: Range<Double>) -> [Double] {
        var weights = [Double](repeating: 0, count: totals.count)
        var start = 0
        while start < ascending.count {
            var end = start + 1
            // Totals of thirds may differ by a rounding error and are tied all the same.
            while end < ascending.count, totals[ascending[end]] - totals[ascending[start]] < 1e-9 { end += 1 }
            let overlap = min(Double(end), places.upperBound) - max(Double(start), places.lowerBound)
            if overlap > 0 {
                for place in start..<end { weights[ascending[place]] = overlap / Double(end - start) }
            }
            start = end
        }
        return weights
    }
}
