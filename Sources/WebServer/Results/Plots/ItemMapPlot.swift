import Psychometrics

/// Facility and corrected point-biserial of all items; those that are flagged carry their number.
enum ItemMapPlot {
    /// One item of the paper.
    struct Point: Sendable {
        /// Of the question, such as "14".
        let number: String
        let facility: Double
        let itemRest: Double
        let isFlagged: Bool
    }

    /// Draws the plot and writes its finding.
    ///
    /// - `n`: Candidates that the numbers rest on.
    static func plot(
        _ points: [Point],
        n: Int,
        limits: ItemLimits = ItemLimits(),
        csvHref: String? = nil,
        texts: Texts
    ) -> Plot {
        let header = [texts("plot.map.question"), texts("plot.map.facility"), texts("plot.map.rest")]
        let lines = points.map {
            Plot.Line(head: $0.number, values: [NumberText.share($0.facility), NumberText.share($0.itemRest)])
        }
        guard n >= limits.minimumCandidates, !points.isEmpty else {
            return Plot(drawing: nil, caption: Plot.tooFew(n, texts), header: header, lines: lines, csvHref: csvHref)
        }
        let flagged = points.count(where: \.isFlagged)
        let caption =
            flagged == 0
            ? texts("plot.map.none", count: points.count)
            : texts(
                "plot.map.caption",
                count: flagged,
                [
                    "numbers": texts.list(points.filter(\.isFlagged).map(\.number)),
                    "total": String(points.count),
                ]
            )
        return Plot(
            drawing: drawing(points, limits, texts).svg(name: texts("plot.map"), description: caption),
            caption: caption,
            header: header,
            lines: lines,
            csvHref: csvHref
        )
    }

    private static func drawing(_ points: [Point], _ limits: ItemLimits, _ texts: Texts) -> PlotCanvas {
        var canvas = PlotCanvas(width: 600, height: 320)
        let lowest = min(-0.1, (points.map(\.itemRest).min() ?? 0) - 0.05)
        let highest = max(0.6, (points.map(\.itemRest).max() ?? 0) + 0.05)
        let x = PlotScale(values: 0...1, from: 50, to: 585)
        let y = PlotScale(values: lowest...highest, from: 266, to: 26)
        for tick in x.ticks(most: 5) {
            let place = PlotCanvas.number(x.place(tick))
            canvas.path("M\(place) 266v5", "axis")
            canvas.text(NumberText.share(tick, places: 1), x: x.place(tick), y: 286, .middle)
        }
        for tick in y.ticks(most: 5) {
            canvas.path("M50 \(PlotCanvas.number(y.place(tick)))H585", tick.magnitude < 1e-9 ? "axis" : "line")
            canvas.text(NumberText.share(tick, places: 1), x: 44, y: y.place(tick) + 5, .end)
        }
        canvas.path("M50 266H585", "axis")
        let rest = PlotCanvas.number(y.place(limits.itemRest))
        let (hard, easy) = (
            PlotCanvas.number(x.place(limits.facility.lowerBound)),
            PlotCanvas.number(x.place(limits.facility.upperBound))
        )
        canvas.path("M50 \(rest)H585M\(hard) 26V266M\(easy) 26V266", "limit")
        canvas.text(texts("plot.map.rest"), x: 4, y: 14)
        canvas.text(texts("plot.map.facility"), x: 585, y: 312, .end)
        func dots(_ points: [Point]) -> String {
            points.map { "M\(PlotCanvas.number(x.place($0.facility))) \(PlotCanvas.number(y.place($0.itemRest)))h0" }
                .joined()
        }
        canvas.path(dots(points.filter { !$0.isFlagged }), "points")
        canvas.path(dots(points.filter(\.isFlagged)), "points flagged-points")
        var taken: [Box] = []
        for point in points where point.isFlagged {
            let (across, down) = (x.place(point.facility), y.place(point.itemRest))
            let width = 9 * Double(point.number.count)
            // Above or below, on either side; where all four are taken the table still has the number.
            let boxes = [(7.0, -5.0), (-7 - width, -5), (7, 15), (-7 - width, 15)].map {
                Box(x: across + $0.0, y: down + $0.1, width: width)
            }
            guard let box = boxes.first(where: { $0.isInside && !taken.contains(where: $0.meets) }) else { continue }
            taken.append(box)
            canvas.name(point.number, x: box.x, y: box.y, .start, "strong")
        }
        return canvas
    }

    /// The room of a label, by the start of its baseline.
    private struct Box {
        let x: Double
        let y: Double
        let width: Double

        private static let height = 15.0

        var isInside: Bool { x >= 50 && x + width <= 598 && y <= 266 }

        func meets(_ other: Box) -> Bool {
            x < other.x + other.width && other.x < x + width && abs(y - other.y) < Self.height
        }
    }
}
