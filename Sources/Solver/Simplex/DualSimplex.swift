/// Linear relaxation of a model, solved in floating point by the bounded dual simplex method.
///
/// Nothing it says is believed: its values are checked and its prices are turned into a ``ProvenBound``.
/// Columns 0..<n are the model's; column n + i is the sum of working row i, tied to the row by `A·x − sum = 0`.
/// As every column has two finite ends, any basis becomes dual feasible by moving each nonbasic column to the end
/// that suits its reduced cost. So a search may jump between subproblems, and no first phase is needed.
///
/// Source: Koberstein (2005), *The dual simplex method, techniques for a fast and stable implementation*, Paderborn:
/// dual steepest edge pricing, ratio test with bound flipping. The inverse of the basis is kept explicitly, as rows
/// are few and columns many.
struct DualSimplex {
    let model: Model
    /// Powers of two that bring the largest entry of each row, then of each column, near 1.
    let rowScale: [Double]
    let columnScale: [Double]
    /// Scaled entries of the model's columns, and the working position of each model row or −1.
    let columnValue: [Double]
    var workingPosition: [Int]

    /// Working rows: model row, scaled entries row by row.
    var modelRow: [Int] = []
    var rowStart: [Int] = [0]
    var rowIndex: [Int] = []
    var rowValue: [Double] = []

    /// One entry a column, sums of rows included.
    var lower: [Double]
    var upper: [Double]
    var cost: [Double]
    var value: [Double]
    var reducedCost: [Double]
    var isAtUpper: [Bool]
    /// Place in `basis`, or −1.
    var position: [Int]

    /// Basic column of each place, inverse of the basis row by row, squared length of each of its rows.
    var basis: [Int] = []
    var inverse: [Double] = []
    var weight: [Double] = []

    let costScale: Double
    var pivotsSinceFactoring = 0
    var pivotRow: [Double]

    var columnCount: Int { model.columnCount }
    var rowCount: Int { basis.count }

    /// Smallest violation that counts, reduced cost that counts, and pivot that is trusted.
    static let feasibilityTolerance = 1e-8
    static let costTolerance = 1e-10
    static let pivotTolerance = 1e-8

    enum End {
        /// Values are feasible and prices optimal, as far as floating point can tell.
        case optimal
        /// A mix of rows with these prices cannot be met, as far as floating point can tell.
        case infeasible(prices: [Double])
        /// Numerical trouble, too many steps, or the budget is spent. The prices still give some bound.
        case stopped
    }

    /// Starts from the basis of all sums of `rows`.
    ///
    /// The generator breaks ties: costs are moved by a millionth of the largest one, less for wide ranges.
    /// Without any cost they become random altogether, so that different seeds find different solutions.
    init(_ model: Model, rows: [Int], generator: inout SeededGenerator) {
        self.model = model
        let rowScale = (0..<model.rowCount).map { row in
            Self.scale(model.rows.range(of: row).reduce(0.0) { max($0, Double(abs(model.rows.coefficient[$1]))) })
        }
        var columnScale: [Double] = []
        var columnValue = model.columns.coefficient.map(Double.init)
        for column in 0..<model.columnCount {
            let entries = model.columns.range(of: column)
            for entry in entries { columnValue[entry] *= rowScale[model.columns.index[entry]] }
            let scale = Self.scale(entries.reduce(0.0) { max($0, abs(columnValue[$1])) })
            for entry in entries { columnValue[entry] *= scale }
            columnScale.append(scale)
        }
        self.rowScale = rowScale
        self.columnScale = columnScale
        self.columnValue = columnValue
        workingPosition = [Int](repeating: -1, count: model.rowCount)
        lower = zip(model.lower, columnScale).map { Double($0) / $1 }
        upper = zip(model.upper, columnScale).map { Double($0) / $1 }
        let largest = model.objective.reduce(0.0) { max($0, Double(abs($1))) }
        let scale = 1 / Self.scale(largest)
        costScale = scale
        cost = model.objective.map { Double($0) / scale }
        for column in cost.indices {
            let fraction = generator.nextFraction()
            let width = max(8, Double(model.upper[column] - model.lower[column]))
            cost[column] += largest > 0 ? fraction * 8e-6 / width : fraction - 0.5
            cost[column] *= columnScale[column]
        }
        value = lower
        reducedCost = cost
        isAtUpper = cost.map { $0 < 0 }
        position = [Int](repeating: -1, count: model.columnCount)
        pivotRow = [Double](repeating: 0, count: model.columnCount)
        add(rows: rows)
    }

    /// Adds rows of the model to the working rows, their sums basic.
    mutating func add(rows: [Int]) {
        for row in rows where workingPosition[row] < 0 {
            let entries = model.rows.range(of: row)
            let scale = rowScale[row]
            var (least, most) = (0.0, 0.0)
            for entry in entries {
                let (column, coefficient) = (model.rows.index[entry], Double(model.rows.coefficient[entry]))
                rowIndex.append(column)
                rowValue.append(coefficient * scale * columnScale[column])
                let ends = (coefficient * Double(model.lower[column]), coefficient * Double(model.upper[column]))
                least += min(ends.0, ends.1)
                most += max(ends.0, ends.1)
            }
            rowStart.append(rowIndex.count)
            workingPosition[row] = modelRow.count
            modelRow.append(row)
            lower.append(max(least - 1, Double(model.rowLower[row])) * scale)
            upper.append(min(most + 1, Double(model.rowUpper[row])) * scale)
            cost.append(0)
            value.append(0)
            reducedCost.append(0)
            isAtUpper.append(false)
            pivotRow.append(0)
            position.append(basis.count)
            basis.append(columnCount + basis.count)
        }
        factor()
    }

    /// Takes over the ranges of `domains` and starts from the present basis.
    mutating func adopt(_ domains: Domains) {
        for column in 0..<columnCount {
            lower[column] = Double(domains.lower[column]) / columnScale[column]
            upper[column] = Double(domains.upper[column]) / columnScale[column]
        }
        placeNonbasics()
        computeBasics()
    }

    /// Present value of a column of the model.
    func amount(of column: Int) -> Double { value[column] * columnScale[column] }

    /// Power of two that brings `largest` into 1..<2; 1 for 0.
    private static func scale(_ largest: Double) -> Double {
        largest > 0 ? Double(sign: .plus, exponent: -Int(largest.exponent), significand: 1) : 1
    }

    /// Price of each row of the model in units of its objective.
    var prices: [Double] {
        var prices = [Double](repeating: 0, count: model.rowCount)
        for row in modelRow.indices {
            prices[modelRow[row]] = reducedCost[columnCount + row] * rowScale[modelRow[row]] * costScale
        }
        return prices
    }

    /// Present objective, with the small changes of the costs.
    var objective: Double {
        var sum = 0.0
        for column in 0..<columnCount { sum += cost[column] * value[column] }
        return sum
    }

    /// Rows of the model outside the working rows that the present values break, worst first.
    func brokenRows() -> [Int] {
        var broken: [(row: Int, excess: Double)] = []
        for row in 0..<model.rowCount where workingPosition[row] < 0 {
            var sum = 0.0
            for entry in model.rows.range(of: row) {
                sum += Double(model.rows.coefficient[entry]) * amount(of: model.rows.index[entry])
            }
            let excess = max(Double(model.rowLower[row]) - sum, sum - Double(model.rowUpper[row]))
            if excess > 1e-6 { broken.append((row, excess)) }
        }
        return broken.sorted { ($1.excess, $0.row) < ($0.excess, $1.row) }.map(\.row)
    }
}
