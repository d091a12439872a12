import Psychometrics
import Testing

@Suite struct ClassicalAnalysisTests {
    @Test(arguments: [(UInt64(1), false), (2, true), (3, false), (4, true)])
    func `the order of candidates changes nothing`(seed: UInt64, partial: Bool) throws {
        var cohort = Cohort(seed: seed, candidates: 97, items: 12, partial: partial)
        let before = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let optionsBefore = try before.options(ofItem: 4, picks: cohort.picks(item: 4), optionCount: 5, key: [0])
        var generator = SeededGenerator(seed: seed)
        let order = Array(0..<97).shuffled(using: &generator)
        cohort.rows = order.map { cohort.rows[$0] }
        cohort.choices = order.map { cohort.choices[$0] }
        let after = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let optionsAfter = try after.options(ofItem: 4, picks: cohort.picks(item: 4), optionCount: 5, key: [0])
        expectNear(after.reliability.alpha, try #require(before.reliability.alpha), tolerance: 1e-12)
        for (one, other) in zip(before.items, after.items) {
            expectNear(other.itemRest, try #require(one.itemRest), tolerance: 1e-12)
            expectNear(other.upperLowerIndex, try #require(one.upperLowerIndex), tolerance: 1e-12)
        }
        for (one, other) in zip(optionsBefore.options, optionsAfter.options) {
            #expect(one.count == other.count)
            expectNear(other.shareByFifth, try one.shareByFifth.map { try #require($0) }, tolerance: 1e-12)
            expectNear(other.upperCount, one.upperCount, tolerance: 1e-9)
        }
    }

    @Test func `a scale of marks changes neither correlations nor alpha, but errors in proportion`() throws {
        let cohort = Cohort(seed: 5, candidates: 80, items: 10)
        let single = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let tripled = ClassicalAnalysis(
            try ScoreMatrix(
                rows: cohort.rows.map { $0.map { $0.map { 3 * $0 } } },
                marksAvailable: [Double](repeating: 3, count: 10)
            ),
            missing: .scoredZero
        )
        expectNear(tripled.reliability.alpha, try #require(single.reliability.alpha), tolerance: 1e-12)
        expectNear(tripled.reliability.kr20, try #require(single.reliability.kr20), tolerance: 1e-12)
        let error = try #require(single.reliability.standardErrorOfMeasurement)
        expectNear(tripled.reliability.standardErrorOfMeasurement, 3 * error, tolerance: 1e-12)
        let binomial = try #require(single.reliability.binomialError(at: 6))
        expectNear(tripled.reliability.binomialError(at: 18), 3 * binomial, tolerance: 1e-12)
        for (one, other) in zip(single.items, tripled.items) {
            #expect(one.facility == other.facility)
            expectNear(other.itemRest, try #require(one.itemRest), tolerance: 1e-12)
        }
        let (one, other) = (single.cutScore(6), tripled.cutScore(18))
        #expect(one.passCount == other.passCount)
        #expect(one.withinOneError == other.withinOneError)
        expectNear(other.huynh?.agreement, try #require(one.huynh?.agreement), tolerance: 1e-12)
        expectNear(other.subkoviak?.agreement, try #require(one.subkoviak?.agreement), tolerance: 1e-12)
    }

    // r_rest = (r s_t − s_i) / √(s_t² + s_i² − 2 r s_t s_i), Henrysson (1963).
    @Test(arguments: [false, true])
    func `the corrected point-biserial follows from the uncorrected one`(partial: Bool) throws {
        let cohort = Cohort(seed: 6, candidates: 60, items: 9, partial: partial)
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let total = try #require(analysis.summary?.standardDeviation)
        for item in analysis.items {
            let r = try #require(item.pointBiserial)
            let own = try #require(item.standardDeviation)
            let rest = (total * total + own * own - 2 * r * total * own).squareRoot()
            expectNear(item.itemRest, (r * total - own) / rest, tolerance: 1e-12)
        }
    }

    @Test func `a constant item has no correlation, and the rest of the report stands`() throws {
        var cohort = Cohort(seed: 7, candidates: 40, items: 6)
        cohort.rows = cohort.rows.map { [1] + $0.dropFirst() }
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let item = analysis.items[0]
        #expect(item.pointBiserial == nil)
        #expect(item.itemRest == nil)
        #expect(item.itemRestInterval == nil)
        #expect(item.facility?.value == 1)
        expectNear(item.upperLowerIndex, 0, tolerance: 1e-15)
        #expect(analysis.reliability.alpha != nil)
        #expect(analysis.items[1].itemRest != nil)
    }

    @Test func `equal totals of thirds have no alpha rather than one made of rounding errors`() throws {
        let third = 1.0 / 3
        let rows: [[Double?]] = (0..<30).map { $0.isMultiple(of: 2) ? [third, 1, third] : [1, third, third] }
        let analysis = ClassicalAnalysis(try ScoreMatrix(rows: rows, marksAvailable: [1, 1, 1]), missing: .scoredZero)
        #expect(analysis.reliability.alpha == nil)
        #expect(analysis.reliability.alphaInterval == nil)
        #expect(analysis.items[0].pointBiserial == nil)
        #expect(analysis.summary?.skewness == nil)
    }

    @Test func `nobody, one candidate and one item give undefined values, not a crash`() throws {
        let nobody = ClassicalAnalysis(try ScoreMatrix(rows: [], marksAvailable: [1, 1]), missing: .completeCases)
        #expect(nobody.summary == nil)
        #expect(nobody.items.allSatisfy { $0.facility == nil && $0.itemRest == nil && $0.upperLowerIndex == nil })
        #expect(nobody.cutScore(1).huynh == nil)
        let one = ClassicalAnalysis(try ScoreMatrix(rows: [[1, 0]], marksAvailable: [1, 1]), missing: .completeCases)
        #expect(one.summary?.standardDeviation == nil)
        #expect(one.reliability.alpha == nil)
        #expect(one.items[0].facility?.value == 1)
        let short = ClassicalAnalysis(
            try ScoreMatrix(rows: [[1], [0], [1]], marksAvailable: [1]),
            missing: .completeCases
        )
        #expect(short.reliability.alpha == nil)
        #expect(short.items[0].itemRest == nil)
        #expect(try ClassicalAnalysis(ScoreMatrix(rows: [], marksAvailable: []), missing: .scoredZero).items.isEmpty)
    }

    @Test func `missing marks are left out or nothing, as the rule says, and counted either way`() throws {
        let rows: [[Double?]] = [[1, 1], [0, nil], [1, 0], [nil, nil], [0, 1]]
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: [1, 1])
        let complete = ClassicalAnalysis(matrix, missing: .completeCases)
        let zero = ClassicalAnalysis(matrix, missing: .scoredZero)
        #expect(complete.scores.candidates == [0, 2, 4])
        #expect(complete.scores.totals == [2, 1, 1])
        #expect(zero.scores.totals == [2, 0, 1, 0, 1])
        #expect(complete.items[0].facility?.value == 2.0 / 3)
        #expect(zero.items[0].facility?.value == 2.0 / 5)
        for analysis in [complete, zero] {
            #expect(analysis.items[0].facilityOverPresented?.value == 0.5)
            #expect(analysis.items.map(\.notReachedCount) == [1, 2])
        }
    }

    @Test func `an item without marks has no facility and spoils nothing`() throws {
        let cohort = Cohort(seed: 8, candidates: 30, items: 4)
        let matrix = try ScoreMatrix(rows: cohort.rows.map { $0 + [0] }, marksAvailable: [1, 1, 1, 1, 0])
        let analysis = ClassicalAnalysis(matrix, missing: .scoredZero)
        #expect(analysis.items[4].facility == nil)
        #expect(analysis.items[4].upperLowerIndex == nil)
        #expect(analysis.reliability.kr20 == nil)
        #expect(analysis.reliability.alpha != nil)
    }
}
