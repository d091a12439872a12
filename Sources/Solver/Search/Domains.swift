/// The range left to each column, with exact bounds on every row's sum, and the way back.
struct Domains {
    private(set) var lower: [Int]
    private(set) var upper: [Int]
    /// Least and greatest sum of each row within the ranges.
    private(set) var minimum: [Int]
    private(set) var maximum: [Int]
    /// Upper bound on |coefficient| · width over a row's columns: a row with more room than this tightens nothing.
    private let span: [Int]
    private var trail: [Change] = []
    private var queue: [Int] = []
    private var isQueued: [Bool]

    private struct Change {
        let column: Int
        let lower: Int
        let upper: Int
    }

    init(of model: Model) {
        lower = model.lower
        upper = model.upper
        minimum = [Int](repeating: 0, count: model.rowCount)
        maximum = minimum
        var span = minimum
        for row in 0..<model.rowCount {
            for entry in model.rows.range(of: row) {
                let (column, coefficient) = (model.rows.index[entry], model.rows.coefficient[entry])
                let ends = (coefficient * lower[column], coefficient * upper[column])
                minimum[row] += min(ends.0, ends.1)
                maximum[row] += max(ends.0, ends.1)
                span[row] = max(span[row], abs(ends.1 - ends.0))
            }
        }
        self.span = span
        queue = Array(0..<model.rowCount)
        isQueued = [Bool](repeating: true, count: model.rowCount)
    }

    /// Place to come back to with ``undo(to:in:)``.
    var mark: Int { trail.count }

    func isFixed(_ column: Int) -> Bool { lower[column] == upper[column] }

    /// Cuts the range of `column` down to what it shares with `least...most`; `false` when nothing is left.
    mutating func restrict(_ column: Int, to least: Int, _ most: Int, in model: Model) -> Bool {
        let newLower = max(lower[column], least)
        let newUpper = min(upper[column], most)
        guard newLower <= newUpper else { return false }
        guard newLower > lower[column] || newUpper < upper[column] else { return true }
        trail.append(Change(column: column, lower: lower[column], upper: upper[column]))
        move(column, to: newLower, newUpper, in: model, queueing: true)
        return true
    }

    /// Draws the conclusions of every row whose columns changed; `false` when a row cannot be met any more.
    ///
    /// Gives up after a number of rows in proportion to the model: two rows may push each other's columns by 1 for
    /// ever. What is not concluded here is decided by branching.
    mutating func propagate(in model: Model) -> Bool {
        var head = 0
        let most = 30 * model.rowCount + 100
        var isConsistent = true
        while head < queue.count, head < most, isConsistent {
            let row = queue[head]
            head += 1
            isQueued[row] = false
            isConsistent = tighten(row, in: model)
        }
        for row in queue[head...] { isQueued[row] = false }
        queue.removeAll(keepingCapacity: true)
        return isConsistent
    }

    mutating func undo(to mark: Int, in model: Model) {
        while trail.count > mark {
            let change = trail.removeLast()
            move(change.column, to: change.lower, change.upper, in: model, queueing: false)
        }
    }

    /// Makes the present ranges the ones that undoing ends at.
    mutating func settle() { trail.removeAll(keepingCapacity: true) }

    private mutating func tighten(_ row: Int, in model: Model) -> Bool {
        // Dividing a row may have rounded its sides past each other.
        guard model.rowLower[row] <= model.rowUpper[row] else { return false }
        let roomAbove = model.rowUpper[row] - minimum[row]
        let roomBelow = maximum[row] - model.rowLower[row]
        guard roomAbove >= 0, roomBelow >= 0 else { return false }
        guard roomAbove < span[row] || roomBelow < span[row] else { return true }
        for entry in model.rows.range(of: row) {
            let (column, coefficient) = (model.rows.index[entry], model.rows.coefficient[entry])
            let width = upper[column] - lower[column]
            guard width > 0 else { continue }
            let (above, below) =
                coefficient > 0
                ? (roomAbove / coefficient, roomBelow / coefficient)
                : (roomBelow / -coefficient, roomAbove / -coefficient)
            guard above < width || below < width else { continue }
            let least = below < width ? upper[column] - below : lower[column]
            let most = above < width ? lower[column] + above : upper[column]
            guard restrict(column, to: least, most, in: model) else { return false }
        }
        return true
    }

    private mutating func move(_ column: Int, to newLower: Int, _ newUpper: Int, in model: Model, queueing: Bool) {
        let (raise, lift) = (newLower - lower[column], newUpper - upper[column])
        lower[column] = newLower
        upper[column] = newUpper
        for entry in model.columns.range(of: column) {
            let (row, coefficient) = (model.columns.index[entry], model.columns.coefficient[entry])
            if coefficient > 0 {
                minimum[row] += coefficient * raise
                maximum[row] += coefficient * lift
            } else {
                minimum[row] += coefficient * lift
                maximum[row] += coefficient * raise
            }
            if queueing, !isQueued[row] {
                isQueued[row] = true
                queue.append(row)
            }
        }
    }
}
