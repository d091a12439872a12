import Psychometrics
import Testing

@testable import WebServer

@Suite struct ReliabilityPlotTests {
    @Test func `the question without which alpha rises most comes first and is drawn apart`() throws {
        let cohort = Cohort(candidates: 287)
        let reliability = cohort.analysis.reliability
        let plot = try ReliabilityPlot.plot(
            reliability,
            numbers: (1...Cohort.itemCount).map(String.init),
            texts: SiteFolder.texts("en")
        )
        let highest = try #require(reliability.alphaIfDropped.compactMap(\.self).max())
        #expect(plot.lines.count == Cohort.itemCount)
        #expect(plot.lines[0].head == "3")
        #expect(plot.lines[0].values == [NumberText.share(highest, places: 3)])
        let svg = try #require(plot.drawing)
        #expect(PlotReading.circles("harmful", in: svg).count == 1)
        // One dot is alpha itself.
        #expect(PlotReading.circles("dot", in: svg).count == ReliabilityPlot.drawnItems + 1)
        let alpha = try #require(reliability.alpha)
        #expect(plot.caption.hasPrefix("Alpha is \(NumberText.share(alpha)), with 95 % confidence "))
        #expect(plot.caption.hasSuffix("It would be higher without 1 question."))
        #expect(try PlotReading.gzipped(svg.markup) <= 4096)
    }

    @Test func `dots lie in the order of their values`() throws {
        let plot = try ReliabilityPlot.plot(
            Cohort(candidates: 100).analysis.reliability,
            numbers: (1...Cohort.itemCount).map(String.init),
            texts: SiteFolder.texts("en")
        )
        let places = PlotReading.circles("dot", in: try #require(plot.drawing)).dropFirst().map(\.x)
        #expect(places == places.sorted(by: >))
    }

    @Test func `with few candidates nothing is drawn`() throws {
        let plot = try ReliabilityPlot.plot(
            Cohort(candidates: 12).analysis.reliability,
            numbers: (1...Cohort.itemCount).map(String.init),
            texts: SiteFolder.texts("en")
        )
        #expect(plot.drawing == nil)
        #expect(plot.caption == "n = 12: too few to judge")
    }
}
