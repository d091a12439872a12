import Testing

@testable import WebServer

@Suite struct ScoreDistributionPlotTests {
    @Test func `in a right-to-left language the words of a drawing are isolated, so that numbers keep their blank`()
        throws
    {
        let texts = try SiteFolder.texts("ar-XB")
        let plot = ScoreDistributionPlot.plot(
            totals: (0..<30).map(Double.init),
            available: 60,
            cut: 13.2,
            error: 2,
            passCount: 16,
            texts: texts
        )
        let words = PlotReading.words(in: try #require(plot.drawing))
        let cut = texts("plot.scores.cut", ["cut": "13.2"])
        #expect(words.contains("\u{2068}\(cut)\u{2069}"))
        let mirrored = words.filter(Texts.runsRightToLeft)
        #expect(mirrored.count == 3 && mirrored.allSatisfy { $0.hasPrefix("\u{2068}") && $0.hasSuffix("\u{2069}") })
        #expect(words.contains("10"))
    }

    @Test func `a bar is as high as its count and the table has the same counts`() throws {
        // 30 candidates: 10 at 4 marks, 20 at 8.
        let totals = Array(repeating: 4.0, count: 10) + Array(repeating: 8.0, count: 20)
        let plot = try Self.plot(totals, cut: 6)
        let svg = try #require(plot.drawing)
        let heights = PlotReading.paths("bin", in: svg).compactMap { path -> Double? in
            let numbers = PlotReading.numbers(in: path)
            return numbers.count > 2 ? 196 - numbers[2] : nil
        }
        #expect(heights.count == 2)
        #expect(heights.last == 162)
        #expect(heights.first == 81)
        #expect(plot.lines.map(\.values).flatMap(\.self).compactMap { Int($0) }.reduce(0, +) == 30)
        #expect(plot.lines.last.map { [$0.head] + $0.values } == ["6–8", "20"])
    }

    @Test func `the pass mark stands at its place and is named`() throws {
        let totals = (0..<40).map { Double($0 % 20) }
        let plot = try Self.plot(totals, cut: 10, available: 20, passCount: 20)
        let svg = try #require(plot.drawing)
        // The scale runs from 0 to 20 marks over 44…588.
        #expect(PlotReading.numbers(in: PlotReading.paths("cut", in: svg)[0])[0] == 316)
        #expect(PlotReading.words(in: svg).contains("pass mark 10"))
        #expect(plot.caption == "40 candidates, median 9.5, from 0 to 19 marks. 20 of 40 reach the pass mark of 10.")
    }

    @Test func `the band of one error lies around the pass mark`() throws {
        let plot = try Self.plot((0..<40).map { Double($0 % 20) }, cut: 10, available: 20, error: 2)
        let numbers = PlotReading.numbers(in: PlotReading.paths("band", in: try #require(plot.drawing))[0])
        #expect(numbers[0] == 261.6)
        #expect(numbers[2] == 370.4)
    }

    @Test func `a small group is drawn as dots, one for each candidate`() throws {
        let svg = try #require(try Self.plot([3, 3, 5, 9, 12], cut: nil).drawing)
        #expect(PlotReading.circles("dot", in: svg).count == 5)
        #expect(PlotReading.paths("bin", in: svg).isEmpty)
        #expect(PlotReading.paths("cut", in: svg).isEmpty)
    }

    @Test func `nobody gives no drawing, and says so`() throws {
        let plot = try Self.plot([], cut: 5)
        #expect(plot.drawing == nil)
        #expect(plot.caption == "There is nothing to draw yet.")
    }

    @Test func `equal scores and a pass mark out of reach can be drawn`() throws {
        let svg = try #require(try Self.plot(Array(repeating: 7, count: 25), cut: 20, available: 20).drawing)
        #expect(!svg.markup.contains("nan") && !svg.markup.contains("inf"))
    }

    private static func plot(
        _ totals: [Double],
        cut: Double?,
        available: Double = 20,
        error: Double? = nil,
        passCount: Int? = nil
    ) throws -> Plot {
        try ScoreDistributionPlot.plot(
            totals: totals,
            available: available,
            cut: cut,
            error: error,
            passCount: passCount,
            texts: SiteFolder.texts("en")
        )
    }
}
