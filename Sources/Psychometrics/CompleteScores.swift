/// What becomes of marks that are missing because an item was not reached.
///
/// The raw values are the names of the treatments in reports. Neither rule correlates over pairwise
/// available candidates: totals would then rest on different items, alpha on no single n, and the
/// covariances need not be those of any data (Little & Rubin 2002, *Statistical Analysis with
/// Missing Data*, 2nd ed., sections 3.2–3.4). The three conventions differ visibly: on the 1,525
/// candidates of `psychTools::ability` alpha is .8280, .8292 and .8408.
public enum MissingRule: String, Hashable, Sendable, CaseIterable {
    /// Only candidates with a mark on every item count.
    case completeCases = "listwise_complete_cases"
    /// Not reached earns no marks: the scores that are awarded. For a paper that all were given whole.
    case scoredZero = "missing_scored_zero"
}

/// A cohort's marks without gaps, with the totals: what every statistic of whole tests rests on.
public struct CompleteScores: Hashable, Sendable {
    public let missing: MissingRule
    public let marksAvailable: [Double]
    /// The candidates that are left, as row numbers of the matrix, ascending.
    public let candidates: [Int]
    /// Total mark, one value for each of `candidates`.
    public let totals: [Double]
    /// See ``ScoreMatrix/isDichotomous-swift.property``; decided after the rule for missing marks.
    public let isDichotomous: Bool

    /// Marks, one array an item, in the order of `candidates`.
    let columns: [[Double]]

    public init(_ scores: ScoreMatrix, missing: MissingRule) {
        let gapped = (0..<scores.itemCount).map(scores.column)
        let candidates =
            switch missing {
            case .scoredZero: Array(0..<scores.candidateCount)
            case .completeCases:
                (0..<scores.candidateCount).filter { row in gapped.allSatisfy { $0[row] != nil } }
            }
        let columns = gapped.map { column in candidates.map { column[$0] ?? 0 } }
        var totals = [Double](repeating: 0, count: candidates.count)
        for column in columns {
            for index in column.indices { totals[index] += column[index] }
        }
        self.missing = missing
        self.marksAvailable = scores.marksAvailable
        self.candidates = candidates
        self.columns = columns
        self.totals = totals
        isDichotomous = scores.isDichotomous
    }

    public var itemCount: Int { columns.count }

    /// Total mark without one item, for each of `candidates`.
    func rest(without item: Int) -> [Double] {
        let column = columns[item]
        return totals.indices.map { totals[$0] - column[$0] }
    }
}
