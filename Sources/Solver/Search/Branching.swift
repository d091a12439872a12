/// What branching on each column has brought so far, and the choice that follows from it.
///
/// Source: Achterberg, Koch and Martin (2005), "Branching rules revisited", *Operations Research Letters* 33, 42–54
/// (pseudocosts with the product rule). A branch without solutions counts as a gain of one mean gain more.
struct Branching {
    private var lowerGain: [Gain]
    private var upperGain: [Gain]
    private var overall = Gain()

    private struct Gain {
        var sum = 0.0
        var count = 0.0

        mutating func add(_ gain: Double) {
            sum += gain
            count += 1
        }

        func mean(_ fallback: Double) -> Double { (sum + fallback) / (count + 1) }
    }

    init(columnCount: Int) {
        lowerGain = [Gain](repeating: Gain(), count: columnCount)
        upperGain = lowerGain
    }

    mutating func noteGain(of node: TreeSearch.Node, objective: Double) {
        guard node.column >= 0, node.distance > 1e-6 else { return }
        note(max(0, objective - node.parentObjective) / node.distance, of: node)
    }

    mutating func noteFailure(of node: TreeSearch.Node) {
        guard node.column >= 0 else { return }
        note(2 * overall.mean(1e-3), of: node)
    }

    private mutating func note(_ gain: Double, of node: TreeSearch.Node) {
        overall.add(gain)
        if node.isUpper { upperGain[node.column].add(gain) } else { lowerGain[node.column].add(gain) }
    }

    /// Worth of branching on `column`, `fraction` above the whole number below it.
    func score(of column: Int, fraction: Double) -> Double {
        let mean = overall.mean(1e-3)
        let down = lowerGain[column].mean(mean) * fraction
        let up = upperGain[column].mean(mean) * (1 - fraction)
        return max(down, 1e-9) * max(up, 1e-9)
    }
}

extension TreeSearch {
    /// The fractional column most worth branching on; without any, the free column of the smallest range.
    func chooseSplit() -> Finding {
        var best: Finding?
        var bestScore = 0.0
        var narrowest: (column: Int, width: Int)?
        for column in 0..<model.columnCount where !domains.isFixed(column) {
            let width = domains.upper[column] - domains.lower[column]
            if width < narrowest?.width ?? .max { narrowest = (column, width) }
            guard let fraction = fraction(of: column) else { continue }
            let score = branching.score(of: column, fraction: fraction)
            guard score > bestScore else { continue }
            bestScore = score
            let value = simplex.amount(of: column)
            best = .split(
                column: column,
                below: wholeNumber(below: value),
                value: value,
                prefersUpper: fraction > 0.5
            )
        }
        if let best { return best }
        guard let narrowest else { return .closed }
        let column = narrowest.column
        let value = roundedValue(of: column)
        let below = min(value, domains.upper[column] - 1)
        return .split(column: column, below: below, value: Double(value), prefersUpper: value > below)
    }

    /// How far the relaxation's value of `column` lies above a whole number; `nil` when it is one or beside the range.
    func fraction(of column: Int) -> Double? {
        let (least, most) = (domains.lower[column], domains.upper[column])
        let value = simplex.amount(of: column)
        // The fraction of a value in the millions is mostly noise.
        guard most - least < 1 << 20, value > Double(least), value < Double(most) else { return nil }
        let fraction = value - Double(wholeNumber(below: value))
        return fraction > 1e-6 && fraction < 1 - 1e-6 ? fraction : nil
    }
}

/// Largest whole number not above `value`, whose magnitude is below 2^62.
func wholeNumber(below value: Double) -> Int {
    let whole = Int(value)
    return Double(whole) > value ? whole - 1 : whole
}
