/// The classical statistics of one sitting: totals, items, reliability.
///
/// Undefined is `nil`, never 0 or NaN. Marks enter as Double because statistics are estimates;
/// results themselves are reckoned in exact marks elsewhere.
public struct ClassicalAnalysis: Hashable, Sendable {
    /// The marks that all statistics of totals rest on.
    public let scores: CompleteScores
    public let groups: ScoreGroups
    /// `nil` when the missing rule leaves no candidate.
    public let summary: ScoreSummary?
    /// In the order of the matrix.
    public let items: [ItemStatistics]
    public let reliability: Reliability

    private let candidateCount: Int

    /// Computes everything that needs marks alone.
    ///
    /// - Parameters:
    ///   - matrix: Candidates × items.
    ///   - missing: What becomes of marks that are not there; name it in the report.
    ///   - ties: How the upper and lower 27 per cent treat equal totals.
    ///   - confidence: Of all intervals.
    /// - Complexity: O(candidates × (items + log candidates)).
    public init(
        _ matrix: ScoreMatrix,
        missing: MissingRule,
        ties: ScoreGroups.TieRule = .shared,
        confidence: Double = 0.95
    ) {
        precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
        let complete = CompleteScores(matrix, missing: missing)
        let groups = ScoreGroups(totals: complete.totals, ties: ties)
        scores = complete
        self.groups = groups
        candidateCount = matrix.candidateCount
        summary = ScoreSummary(complete.totals)
        reliability = Reliability(complete, confidence: confidence)
        let totals = Deviations(complete.totals)
        items = (0..<matrix.itemCount).map {
            ItemStatistics(
                $0,
                of: matrix,
                complete: complete,
                totals: totals,
                groups: groups,
                confidence: confidence
            )
        }
    }

    /// How the options of `item` were chosen.
    ///
    /// - Parameters:
    ///   - item: Its column in the matrix.
    ///   - picks: One value for each candidate of the matrix: the options chosen, counted from 0;
    ///     empty for a blank, `nil` where not reached.
    ///   - optionCount: Options offered.
    ///   - key: The options that are right.
    /// - Returns: One entry an option, and one for the blank.
    /// - Throws: ``OptionAnalysis/Misshape`` when the picks do not belong to this cohort or item.
    public func options(
        ofItem item: Int,
        picks: [[Int]?],
        optionCount: Int,
        key: Set<Int>
    ) throws(OptionAnalysis.Misshape) -> OptionAnalysis {
        try OptionAnalysis(
            item: item,
            picks: picks,
            optionCount: optionCount,
            key: key,
            complete: scores,
            groups: groups,
            candidateCount: candidateCount
        )
    }

    /// What the cut score `cut`, in marks, does to this cohort.
    public func cutScore(_ cut: Double) -> CutScoreAnalysis {
        CutScoreAnalysis(scores, reliability: reliability, cut: cut)
    }
}
