import Psychometrics
import Testing

@testable import WebServer

@Suite struct OptionCurvesPlotTests {
    @Test func `a curve goes through the share of each fifth`() throws {
        // 100 candidates by score; the key A is chosen by the upper 60, B by the lower 40.
        let plot = try Self.plot(Self.analysis { $0 >= 40 ? 0 : 1 })
        let key = PlotReading.numbers(in: PlotReading.paths("keyed", in: try #require(plot.drawing))[0])
        // x runs over 60…500 for the fifths, y from 256 (none) to 26 (all).
        #expect(key == [60, 256, 170, 256, 280, 26, 390, 26, 500, 26])
        #expect(plot.lines[0].values == ["60", "60\u{A0}%"] + ["0", "0", "100", "100", "100"].map { "\($0)\u{A0}%" })
        #expect(plot.lines[0].head == "A key")
        #expect(plot.lines.last?.head == "Blank")
    }

    @Test func `the caption says who leads in the top fifth`() throws {
        let leads = try Self.plot(Self.analysis { $0 >= 40 ? 0 : 1 })
        #expect(leads.caption == "A is the key and leads in the top fifth with 100\u{A0}%; next is B with 0\u{A0}%.")
        let beaten = try Self.plot(Self.analysis { $0 >= 80 ? 3 : 0 })
        #expect(
            beaten.caption == "A is the key but D attracts the strongest: 100\u{A0}% of the top fifth against 0\u{A0}%."
        )
    }

    @Test func `every option that is not the key has a dash of its own, and its letter at the end`() throws {
        let svg = try #require(try Self.plot(Self.analysis { $0 % 5 }).drawing)
        let styles = svg.markup.matches(of: /<path class="curve ([^"]*)"/).map { String($0.1) }
        #expect(Set(styles).count == styles.count)
        #expect(styles.filter { $0 == "keyed" }.count == 1)
        #expect(PlotReading.words(in: svg).contains("D 20\u{A0}%"))
        #expect(PlotReading.words(in: svg).contains("A key"))
    }

    @Test func `labels keep their order and their distance`() {
        let places = OptionCurvesPlot.apart([100, 100, 101, 250, 257], by: 17, within: 24...258)
        let sorted = places.sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 16.999 })
        #expect(places == sorted)
        #expect(sorted.last.map { $0 <= 258 } == true)
    }

    @Test func `with few candidates there are numbers and no curves`() throws {
        let plot = try Self.plot(Self.analysis(candidates: 49) { $0 % 3 })
        #expect(plot.drawing == nil)
        #expect(plot.caption == "n = 49: too few to judge")
        #expect(plot.lines.count == 6)
    }

    @Test func `a hostile label stays text`() throws {
        let labels = Array(repeating: People.hostile, count: 5)
        let plot = try OptionCurvesPlot.plot(Self.analysis { $0 % 5 }, labels: labels, texts: SiteFolder.texts("en"))
        let svg = try #require(plot.drawing)
        #expect(!svg.markup.contains("<script"))
        #expect(ShownText.unbalanced(in: svg.markup) == [])
        #expect(svg.markup.contains("&lt;script&gt;"))
    }

    @Test func `a plot of nine options is at most 4 KB when sent`() throws {
        let analysis = try Self.analysis(candidates: 300, options: 9) { $0 % 10 }
        let labels = ["A", "B", "C", "D", "E", "F", "G", "H", "I"]
        let svg = try #require(
            try OptionCurvesPlot.plot(analysis, labels: labels, texts: SiteFolder.texts("en")).drawing
        )
        #expect(try PlotReading.gzipped(svg.markup) <= 4096)
    }

    private static func plot(_ analysis: OptionAnalysis) throws -> Plot {
        try OptionCurvesPlot.plot(analysis, labels: ["A", "B", "C", "D", "E"], texts: SiteFolder.texts("en"))
    }

    /// Candidates whose totals rise with their number, without ties; `pick` says which option each chose, 9 is blank.
    private static func analysis(
        candidates: Int = 100,
        options: Int = 5,
        pick: (Int) -> Int
    ) throws -> OptionAnalysis {
        let picks = (0..<candidates).map { pick($0) }
        let rows: [[Double?]] = picks.enumerated().map { [$1 == 0 ? 1 : 0, Double(2 * $0)] }
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: [1, Double(2 * candidates)])
        let analysis = ClassicalAnalysis(matrix, missing: .scoredZero)
        return try analysis.options(
            ofItem: 0,
            picks: picks.map { $0 < options ? [$0] : [] },
            optionCount: options,
            key: [0]
        )
    }
}
