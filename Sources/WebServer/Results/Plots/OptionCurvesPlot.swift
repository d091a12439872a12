import Psychometrics

/// Share that chose each option in each fifth of the cohort: the key solid, every other with a dash of its own, letters
/// at the ends of the lines.
enum OptionCurvesPlot {
    /// Draws the plot and writes its finding.
    ///
    /// - `labels`: Of the options, in their order: "B" or a short name; the blank is named here.
    /// - `limits`: Below their counts nothing is drawn.
    static func plot(
        _ analysis: OptionAnalysis,
        labels: [String],
        limits: ItemLimits = ItemLimits(),
        csvHref: String? = nil,
        texts: Texts
    ) -> Plot {
        let rows = analysis.options.map { Curve($0, labels: labels, texts) }
        let header =
            [texts("plot.options.option"), texts("plot.options.chosen"), texts("plot.options.all")]
            + (1...5).map { texts("plot.options.fifth.\($0)") }
        let lines = rows.map { row in
            Plot.Line(
                head: row.isKey ? texts("plot.options.key", ["option": row.label]) : row.label,
                values: [String(row.count), row.share.map { NumberText.percent($0) } ?? "–"]
                    + row.fifths.map { share in share.map { NumberText.percent($0) } ?? "–" }
            )
        }
        guard analysis.n >= max(limits.minimumCandidates, 5 * limits.minimumInFifth) else {
            return Plot(
                drawing: nil,
                caption: Plot.tooFew(analysis.n, texts),
                header: header,
                lines: lines,
                csvHref: csvHref
            )
        }
        let caption = caption(rows, texts)
        return Plot(
            drawing: drawing(rows.filter { $0.isKey || $0.count > 0 }, texts)
                .svg(name: texts("plot.options"), description: caption),
            caption: caption,
            header: header,
            lines: lines,
            csvHref: csvHref
        )
    }

    private struct Curve {
        let label: String
        let isBlank: Bool
        let isKey: Bool
        let count: Int
        let share: Double?
        let fifths: [Double?]

        init(_ option: OptionStatistics, labels: [String], _ texts: Texts) {
            isBlank = option.option == nil
            label =
                option.option.map { labels.indices.contains($0) ? labels[$0] : String($0 + 1) }
                ?? texts("plot.options.blank")
            isKey = option.isKey
            count = option.count
            share = option.share
            fifths = option.shareByFifth
        }

        var top: Double? { fifths.last ?? nil }
    }

    private static func caption(_ rows: [Curve], _ texts: Texts) -> String {
        let keys = texts.list(rows.filter(\.isKey).map(\.label))
        let others = rows.filter { !$0.isKey && !$0.isBlank }
        guard !keys.isEmpty, let key = rows.filter(\.isKey).compactMap(\.top).max(),
            let rival = others.max(by: { ($0.top ?? 0) < ($1.top ?? 0) }), let most = rival.top
        else { return texts("plot.options.no-key") }
        let words = [
            "key": keys, "rival": rival.label, "share": NumberText.percent(most), "own": NumberText.percent(key),
        ]
        return most > key + 1e-9 ? texts("plot.options.beaten", words) : texts("plot.options.leads", words)
    }

    private static func drawing(_ rows: [Curve], _ texts: Texts) -> PlotCanvas {
        var canvas = PlotCanvas(width: 600, height: 300)
        let y = PlotScale(values: 0...1, from: 256, to: 26)
        let x = PlotScale(values: 0...4, from: 60, to: 500)
        for share in [0.0, 0.25, 0.5, 0.75, 1] {
            let place = PlotCanvas.number(y.place(share))
            canvas.path("M60 \(place)H500", share == 0 ? "axis" : "line")
            canvas.text(NumberText.percent(share), x: 54, y: y.place(share) + 5, .end)
        }
        for fifth in 0..<5 { canvas.text(String(fifth + 1), x: x.place(Double(fifth)), y: 276, .middle) }
        canvas.text(texts("plot.options.axis"), x: 60, y: 296)
        canvas.text(texts("plot.options.share"), x: 4, y: 14)
        var dash = 0
        for row in rows {
            let points = row.fifths.enumerated().compactMap { index, share in share.map { (Double(index), $0) } }
            let data = points.enumerated().map { index, point in
                "\(index == 0 ? "M" : "L")\(PlotCanvas.number(x.place(point.0))) \(PlotCanvas.number(y.place(point.1)))"
            }
            .joined()
            if row.isKey {
                canvas.path(data, "curve keyed")
            } else {
                canvas.path(data, styles[dash % styles.count])
                dash += 1
            }
        }
        for (row, place) in zip(rows, apart(rows.map { y.place($0.top ?? 0) }, by: 17, within: 24...258)) {
            let words =
                row.isKey
                ? texts("plot.options.key", ["option": row.label])
                : row.share.map { texts("plot.options.end", ["option": row.label, "share": NumberText.percent($0)]) }
                    ?? row.label
            canvas.path("M502 \(PlotCanvas.number(y.place(row.top ?? 0)))L510 \(PlotCanvas.number(place))", "leader")
            canvas.text(words, x: 514, y: place + 5, .start, row.isKey ? "strong" : "")
        }
        return canvas
    }

    /// Classes of colour and dash for the curves that are not the key.
    private static let styles: [StaticString] = [
        "curve s2 d1", "curve s3 d2", "curve s4 d3", "curve s5 d4", "curve s1 d5", "curve s2 d6", "curve s3 d7",
        "curve s4 d8",
    ]

    /// Moves places apart so that labels do not lie on each other, keeping their order.
    static func apart(_ places: [Double], by gap: Double, within range: ClosedRange<Double>) -> [Double] {
        let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        var moved = places
        var last = range.lowerBound - gap
        for index in order {
            moved[index] = max(places[index], last + gap)
            last = moved[index]
        }
        var next = range.upperBound + gap
        for index in order.reversed() {
            moved[index] = min(moved[index], next - gap)
            next = moved[index]
        }
        return moved
    }
}
