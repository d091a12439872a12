import Psychometrics

/// Histogram of the totals with pass mark and the band of one SEM; a dot for each candidate in small groups.
enum ScoreDistributionPlot {
    /// Groups below this are drawn as dots (ux.md, section 5).
    static let dotsBelow = 20

    /// Draws the plot and writes its finding.
    ///
    /// - `totals`: In marks.
    /// - `cut`: Pass mark in marks; `nil` while none is set.
    /// - `error`: Standard error of measurement, in marks.
    /// - `passCount`: Candidates who pass, counted on exact marks.
    static func plot(
        totals: [Double],
        available: Double,
        cut: Double?,
        error: Double?,
        passCount: Int?,
        csvHref: String? = nil,
        texts: Texts
    ) -> Plot {
        guard !totals.isEmpty else {
            return Plot(drawing: nil, caption: texts("plot.none"), header: [], lines: [], csvHref: csvHref)
        }
        let histogram = Histogram(totals)
        let drawing = Drawing(totals, histogram, available: available, cut: cut, error: error, texts: texts)
        let caption = caption(totals, cut: cut, passCount: passCount, texts)
        return Plot(
            drawing: drawing.svg(name: texts("plot.scores"), description: caption),
            caption: caption,
            header: [texts("plot.scores.marks"), texts("plot.scores.candidates")],
            lines: histogram.bins.map { bin in
                let upper = Int(bin.lower) + histogram.width - 1
                return Plot.Line(head: "\(Int(bin.lower))–\(upper)", values: [String(bin.count)])
            },
            csvHref: csvHref
        )
    }

    private static func caption(_ totals: [Double], cut: Double?, passCount: Int?, _ texts: Texts) -> String {
        let summary = ScoreSummary(totals)
        let spread = texts(
            "plot.scores.caption",
            count: totals.count,
            [
                "median": NumberText.marks(summary?.median ?? 0),
                "from": NumberText.marks(summary?.minimum ?? 0),
                "to": NumberText.marks(summary?.maximum ?? 0),
            ]
        )
        guard let cut, let passCount else { return spread }
        return spread + " "
            + texts(
                "plot.scores.passing",
                count: passCount,
                ["cut": NumberText.marks(cut), "total": String(totals.count)]
            )
    }

    private struct Drawing {
        private var canvas = PlotCanvas(width: 600, height: 240)

        init(
            _ totals: [Double],
            _ histogram: Histogram,
            available: Double,
            cut: Double?,
            error: Double?,
            texts: Texts
        ) {
            let first = min(histogram.bins.first?.lower ?? 0, cut ?? .infinity)
            let last = (histogram.bins.last?.lower ?? 0) + Double(histogram.width)
            let lowest = max(0, first - Double(histogram.width))
            let x = PlotScale(values: lowest...max(last, min(available, cut ?? 0), lowest + 1), from: 44, to: 588)
            let tallest = histogram.bins.map(\.count).max() ?? 1
            let y = PlotScale(values: 0...Double(max(tallest, 4)), from: 196, to: 34)
            if let cut, let error, error > 0 {
                let (from, to) = (PlotCanvas.number(x.place(cut - error)), PlotCanvas.number(x.place(cut + error)))
                canvas.path("M\(from) 34H\(to)V196H\(from)Z", "band")
            }
            axes(x, y, texts)
            if totals.count < ScoreDistributionPlot.dotsBelow {
                dots(histogram, x, y)
            } else {
                bars(histogram, x, y)
            }
            guard let cut else { return }
            let place = x.place(cut)
            canvas.path("M\(PlotCanvas.number(place)) 26V196", "cut")
            let isLate = place > 400
            canvas.text(
                texts("plot.scores.cut", ["cut": NumberText.marks(cut)]),
                x: place + (isLate ? -6 : 6),
                y: 20,
                isLate ? .end : .start,
                "strong"
            )
        }

        func svg(name: String, description: String) -> SafeHTML { canvas.svg(name: name, description: description) }

        private mutating func axes(_ x: PlotScale, _ y: PlotScale, _ texts: Texts) {
            canvas.path("M44 196H588", "axis")
            for tick in x.ticks(most: 10) where tick == tick.rounded() {
                let place = x.place(tick)
                canvas.path("M\(PlotCanvas.number(place)) 196v5", "axis")
                canvas.text(String(Int(tick)), x: place, y: 216, .middle)
            }
            for tick in y.ticks(most: 4) where tick > 0 && tick == tick.rounded() {
                canvas.path("M44 \(PlotCanvas.number(y.place(tick)))H588", "line")
                canvas.text(String(Int(tick)), x: 38, y: y.place(tick) + 5, .end)
            }
            canvas.text(texts("plot.scores.marks"), x: 588, y: 236, .end)
            canvas.text(texts("plot.scores.candidates"), x: 4, y: 20)
        }

        private mutating func bars(_ histogram: Histogram, _ x: PlotScale, _ y: PlotScale) {
            for bin in histogram.bins where bin.count > 0 {
                let from = PlotCanvas.number(x.place(bin.lower) + 1)
                let to = PlotCanvas.number(x.place(bin.lower + Double(histogram.width)) - 1)
                canvas.path("M\(from) 196V\(PlotCanvas.number(y.place(Double(bin.count))))H\(to)V196Z", "bin")
            }
        }

        private mutating func dots(_ histogram: Histogram, _ x: PlotScale, _ y: PlotScale) {
            let step = min(14, (y.from - y.to) / Double(histogram.bins.map(\.count).max() ?? 1))
            for bin in histogram.bins {
                let middle = x.place(bin.lower + Double(histogram.width) / 2)
                for number in 0..<bin.count {
                    canvas.circle(x: middle, y: y.from - step * (Double(number) + 0.5), radius: 5, "dot")
                }
            }
        }
    }
}
