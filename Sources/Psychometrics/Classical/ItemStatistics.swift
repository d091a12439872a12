/// How one item behaved: facility and discrimination.
///
/// Facility is given twice, since omitted and not reached are different facts: over the candidates
/// that the missing rule leaves, and over everyone who got to the item. All correlations rest on
/// the candidates that the rule leaves.
public struct ItemStatistics: Hashable, Sendable {
    public let marksAvailable: Double
    /// Candidates who reached the item.
    public let presentedCount: Int
    public let notReachedCount: Int
    /// Over the candidates of the missing rule.
    public let facility: Facility?
    /// Over everyone who reached the item, whatever the rule.
    public let facilityOverPresented: Facility?
    /// Of the marks, with n − 1; `nil` for fewer than two candidates.
    public let standardDeviation: Double?
    /// Correlation with the total of all items; inflated by the item itself, most in short tests.
    public let pointBiserial: Double?
    /// Corrected point-biserial: correlation with the total of the other items.
    ///
    /// `nil` for fewer than three candidates or when a side has no variance.
    /// Source: Henrysson (1963), *Psychometrika* 28, 211–218.
    public let itemRest: Double?
    public let itemRestInterval: ConfidenceInterval?
    /// Correlation with a normal trait that the total stands for; right/wrong items only.
    ///
    /// Source: Lord & Novick (1968), *Statistical Theories of Mental Test Scores*, chapter 15:
    /// point-biserial × √(pq) / φ(z_p).
    public let biserial: Double?
    /// Mean share of marks in the upper 27 per cent minus that in the lower, in −1…1.
    public let upperLowerIndex: Double?

    /// - Parameters:
    ///   - item: Its column.
    ///   - scores: As they came.
    ///   - complete: After the missing rule.
    ///   - totals: The totals of `complete`, less their mean.
    ///   - groups: Of the candidates of `complete`.
    ///   - confidence: Of the intervals.
    init(
        _ item: Int,
        of scores: ScoreMatrix,
        complete: CompleteScores,
        totals: Deviations,
        groups: ScoreGroups,
        confidence: Double
    ) {
        let available = scores.marksAvailable[item]
        let marks = complete.columns[item]
        let own = Deviations(marks)
        let presented = scores.column(item).compactMap { $0 }
        let isDichotomous = scores.isDichotomous(item: item)
        marksAvailable = available
        presentedCount = presented.count
        notReachedCount = scores.candidateCount - presented.count
        standardDeviation = marks.count > 1 ? (own.sumOfSquares / Double(marks.count - 1)).squareRoot() : nil
        facility = Facility(marks, available: available, isDichotomous: isDichotomous, confidence: confidence)
        facilityOverPresented = Facility(
            presented,
            available: available,
            isDichotomous: isDichotomous,
            confidence: confidence
        )
        pointBiserial = correlation(own, totals)
        itemRest = correlation(own, Deviations(complete.rest(without: item)))
        itemRestInterval = itemRest.flatMap { .fisher(correlation: $0, n: marks.count, confidence: confidence) }
        biserial =
            if isDichotomous, let pointBiserial, let share = facility?.value {
                pointBiserial * (share * (1 - share)).squareRoot() / normalDensity(normalQuantile(share))
            } else {
                nil
            }
        var difference = 0.0
        for index in marks.indices { difference += marks[index] * (groups.upper[index] - groups.lower[index]) }
        let possible = Double(groups.size) * available
        upperLowerIndex = possible > 0 ? difference / possible : nil
    }
}

/// Mean share of the available marks gained, mostly in 0…1; negative marks can bring it below 0.
public struct Facility: Hashable, Sendable {
    public let n: Int
    public let value: Double
    /// Wilson for right/wrong items, Student's t for partial marks; `nil` where partial marks do not vary.
    public let interval: ConfidenceInterval?

    /// `nil` without candidates and for an item without marks.
    init?(_ marks: [Double], available: Double, isDichotomous: Bool, confidence: Double) {
        guard !marks.isEmpty, available > 0 else { return nil }
        let sum = marks.reduce(0, +)
        n = marks.count
        value = sum / (Double(marks.count) * available)
        if isDichotomous {
            interval = .wilson(successes: sum / available, n: marks.count, confidence: confidence)
        } else {
            let shares = marks.map { $0 / available }
            let floor = min(0, shares.min() ?? 0)
            interval = .studentT(shares, within: floor...1, confidence: confidence)
        }
    }
}
