import Psychometrics
import Testing

@Suite struct ScoreSummaryTests {
    @Test func `a large offset costs no digits`() throws {
        let small = try #require(ScoreSummary([4, 7, 13, 16]))
        let large = try #require(ScoreSummary([4, 7, 13, 16].map { $0 + 1e9 }))
        #expect(small.variance == 30)
        #expect(large.variance == 30)
        expectNear(large.skewness, try #require(small.skewness), tolerance: 1e-9)
    }

    @Test func `short and constant lists leave undefined what they cannot give`() throws {
        #expect(ScoreSummary([]) == nil)
        let one = try #require(ScoreSummary([5]))
        #expect(one.variance == nil && one.skewness == nil && one.median == 5)
        let three = try #require(ScoreSummary([1, 2, 4]))
        #expect(three.skewness != nil && three.excessKurtosis == nil)
        let constant = try #require(ScoreSummary([3, 3, 3, 3]))
        #expect(constant.standardDeviation == 0 && constant.skewness == nil)
    }

    // Worked from the definitions in Hyndman & Fan (1996) for 1…10 at one tenth.
    @Test(arguments: [
        (QuantileMethod.invertedDistribution, 1.0), (.weibull, 1.1), (.linear, 1.9),
        (.medianUnbiased, 1.3666666666666667),
    ])
    func `every method has its own first decile`(method: QuantileMethod, expected: Double) {
        expectNear(method.quantile(0.1, of: [7, 2, 9, 4, 10, 1, 6, 3, 8, 5]), expected, tolerance: 1e-12)
    }

    @Test(arguments: QuantileMethod.allCases)
    func `quantiles rise from the minimum to the maximum`(method: QuantileMethod) {
        let scores = [9.0, 2, 2, 7, 5, 5, 5, 8]
        let found = method.quantiles((0...20).map { Double($0) / 20 }, of: scores)
        #expect(found == found.sorted())
        #expect(found.first == 2 && found.last == 9)
        #expect(method.quantile(0.5, of: []) == nil)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a histogram counts everyone once in bins of 2 to 5 marks`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<150).map { _ in Double(Int.random(in: -6...Int(seed) * 40, using: &generator)) / 2 }
        for histogram in [Histogram(scores), Histogram(scores, width: 3)] {
            #expect((2...5).contains(histogram.width))
            #expect(histogram.bins.map(\.count).reduce(0, +) == 150)
            for (bin, next) in zip(histogram.bins, histogram.bins.dropFirst()) {
                #expect(next.lower - bin.lower == Double(histogram.width))
            }
            for bin in histogram.bins {
                let held = scores.count { $0 >= bin.lower && $0 < bin.lower + Double(histogram.width) }
                #expect(held == bin.count)
            }
        }
    }

    @Test func `edges of a histogram`() {
        #expect(Histogram([]).bins.isEmpty)
        #expect(Histogram([0, 1, 2, 3.5, 4], width: 2).bins.map(\.count) == [2, 2, 1])
        // Three thirds summed twice fall a little short of 2 and belong to the bin of 2.
        #expect(Histogram([2 - 1e-15], width: 2).bins.map(\.lower) == [2])
        #expect(Histogram([1, 9], width: 1).width == 2)
        #expect(Histogram.width(for: [0, 100]) == 5)
    }
}
