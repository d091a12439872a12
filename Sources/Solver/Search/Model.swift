/// A program as the search sees it: minimise, rows and columns sparse, rows divided by their common divisor.
struct Model {
    /// Side of a row that is not limited; beyond every possible sum.
    static let unlimited = 1 << 61

    private(set) var lower: [Int]
    private(set) var upper: [Int]
    /// The objective of values x is `offset + unit · Σ objective · x`.
    private(set) var objective: [Int]
    private(set) var unit = 1
    private(set) var offset = 0
    private(set) var rows: SparseMatrix
    private(set) var columns: SparseMatrix
    private(set) var rowLower: [Int]
    private(set) var rowUpper: [Int]

    var columnCount: Int { lower.count }
    var rowCount: Int { rowLower.count }

    private init(lower: [Int], upper: [Int], objective: [Int], offset: Int, rows: [Row]) {
        self.lower = lower
        self.upper = upper
        self.offset = offset
        unit = max(1, objective.reduce(0) { greatestCommonDivisor($0, $1) })
        let unit = unit
        self.objective = unit == 1 ? objective : objective.map { $0 / unit }
        self.rows = SparseMatrix(rows.map(\.terms))
        columns = self.rows.transposed(count: lower.count)
        rowLower = rows.map(\.lower)
        rowUpper = rows.map(\.upper)
    }

    func isSolved(by values: [Int]) -> Bool {
        for column in 0..<columnCount where values[column] < lower[column] || values[column] > upper[column] {
            return false
        }
        for row in 0..<rowCount {
            var sum = 0
            for entry in rows.range(of: row) { sum += rows.coefficient[entry] * values[rows.index[entry]] }
            if sum < rowLower[row] || sum > rowUpper[row] { return false }
        }
        return true
    }

    /// Σ objective · x, without unit and offset.
    func steps(of values: [Int]) -> Int {
        var sum = 0
        for column in 0..<columnCount { sum += objective[column] * values[column] }
        return sum
    }

    /// Least and greatest number of steps within the ranges, whatever the rows say.
    var stepsInReach: ClosedRange<Int> {
        var (least, most) = (0, 0)
        for column in 0..<columnCount {
            let ends = (objective[column] * lower[column], objective[column] * upper[column])
            least += min(ends.0, ends.1)
            most += max(ends.0, ends.1)
        }
        return least...most
    }

    func value(ofSteps steps: Int) -> Int { offset + unit * steps }

    /// Largest number of steps whose value is at most `value`.
    func steps(within value: Int) -> Int { floorQuotient(value - offset, unit) }
}

extension Model {
    private struct Row {
        var terms: [(index: Int, coefficient: Int)]
        var lower: Int
        var upper: Int

        /// Divides by the common divisor; the sides round inwards, as the sum is a whole multiple of it.
        mutating func divide() {
            let divisor = terms.reduce(0) { greatestCommonDivisor($0, $1.coefficient) }
            guard divisor > 1 else { return }
            for position in terms.indices { terms[position].coefficient /= divisor }
            if lower > -unlimited { lower = ceilingQuotient(lower, divisor) }
            if upper < unlimited { upper = floorQuotient(upper, divisor) }
        }
    }

    /// The program with only those limits for which `keeps` says so, as a minimisation; row i is constraint i.
    init(
        _ program: IntegerProgram,
        hasObjective: Bool = true,
        keeps: (Int, IntegerProgram.Side) -> Bool = { _, _ in true }
    ) {
        let sign = program.sense == .minimise ? 1 : -1
        var position = [Int](repeating: -1, count: program.variables.count)
        let rows = program.constraints.indices.map { index in
            let constraint = program.constraints[index]
            var terms: [(index: Int, coefficient: Int)] = []
            for term in constraint.terms {
                if position[term.variable] >= 0 {
                    terms[position[term.variable]].coefficient += term.coefficient
                } else {
                    position[term.variable] = terms.count
                    terms.append((index: term.variable, coefficient: term.coefficient))
                }
            }
            for term in terms { position[term.index] = -1 }
            terms.removeAll { $0.coefficient == 0 }
            let lower = keeps(index, .atLeast) ? constraint.atLeast : nil
            let upper = keeps(index, .atMost) ? constraint.atMost : nil
            var row = Row(terms: terms, lower: lower ?? -Self.unlimited, upper: upper ?? Self.unlimited)
            row.divide()
            return row
        }
        self.init(
            lower: program.variables.map(\.range.lowerBound),
            upper: program.variables.map(\.range.upperBound),
            objective: program.variables.map { hasObjective ? sign * $0.objective : 0 },
            offset: 0,
            rows: rows
        )
    }

    /// The same program within `domains`: fixed columns become constants, rows that cannot be broken are left out.
    ///
    /// - Returns: The smaller model and, for each of its columns, the column it stands for.
    func reduced(to domains: Domains) -> (model: Model, columns: [Int]) {
        let free = (0..<columnCount).filter { domains.lower[$0] < domains.upper[$0] }
        var position = [Int](repeating: -1, count: columnCount)
        for (index, column) in free.enumerated() { position[column] = index }
        var offset = offset
        for column in 0..<columnCount where position[column] < 0 {
            offset += unit * objective[column] * domains.lower[column]
        }
        var kept: [Row] = []
        for row in 0..<rowCount where domains.minimum[row] < rowLower[row] || domains.maximum[row] > rowUpper[row] {
            var terms: [(index: Int, coefficient: Int)] = []
            var constant = 0
            for entry in rows.range(of: row) {
                let column = rows.index[entry]
                if position[column] >= 0 {
                    terms.append((index: position[column], coefficient: rows.coefficient[entry]))
                } else {
                    constant += rows.coefficient[entry] * domains.lower[column]
                }
            }
            let lower = rowLower[row] > domains.minimum[row] ? rowLower[row] - constant : -Self.unlimited
            let upper = rowUpper[row] < domains.maximum[row] ? rowUpper[row] - constant : Self.unlimited
            var smaller = Row(terms: terms, lower: lower, upper: upper)
            smaller.divide()
            kept.append(smaller)
        }
        let model = Model(
            lower: free.map { domains.lower[$0] },
            upper: free.map { domains.upper[$0] },
            objective: free.map { unit * objective[$0] },
            offset: offset,
            rows: kept
        )
        return (model, free)
    }
}

func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (abs(first), abs(second))
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
}

/// `dividend / divisor` rounded down; `divisor` is positive.
func floorQuotient<Word: FixedWidthInteger & SignedInteger>(_ dividend: Word, _ divisor: Word) -> Word {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}

/// `dividend / divisor` rounded up; `divisor` is positive.
func ceilingQuotient<Word: FixedWidthInteger & SignedInteger>(_ dividend: Word, _ divisor: Word) -> Word {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder > 0 ? quotient + 1 : quotient
}
