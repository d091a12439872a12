import Testing

@testable import WebServer

@Suite struct ItemMapPlotTests {
    @Test func `a point lies at its facility and correlation`() throws {
        let plot = try Self.plot([("7", 0.5, 0.25, false)])
        // x runs over 50…585 for 0…1; y over 266…26 for −.1….6.
        let points = PlotReading.numbers(in: PlotReading.paths("points", in: try #require(plot.drawing))[0])
        #expect(points.prefix(2) == [317.5, 146])
        #expect(plot.lines.map(\.values) == [[".50", ".25"]])
        #expect(plot.caption == "The mark is not flagged.")
    }

    @Test func `flagged points are drawn apart, with their number, and named in the caption`() throws {
        let plot = try Self.plot([("1", 0.5, 0.3, false), ("2", 0.95, -0.2, true), ("14 · S2", 0.2, 0.1, true)])
        let svg = try #require(plot.drawing)
        #expect(PlotReading.paths("flagged-points", in: svg).map { $0.filter { $0 == "M" }.count } == [2])
        #expect(PlotReading.words(in: svg).contains("14 · S2"))
        #expect(!PlotReading.words(in: svg).contains("1"))
        #expect(plot.caption == "2 of 3 marks are flagged: 2, 14 · S2.")
    }

    @Test func `labels of points that lie close together do not cover each other`() throws {
        var close: [(String, Double, Double, Bool)] = []
        for number in 1...9 {
            close.append(("\(number) · S1", 0.8 + 0.005 * Double(number % 3), 0.25 + 0.004 * Double(number), true))
        }
        let svg = try #require(Self.plot(close).drawing)
        var labels: [(x: Double, y: Double)] = []
        for match in svg.markup.matches(of: /x="([\d.]+)" y="([\d.]+)"[^>]*>\d · S1</) {
            labels.append((try #require(Double(match.1)), try #require(Double(match.2))))
        }
        #expect((4..<9).contains(labels.count))
        for (index, one) in labels.enumerated() {
            for other in labels[..<index] { #expect(abs(one.x - other.x) >= 54 || abs(one.y - other.y) >= 15) }
        }
    }

    @Test func `with few candidates nothing is drawn`() throws {
        let plot = try Self.plot([("1", 0.5, 0.3, false)], n: 29)
        #expect(plot.drawing == nil)
        #expect(plot.caption == "n = 29: too few to judge")
    }

    @Test func `a map of 200 questions is at most 4 KB when sent`() throws {
        var points: [(String, Double, Double, Bool)] = []
        for index in 0..<200 {
            let facility = Double(index * 37 % 101) / 101
            points.append((String(index + 1), facility, Double(index * 53 % 97) / 130 - 0.1, index % 40 == 0))
        }
        let svg = try #require(try Self.plot(points).drawing)
        #expect(try PlotReading.gzipped(svg.markup) <= 4096)
    }

    private static func plot(_ points: [(String, Double, Double, Bool)], n: Int = 100) throws -> Plot {
        try ItemMapPlot.plot(
            points.map { .init(number: $0.0, facility: $0.1, itemRest: $0.2, isFlagged: $0.3) },
            n: n,
            texts: SiteFolder.texts("en")
        )
    }
}
