/// A plot as it stands on a page: the drawing, the finding in words, the numbers as a table.
struct Plot: Sendable {
    /// `nil` where there is too little to draw; ``caption`` says so.
    let drawing: SafeHTML?
    /// The finding, as a sentence.
    let caption: String
    let header: [String]
    let lines: [Line]
    let hasNumbers: Bool
    let csvHref: String?

    /// One line of the table.
    struct Line: Sendable {
        let head: String
        let values: [String]
    }

    init(drawing: SafeHTML?, caption: String, header: [String], lines: [Line], csvHref: String? = nil) {
        self.drawing = drawing
        self.caption = caption
        self.header = header
        self.lines = lines
        hasNumbers = !lines.isEmpty
        self.csvHref = csvHref
    }

    /// Such as "n = 12: too few to judge".
    static func tooFew(_ n: Int, _ texts: Texts) -> String { texts("plot.too-few", ["number": String(n)]) }
}

/// Draws into one SVG: left to right in every language, colours and dashes by class, so that themes and print decide.
struct PlotCanvas {
    let width: Int
    let height: Int
    private var body = SafeHTML()

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    enum Anchor: String { case start, middle, end }

    mutating func path(_ data: String, _ style: StaticString) {
        body.append(literal: "<path class=\"")
        body.append(literal: style)
        body.append("\" d=\"\(data)\"/>")
    }

    mutating func circle(x: Double, y: Double, radius: Int, _ style: StaticString) {
        body.append(literal: "<circle class=\"")
        body.append(literal: style)
        body.append("\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(radius)\"/>")
    }

    /// Words of ours or a number.
    mutating func text(_ text: String, x: Double, y: Double, _ anchor: Anchor = .start, _ style: StaticString = "") {
        write(text, x, y, anchor, style, "")
    }

    /// A letter or name of the school's: no words of any language of the interface.
    mutating func name(_ text: String, x: Double, y: Double, _ anchor: Anchor = .start, _ style: StaticString = "") {
        write(text, x, y, anchor, style, " lang=\"zxx\"")
    }

    private mutating func write(
        _ text: String,
        _ x: Double,
        _ y: Double,
        _ anchor: Anchor,
        _ style: StaticString,
        _ language: StaticString
    ) {
        body.append(literal: "<text")
        body.append(literal: language)
        body.append(" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"")
        if anchor != .start { body.append(" text-anchor=\"\(anchor.rawValue)\"") }
        if !style.description.isEmpty {
            body.append(literal: " class=\"")
            body.append(literal: style)
            body.append(literal: "\"")
        }
        // The drawing runs from left to right, its words need not: without an isolate of their own, blanks and numbers
        // of a right-to-left sentence would stand at its wrong end (Unicode Annex 9).
        body.append(Texts.runsRightToLeft(text) ? ">\u{2068}\(text)\u{2069}</text>" : ">\(text)</text>")
    }

    /// The drawing with its name and its description, both in words.
    func svg(name: String, description: String) -> SafeHTML {
        var svg: SafeHTML = "<svg class=\"plot\" role=\"img\" direction=\"ltr\" viewBox=\"0 0 \(width) \(height)\">"
        svg.append("<title>\(name)</title><desc>\(description)</desc>")
        svg.append(body)
        svg.append("</svg>")
        return svg
    }

    /// One decimal, none where it is zero: short, and finer than a pixel.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}

/// A straight scale from values to places of the drawing.
struct PlotScale {
    let values: ClosedRange<Double>
    /// Where the lower and the upper value lie.
    let from: Double
    let to: Double

    func place(_ value: Double) -> Double {
        let span = values.upperBound - values.lowerBound
        guard span > 0 else { return from }
        let kept = min(max(value, values.lowerBound), values.upperBound)
        return from + (kept - values.lowerBound) / span * (to - from)
    }

    /// Round numbers inside the range, at most `most`.
    func ticks(most: Int) -> [Double] {
        let span = values.upperBound - values.lowerBound
        guard span > 0, most > 1 else { return [values.lowerBound] }
        var step = 0.001
        let factors = [2.0, 2.5, 2.0]
        var turn = 0
        while span / step > Double(most) {
            step *= factors[turn % 3]
            turn += 1
        }
        let first = (values.lowerBound / step - 1e-9).rounded(.up)
        let last = (values.upperBound / step + 1e-9).rounded(.down)
        guard last >= first else { return [values.lowerBound] }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }
}
