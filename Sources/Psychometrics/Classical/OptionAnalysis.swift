/// How the options of one item were chosen, and by whom.
public struct OptionAnalysis: Hashable, Sendable {
    /// Candidates who reached the item, blanks included: what every share is a share of.
    public let n: Int
    public let notReachedCount: Int
    /// In the order of the item; the last one is the blank.
    public let options: [OptionStatistics]

    /// Distractors chosen by at least 5 per cent.
    ///
    /// Source: Haladyna & Downing (1993), *Educ Psychol Meas* 53, 999–1010.
    public var functioningDistractorCount: Int { options.count(where: \.isFunctioningDistractor) }

    /// Analyses the choices made on `item`; see ``ClassicalAnalysis/options(ofItem:picks:optionCount:key:)``.
    init(
        item: Int,
        picks: [[Int]?],
        optionCount: Int,
        key: Set<Int>,
        complete: CompleteScores,
        groups: ScoreGroups,
        candidateCount: Int
    ) throws(Misshape) {
        guard picks.count == candidateCount else {
            throw .candidateCount(found: picks.count, expected: candidateCount)
        }
        let offered = 0..<optionCount
        for option in key where !offered.contains(option) { throw .unknownOption(option) }
        var counts = [Int](repeating: 0, count: optionCount + 1)
        var presented = 0
        for case let pick? in picks {
            presented += 1
            if let option = pick.first(where: { !offered.contains($0) }) { throw .unknownOption(option) }
            if pick.isEmpty { counts[optionCount] += 1 }
            for option in Choosers.distinct(pick) { counts[option] += 1 }
        }
        n = presented
        notReachedCount = picks.count - presented
        let cohort = Choosers.Cohort(item: item, picks: picks, complete: complete, groups: groups)
        let choosers = Choosers.ofEach(optionCount: optionCount, picks: picks, cohort: cohort)
        options = (0...optionCount).map { option in
            OptionStatistics(
                option: option < optionCount ? option : nil,
                isKey: key.contains(option),
                count: counts[option],
                n: presented,
                choosers: choosers[option],
                cohort: cohort
            )
        }
    }

    /// Why picks cannot be analysed.
    public enum Misshape: Error, Hashable, Sendable {
        case candidateCount(found: Int, expected: Int)
        case unknownOption(Int)
    }
}

/// How often one option was chosen, and how its choosers did.
public struct OptionStatistics: Hashable, Sendable {
    /// Counted from 0; `nil` is the blank.
    public let option: Int?
    public let isKey: Bool
    public let count: Int
    /// Of all who reached the item, in 0…1; `nil` when nobody did.
    public let share: Double?
    /// Mean total of those who chose it, in marks.
    public let meanTotal: Double?
    /// Correlation of choosing it (0/1) with the total.
    public let choiceTotal: Double?
    /// Correlation of choosing it (0/1) with the total of the other items.
    public let choiceRest: Double?
    /// Choosers in the upper and lower 27 per cent; fractional where ties are shared.
    public let upperCount: Double
    public let lowerCount: Double
    /// Share choosing it in each fifth of the cohort by total, lowest first; `nil` for an empty fifth.
    public let shareByFifth: [Double?]

    fileprivate init(
        option: Int?,
        isKey: Bool,
        count: Int,
        n: Int,
        choosers: Choosers,
        cohort: Choosers.Cohort
    ) {
        self.option = option
        self.isKey = isKey
        self.count = count
        share = n > 0 ? Double(count) / Double(n) : nil
        meanTotal = choosers.count > 0 ? cohort.meanTotal + choosers.total / Double(choosers.count) : nil
        choiceTotal = choosers.correlation(choosers.total, with: cohort.totals)
        choiceRest = choosers.correlation(choosers.rest, with: cohort.rests)
        upperCount = choosers.upper
        lowerCount = choosers.lower
        shareByFifth = zip(choosers.fifths, cohort.fifthSizes).map { $1 > 0 ? $0 / $1 : nil }
    }

    /// Whether this is a distractor (neither key nor blank) that at least 5 per cent chose.
    public var isFunctioningDistractor: Bool { !isKey && option != nil && (share ?? 0) >= 0.05 }
}

/// Sums over those who chose one option, gathered for all options of an item in one pass.
private struct Choosers {
    var count = 0
    /// Sum of totals, less the mean total of the cohort.
    var total = 0.0
    /// Sum of rest scores, less the mean rest score of the cohort.
    var rest = 0.0
    var upper = 0.0
    var lower = 0.0
    var fifths = [Double](repeating: 0, count: 5)

    /// One entry an option, and one for the blank.
    static func ofEach(optionCount: Int, picks: [[Int]?], cohort: Cohort) -> [Choosers] {
        var choosers = [Choosers](repeating: Choosers(), count: optionCount + 1)
        for (index, place) in cohort.places.enumerated() {
            guard let pick = picks[cohort.candidates[place]] else { continue }
            if pick.isEmpty { choosers[optionCount].add(index, place, cohort) }
            for option in distinct(pick) { choosers[option].add(index, place, cohort) }
        }
        return choosers
    }

    /// The options of a pick, each once; nearly all picks are single and pass untouched.
    static func distinct(_ pick: [Int]) -> [Int] {
        pick.count < 2 ? pick : Array(Set(pick))
    }

    private mutating func add(_ index: Int, _ place: Int, _ cohort: Cohort) {
        count += 1
        total += cohort.totals.values[index]
        rest += cohort.rests.values[index]
        upper += cohort.groups.upper[place]
        lower += cohort.groups.lower[place]
        for fifth in 0..<5 { fifths[fifth] += cohort.groups.fifths[fifth][place] }
    }

    /// Pearson correlation of choosing (0/1) with a score whose deviations sum to `sum` over the choosers.
    func correlation(_ sum: Double, with scores: Deviations) -> Double? {
        let n = Double(scores.values.count)
        let variation = Double(count) * (1 - Double(count) / n)
        guard n > 2, variation > 0, scores.sumOfSquares > 0 else { return nil }
        return max(-1, min(1, sum / (variation.squareRoot() * scores.sumOfSquares.squareRoot())))
    }

    /// The candidates who have both a total and a pick, which correlations and groups rest on.
    struct Cohort {
        /// Row of the matrix, for each place in the complete scores.
        let candidates: [Int]
        /// Places in the complete scores.
        let places: [Int]
        let totals: Deviations
        let rests: Deviations
        let meanTotal: Double
        let groups: ScoreGroups
        let fifthSizes: [Double]

        init(item: Int, picks: [[Int]?], complete: CompleteScores, groups: ScoreGroups) {
            let candidates = complete.candidates
            let places = candidates.indices.filter { picks[candidates[$0]] != nil }
            let column = complete.columns[item]
            let totals = places.map { complete.totals[$0] }
            self.candidates = candidates
            self.places = places
            self.totals = Deviations(totals)
            rests = Deviations(places.map { complete.totals[$0] - column[$0] })
            meanTotal = totals.isEmpty ? 0 : mean(totals)
            self.groups = groups
            fifthSizes = groups.fifths.map { fifth in places.reduce(0) { $0 + fifth[$1] } }
        }
    }
}
