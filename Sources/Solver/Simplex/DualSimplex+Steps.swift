extension DualSimplex {
    /// Goes on from the present basis until values and prices are optimal.
    mutating func solve(_ meter: inout Meter) -> End {
        var stepsLeft = 2000 + 40 * rowCount
        var isFresh = false
        while true {
            if pivotsSinceFactoring >= 100 {
                factor()
                isFresh = true
            }
            guard let place = leavingPlace() else {
                if isFresh || pivotsSinceFactoring == 0 { return .optimal }
                computeReducedCosts()
                placeNonbasics()
                computeBasics()
                isFresh = true
                continue
            }
            stepsLeft -= 1
            guard stepsLeft > 0, meter.spendPivot() else { return .stopped }
            switch step(leaving: place) {
            case .done: isFresh = false
            case .blocked:
                if pivotsSinceFactoring > 0 {
                    factor()
                    isFresh = true
                    continue
                }
                return .infeasible(prices: contradiction(at: place))
            case .unstable:
                guard pivotsSinceFactoring > 0 else { return .stopped }
                factor()
                isFresh = true
            }
        }
    }

    private enum Step { case done, blocked, unstable }

    /// Place whose basic column is outside its range by most, measured along the edge it would leave on.
    private func leavingPlace() -> Int? {
        var best: Int?
        var bestScore = 0.0
        for place in 0..<rowCount {
            let column = basis[place]
            let excess = max(lower[column] - value[column], value[column] - upper[column])
            guard excess > Self.feasibilityTolerance else { continue }
            let score = excess * excess / weight[place]
            if score > bestScore {
                bestScore = score
                best = place
            }
        }
        return best
    }

    /// Prices of the mix of rows in which the basic column at `place` stands alone.
    private func contradiction(at place: Int) -> [Double] {
        let column = basis[place]
        let sign = value[column] < lower[column] ? -1.0 : 1.0
        var prices = [Double](repeating: 0, count: model.rowCount)
        for row in 0..<rowCount {
            prices[modelRow[row]] = sign * inverse[place * rowCount + row] * rowScale[modelRow[row]]
        }
        return prices
    }

    private mutating func step(leaving place: Int) -> Step {
        let leaving = basis[place]
        let rises = value[leaving] < lower[leaving]
        let excess = rises ? lower[leaving] - value[leaving] : value[leaving] - upper[leaving]
        computePivotRow(at: place)
        var ratios = RatioQueue()
        let sign = rises ? -1.0 : 1.0
        for column in pivotRow.indices where position[column] < 0 && lower[column] < upper[column] {
            let slope = sign * pivotRow[column]
            if isAtUpper[column] ? slope < -Self.pivotTolerance : slope > Self.pivotTolerance {
                ratios.append(column, ratio: max(0, reducedCost[column] / slope))
            }
        }
        ratios.order()
        var passed: [Int] = []
        var room = excess
        var entering: Int?
        while let next = ratios.popFirst() {
            passed.append(next.column)
            room -= abs(pivotRow[next.column]) * (upper[next.column] - lower[next.column])
            // Where all flips together just suffice, the last one must enter: that is no contradiction.
            if room <= Self.feasibilityTolerance {
                entering = chosen(near: next, among: &ratios, passed: &passed)
                break
            }
        }
        guard let entering else { return .blocked }
        let direction = solved(entering)
        let pivot = direction[place]
        guard abs(pivot) > Self.pivotTolerance, abs(pivot - pivotRow[entering]) <= 1e-6 * (1 + abs(pivot)) else {
            return .unstable
        }
        updateReducedCosts(entering: entering, leaving: leaving)
        flip(passed, except: entering)
        let target = rises ? lower[leaving] : upper[leaving]
        let length = (value[leaving] - target) / pivot
        for other in 0..<rowCount { value[basis[other]] -= direction[other] * length }
        value[entering] += length
        value[leaving] = target
        isAtUpper[leaving] = !rises
        position[leaving] = -1
        position[entering] = place
        basis[place] = entering
        eliminate(at: place, direction: direction)
        for other in 0..<rowCount where direction[other] != 0 { weight[other] = squaredLength(ofRow: other) }
        pivotsSinceFactoring += 1
        return .done
    }

    /// Row of the inverse at `place` times all columns.
    private mutating func computePivotRow(at place: Int) {
        let count = rowCount
        let structural = columnCount
        let base = place * count
        pivotRow.withUnsafeMutableBufferPointer { pivotRow in
            for column in 0..<structural { pivotRow[column] = 0 }
            for row in 0..<count {
                let factor = inverse[base + row]
                pivotRow[structural + row] = -factor
                if abs(factor) < 1e-14 { continue }
                for entry in rowStart[row]..<rowStart[row + 1] {
                    pivotRow[rowIndex[entry]] += factor * rowValue[entry]
                }
            }
        }
    }

    /// Of the columns whose ratio equals that of `last`, the one with the largest pivot.
    private func chosen(
        near last: (column: Int, ratio: Double),
        among ratios: inout RatioQueue,
        passed: inout [Int]
    ) -> Int {
        var best = last.column
        while let next = ratios.popFirst(within: last.ratio + 1e-10) {
            passed.append(next.column)
            if abs(pivotRow[next.column]) > abs(pivotRow[best]) { best = next.column }
        }
        for column in passed.reversed() {
            let ratio = abs(reducedCost[column] / pivotRow[column])
            guard ratio >= last.ratio - 1e-10 else { break }
            if abs(pivotRow[column]) > abs(pivotRow[best]) { best = column }
        }
        return best
    }

    private mutating func updateReducedCosts(entering: Int, leaving: Int) {
        let rate = reducedCost[entering] / pivotRow[entering]
        if rate != 0 {
            for column in pivotRow.indices where pivotRow[column] != 0 && position[column] < 0 {
                reducedCost[column] -= rate * pivotRow[column]
            }
        }
        reducedCost[leaving] = -rate
        reducedCost[entering] = 0
    }

    /// Moves the columns whose reduced cost changed its sign to the other end of their range.
    private mutating func flip(_ columns: [Int], except entering: Int) {
        var change = [Double](repeating: 0, count: rowCount)
        var hasChange = false
        for column in columns where column != entering {
            guard isAtUpper[column] ? reducedCost[column] > 0 : reducedCost[column] < 0 else { continue }
            isAtUpper[column].toggle()
            let target = isAtUpper[column] ? upper[column] : lower[column]
            let distance = target - value[column]
            value[column] = target
            hasChange = true
            if column >= columnCount {
                change[column - columnCount] -= distance
                continue
            }
            for entry in model.columns.range(of: column) {
                let row = workingPosition[model.columns.index[entry]]
                if row >= 0 { change[row] += columnValue[entry] * distance }
            }
        }
        guard hasChange else { return }
        let shift = solved(change)
        for place in 0..<rowCount { value[basis[place]] -= shift[place] }
    }
}
