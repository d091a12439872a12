import Psychometrics

/// Alpha with its interval, and what it would be without each item, the most telling first.
enum ReliabilityPlot {
    /// So many items are drawn; the table has all of them.
    static let drawnItems = 12

    /// Draws the plot and writes its finding.
    ///
    /// - `numbers`: Of the questions, in the order of the score matrix.
    static func plot(
        _ reliability: Reliability,
        numbers: [String],
        limits: ItemLimits = ItemLimits(),
        csvHref: String? = nil,
        texts: Texts
    ) -> Plot {
        let items = zip(numbers, reliability.alphaIfDropped).compactMap { number, alpha in
            alpha.map { (number: number, alpha: $0) }
        }
        let sorted = items.enumerated().sorted { ($1.element.alpha, $0.offset) < ($0.element.alpha, $1.offset) }
            .map(\.element)
        let header = [texts("plot.alpha.question"), texts("plot.alpha.without")]
        let lines = sorted.map { Plot.Line(head: $0.number, values: [NumberText.share($0.alpha, places: 3)]) }
        guard reliability.n >= limits.minimumCandidates, let alpha = reliability.alpha else {
            return Plot(
                drawing: nil,
                caption: Plot.tooFew(reliability.n, texts),
                header: header,
                lines: lines,
                csvHref: csvHref
            )
        }
        let caption = caption(reliability, alpha, sorted.count { $0.alpha > alpha + 0.0005 }, texts)
        return Plot(
            drawing: drawing(reliability, alpha, Array(sorted.prefix(drawnItems)), texts)
                .svg(name: texts("plot.alpha"), description: caption),
            caption: caption,
            header: header,
            lines: lines,
            csvHref: csvHref
        )
    }

    private static func caption(_ reliability: Reliability, _ alpha: Double, _ harmful: Int, _ texts: Texts) -> String {
        let words =
            if let interval = reliability.alphaInterval {
                texts(
                    "plot.alpha.interval",
                    [
                        "alpha": NumberText.share(alpha), "from": NumberText.share(interval.lower),
                        "to": NumberText.share(interval.upper),
                    ]
                )
            } else {
                texts("plot.alpha.alone", ["alpha": NumberText.share(alpha)])
            }
        let effect = harmful == 0 ? texts("plot.alpha.all-help") : texts("plot.alpha.harmful", count: harmful)
        return "\(words) \(effect)"
    }

    private static func drawing(
        _ reliability: Reliability,
        _ alpha: Double,
        _ items: [(number: String, alpha: Double)],
        _ texts: Texts
    ) -> PlotCanvas {
        let height = 84 + 18 * items.count
        var canvas = PlotCanvas(width: 600, height: height)
        let interval = reliability.alphaInterval.map { $0.lower...$0.upper } ?? alpha...alpha
        let all = items.map(\.alpha) + [interval.lowerBound, interval.upperBound]
        let (low, high) = ((all.min() ?? 0) - 0.01, (all.max() ?? 1) + 0.01)
        let x = PlotScale(values: low...high, from: 150, to: 585)
        let foot = Double(height - 34)
        for tick in x.ticks(most: 6) {
            let place = PlotCanvas.number(x.place(tick))
            canvas.path("M\(place) 8V\(PlotCanvas.number(foot))", "line")
            canvas.text(NumberText.share(tick), x: x.place(tick), y: foot + 18, .middle)
        }
        canvas.path("M150 \(PlotCanvas.number(foot))H585", "axis")
        let place = PlotCanvas.number(x.place(alpha))
        canvas.path("M\(place) 8V\(PlotCanvas.number(foot))", "cut")
        let (from, to) = (
            PlotCanvas.number(x.place(interval.lowerBound)), PlotCanvas.number(x.place(interval.upperBound))
        )
        canvas.path("M\(from) 20H\(to)M\(from) 15v10M\(to) 15v10", "interval")
        canvas.circle(x: x.place(alpha), y: 20, radius: 6, "dot")
        canvas.text(texts("plot.alpha.all"), x: 140, y: 25, .end, "strong")
        for (index, item) in items.enumerated() {
            let y = Double(50 + 18 * index)
            canvas.text(texts("plot.alpha.item", ["number": item.number]), x: 140, y: y + 5, .end)
            canvas.circle(x: x.place(item.alpha), y: y, radius: 4, item.alpha > alpha + 0.0005 ? "dot harmful" : "dot")
        }
        return canvas
    }
}
