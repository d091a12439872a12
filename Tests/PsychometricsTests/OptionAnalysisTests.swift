import Psychometrics
import Testing

@Suite struct OptionAnalysisTests {
    private let cohort = Cohort(seed: 21, candidates: 103, items: 10)

    @Test func `shares of single picks and blanks add up to one, in every fifth too`() throws {
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let found = try analysis.options(ofItem: 2, picks: cohort.picks(item: 2), optionCount: 5, key: [0])
        #expect(found.options.map(\.option) == [0, 1, 2, 3, 4, nil])
        #expect(found.options.map(\.count).reduce(0, +) == 103)
        expectNear(found.options.compactMap(\.share).reduce(0, +), 1, tolerance: 1e-12)
        for fifth in 0..<5 {
            let shares = found.options.compactMap { $0.shareByFifth[fifth] }
            #expect(shares.count == 6)
            expectNear(shares.reduce(0, +), 1, tolerance: 1e-12)
        }
    }

    @Test func `choosing the key correlates with the rest as the item does`() throws {
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        for item in 0..<10 {
            let found = try analysis.options(ofItem: item, picks: cohort.picks(item: item), optionCount: 5, key: [0])
            expectNear(found.options[0].choiceRest, try #require(analysis.items[item].itemRest), tolerance: 1e-12)
            expectNear(found.options[0].choiceTotal, try #require(analysis.items[item].pointBiserial), tolerance: 1e-12)
            #expect(found.options[0].isKey && !found.options[0].isFunctioningDistractor)
        }
    }

    @Test func `not reached is no blank and leaves the shares`() throws {
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        var picks = cohort.picks(item: 0)
        picks[0] = nil
        picks[1] = []
        let found = try analysis.options(ofItem: 0, picks: picks, optionCount: 5, key: [0])
        #expect(found.n == 102)
        #expect(found.notReachedCount == 1)
        expectNear(found.options.compactMap(\.share).reduce(0, +), 1, tolerance: 1e-12)
        let blanks = picks.count { $0?.isEmpty == true }
        #expect(found.options.last?.count == blanks)
    }

    @Test func `of several options picked each counts once, and a blank stays a blank`() throws {
        let picks: [[Int]?] = [[0, 1], [1, 1, 2], [], [0], [2], nil]
        let rows: [[Double?]] = [[1, 1], [0, 1], [0, 0], [1, 0], [0, 0], [nil, 1]]
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: [1, 1])
        let analysis = ClassicalAnalysis(matrix, missing: .completeCases)
        let found = try analysis.options(ofItem: 0, picks: picks, optionCount: 3, key: [0])
        #expect(found.options.map(\.count) == [2, 2, 2, 1])
        #expect(found.n == 5 && found.notReachedCount == 1)
        #expect(found.options.map(\.meanTotal) == [1.5, 1.5, 0.5, 0])
    }

    @Test func `a distractor functions from 5 per cent on, a blank never`() throws {
        let picks: [[Int]?] = [[1]] + [[2], [2]] + [[], []] + Array(repeating: [0], count: 15)
        let rows = picks.map { [$0 == [0] ? 1.0 : 0.0] }
        let analysis = ClassicalAnalysis(try ScoreMatrix(rows: rows, marksAvailable: [1]), missing: .scoredZero)
        let found = try analysis.options(ofItem: 0, picks: picks, optionCount: 4, key: [0])
        #expect(found.options.map(\.isFunctioningDistractor) == [false, true, true, false, false])
        #expect(found.functioningDistractorCount == 2)
        #expect(found.options[3].meanTotal == nil)
        #expect(found.options[3].choiceTotal == nil)
    }

    @Test func `picks of another cohort or item are refused`() throws {
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .scoredZero)
        let picks = cohort.picks(item: 0)
        #expect(throws: OptionAnalysis.Misshape.candidateCount(found: 102, expected: 103)) {
            try analysis.options(ofItem: 0, picks: picks.dropLast(), optionCount: 5, key: [0])
        }
        #expect(throws: OptionAnalysis.Misshape.unknownOption(4)) {
            try analysis.options(ofItem: 0, picks: picks, optionCount: 4, key: [0])
        }
        #expect(throws: OptionAnalysis.Misshape.unknownOption(-1)) {
            try analysis.options(ofItem: 0, picks: picks, optionCount: 5, key: [-1])
        }
    }

    @Test func `groups hold their places whatever the ties`() {
        let totals = [3.0, 3, 3, 3, 3, 3, 3, 1, 1, 9, 9, 9, 9]
        let groups = ScoreGroups(totals: totals)
        #expect(groups.size == 4)
        #expect(groups.upper == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
        expectNear(groups.lower[0], 2.0 / 7, tolerance: 1e-15)
        #expect(groups.lower[7] == 1)
        for fifth in groups.fifths { expectNear(fifth.reduce(0, +), 13.0 / 5, tolerance: 1e-12) }
        let filed = ScoreGroups(totals: totals, ties: .fileOrder)
        #expect(filed.lower == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0])
    }
}
