import Psychometrics
import Testing

@Suite struct ReliabilityTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `alpha of right and wrong marks is KR-20`(seed: UInt64) throws {
        let candidates = 20 + Int(seed) * 7
        let matrix = try Cohort(seed: seed, candidates: candidates, items: 5 + Int(seed)).matrix()
        let test = Reliability(CompleteScores(matrix, missing: .scoredZero))
        expectNear(test.kr20, try #require(test.alpha), tolerance: 1e-12)
        #expect(try #require(test.kr21) <= #require(test.kr20) + 1e-12)
    }

    @Test func `partial marks have an alpha but neither formula 20 nor a binomial error`() throws {
        let matrix = try Cohort(seed: 3, candidates: 50, items: 8, partial: true).matrix()
        let analysis = ClassicalAnalysis(matrix, missing: .scoredZero)
        #expect(analysis.reliability.alpha != nil)
        #expect(analysis.reliability.kr20 == nil)
        #expect(analysis.reliability.binomialError(at: 4) == nil)
        #expect(analysis.cutScore(4).huynh == nil)
        #expect(analysis.cutScore(4).subkoviak == nil)
    }

    @Test func `alpha without an item is the alpha of the shorter test`() throws {
        let cohort = Cohort(seed: 9, candidates: 70, items: 7, partial: true)
        let whole = Reliability(CompleteScores(try cohort.matrix(), missing: .scoredZero))
        for item in 0..<7 {
            var shorter = cohort
            for row in shorter.rows.indices { shorter.rows[row].remove(at: item) }
            let alone = Reliability(CompleteScores(try shorter.matrix(), missing: .scoredZero))
            expectNear(whole.alphaIfDropped[item], try #require(alone.alpha), tolerance: 1e-12)
        }
    }

    @Test func `an item that is doubled has alpha 1, two opposed items are below 0`() throws {
        let same = (0..<40).map { [Double($0 % 2), Double($0 % 2)] }
        let opposed = (0..<40).map { [$0 % 2 == 0 ? 1.0 : 0, $0 % 3 == 0 ? 0 : $0 % 2 == 0 ? 0 : 1] }
        let one = Reliability(
            CompleteScores(try ScoreMatrix(rows: same, marksAvailable: [1, 1]), missing: .scoredZero)
        )
        let two = Reliability(
            CompleteScores(try ScoreMatrix(rows: opposed, marksAvailable: [1, 1]), missing: .scoredZero)
        )
        expectNear(one.alpha, 1, tolerance: 1e-12)
        #expect(try #require(two.alpha) < 0)
        #expect(try #require(two.standardErrorOfMeasurement) > #require(two.standardDeviation))
        #expect(one.alphaIfDropped == [nil, nil])
    }

    @Test func `the interval of alpha holds alpha and narrows with candidates`() throws {
        let widths = try [30, 120, 480].map { n in
            let matrix = try Cohort(seed: 11, candidates: n, items: 20).matrix()
            let test = Reliability(CompleteScores(matrix, missing: .scoredZero))
            let interval = try #require(test.alphaInterval)
            let alpha = try #require(test.alpha)
            #expect(interval.lower < alpha && alpha < interval.upper && interval.upper < 1)
            #expect(interval.method == .feldt)
            return interval.upper - interval.lower
        }
        #expect(widths[0] > widths[1] && widths[1] > widths[2])
    }

    @Test func `a score that cannot be has no error`() throws {
        let test = Reliability(
            CompleteScores(try Cohort(seed: 1, candidates: 30, items: 6).matrix(), missing: .scoredZero)
        )
        #expect(test.binomialError(at: -1) == nil)
        #expect(test.binomialError(at: 6.5) == nil)
        #expect(test.binomialError(at: 6) == 0)
        // √(2.5 × 3.5 / 5): cuts lie between scores more often than on them.
        expectNear(test.binomialError(at: 2.5), 1.3228756555322954, tolerance: 1e-12)
    }

    @Test(arguments: [DecisionConsistency.Method.huynh, .subkoviak])
    func `decisions are surer at the ends than in the middle, on long papers too`(
        method: DecisionConsistency.Method
    ) throws {
        let scores = CompleteScores(try Cohort(seed: 12, candidates: 200, items: 300).matrix(), missing: .scoredZero)
        let test = Reliability(scores)
        let found = try [60.0, 150, 240].map { cut in
            try #require(DecisionConsistency(scores, reliability: test, cut: cut, method: method))
        }
        for consistency in found {
            #expect((consistency.chance...1).contains(consistency.agreement))
            #expect(try (0...1).contains(#require(consistency.kappa)))
        }
        #expect(found[1].agreement < found[0].agreement && found[1].agreement < found[2].agreement)
        let sure = try #require(DecisionConsistency(scores, reliability: test, cut: 0, method: method))
        expectNear(sure.agreement, 1, tolerance: 1e-9)
        #expect(DecisionConsistency(scores, reliability: test, cut: 301, method: method) == nil)
        #expect(DecisionConsistency(scores, reliability: test, cut: .nan, method: method) == nil)
    }

    @Test func `a lower cut never passes fewer, and half a mark belongs to the next score`() throws {
        let analysis = ClassicalAnalysis(try Cohort(seed: 13, candidates: 90, items: 15).matrix(), missing: .scoredZero)
        let counts = (0...16).map { analysis.cutScore(Double($0)).passCount }
        #expect(counts == counts.sorted(by: >))
        #expect(counts.first == 90 && counts.last == 0)
        #expect(analysis.cutScore(7.5).passCount == counts[8])
        let cut = analysis.cutScore(8)
        let lower = try #require(cut.passCountOneErrorBelow)
        let higher = try #require(cut.passCountOneErrorAbove)
        #expect(lower >= cut.passCount && cut.passCount >= higher)
        #expect(cut.huynh?.agreement == analysis.cutScore(7.5).huynh?.agreement)
    }
}
