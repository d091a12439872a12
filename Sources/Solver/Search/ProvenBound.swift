/// Lower bound of a model's objective that follows from row prices by whole-number arithmetic alone.
///
/// For any prices y and any x in the ranges whose row sums r lie within their sides,
/// c·x = y·r + (c − yA)·x ≥ Σ min(y·side) + Σ min((c − yA)·end of range). The prices come from floating point and may
/// be as wrong as they like: they are rounded to multiples of 2^−scale, and the sum is formed without rounding.
///
/// Source: Neumaier and Shcherbina (2004), "Safe bounds in linear and mixed-integer linear programming",
/// *Mathematical Programming* 99, 283–296, with scaled integers in place of directed rounding.
struct ProvenBound<Word: FixedWidthInteger & SignedInteger & Sendable> {
    /// Bound and reduced costs, times 2^scale.
    private(set) var total: Word
    private(set) var reducedCosts: [Word]
    /// Rounded price of each row, times 2^scale; the sign tells the side of the row that is used.
    private(set) var prices: [Word]
    private let scale: Int

    /// Forms the bound from one price a row; `nil` when no useful scale keeps the sums inside `Word`.
    ///
    /// Without objective, a positive bound proves that the ranges hold no solution. `reach` is the model's
    /// ``Model/reaches()``.
    init?(prices: [Double], hasObjective: Bool, model: Model, reach: [Double], domains: Domains) {
        let scales = Self.scale(prices: prices, hasObjective: hasObjective, model: model, reach: reach)
        guard let scale = scales else { return nil }
        self.scale = scale
        let factor = Self.power(scale)
        var total: Word = 0
        var rounded = [Word](repeating: 0, count: prices.count)
        var reduced = [Word](repeating: 0, count: model.columnCount)
        if hasObjective {
            let unit = Word(1) << Word(scale)
            for column in 0..<model.columnCount { reduced[column] = Word(model.objective[column]) * unit }
        }
        for row in 0..<prices.count {
            let price = Word(prices[row] * factor + (prices[row] < 0 ? -0.5 : 0.5))
            if price == 0 { continue }
            let side = price > 0 ? model.rowLower[row] : model.rowUpper[row]
            guard abs(side) < Model.unlimited else { continue }
            rounded[row] = price
            total += price * Word(side)
            for entry in model.rows.range(of: row) {
                reduced[model.rows.index[entry]] -= price * Word(model.rows.coefficient[entry])
            }
        }
        for column in 0..<model.columnCount {
            let cost = reduced[column]
            if cost != 0 { total += cost * Word(cost > 0 ? domains.lower[column] : domains.upper[column]) }
        }
        self.total = total
        reducedCosts = reduced
        self.prices = rounded
    }

    /// Least whole number of objective steps that a solution within the ranges can have.
    var steps: Int { Int(clamping: ceilingQuotient(total, Word(1) << Word(scale))) }

    var isPositive: Bool { total > 0 }

    /// Cuts ranges down to where a solution of at most `most` steps can lie; `false` when there is none.
    ///
    /// `domains` must be the ranges that the bound was formed with, or smaller ones.
    func restrict(_ domains: inout Domains, toSteps most: Int, in model: Model) -> Bool {
        let (ceiling, overflows) = Word(most).multipliedReportingOverflow(by: Word(1) << Word(scale))
        let (room, underflows) = ceiling.subtractingReportingOverflow(total)
        guard !overflows, !underflows else { return true }
        guard room >= 0 else { return false }
        for column in 0..<reducedCosts.count where reducedCosts[column] != 0 && !domains.isFixed(column) {
            let cost = reducedCosts[column]
            let width = domains.upper[column] - domains.lower[column]
            let reachable = room / Word(cost.magnitude)
            guard reachable < Word(width) else { continue }
            let steps = Int(reachable)
            let fits =
                cost > 0
                ? domains.restrict(column, to: domains.lower[column], domains.lower[column] + steps, in: model)
                : domains.restrict(column, to: domains.upper[column] - steps, domains.upper[column], in: model)
            guard fits else { return false }
        }
        return true
    }

    /// Largest scale at which every partial sum stays below an eighth of what `Word` holds.
    ///
    /// `nil` when a narrow word would lose more to rounding than some steps, which a wide one might not.
    private static func scale(prices: [Double], hasObjective: Bool, model: Model, reach: [Double]) -> Int? {
        var (total, slack, largest) = (1.0, 1.0, 0.0)
        for row in 0..<prices.count where prices[row] != 0 {
            guard prices[row].isFinite else { return nil }
            total += abs(prices[row]) * reach[row]
            slack += reach[row]
            largest = max(largest, abs(prices[row]))
        }
        if hasObjective { total += reach[prices.count] }
        let room = power(Word.bitWidth - 4) - slack
        guard room > total, total.isFinite else { return nil }
        let possible = Int((room / total).exponent)
        let useful = Int(min(slack / max(1e-30, min(1, largest)), 1e30).exponent) - 3
        return possible >= 0 && (possible >= useful || Word.bitWidth > 64) ? min(possible, 100) : nil
    }

    private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}

extension Model {
    /// Bound on the magnitude of each row's sides and sums, then of the objective; zeros count as ones.
    func reaches() -> [Double] {
        var reaches = [Double](repeating: 0, count: rowCount + 1)
        for row in 0..<rowCount {
            for side in [rowLower[row], rowUpper[row]] where abs(side) < Self.unlimited {
                reaches[row] = max(reaches[row], Double(abs(side)))
            }
            for entry in rows.range(of: row) {
                reaches[row] += Double(abs(rows.coefficient[entry])) * extent(of: rows.index[entry])
            }
        }
        for column in 0..<columnCount { reaches[rowCount] += Double(abs(objective[column])) * extent(of: column) }
        return reaches
    }

    private func extent(of column: Int) -> Double { Double(max(1, abs(lower[column]), abs(upper[column]))) }
}
