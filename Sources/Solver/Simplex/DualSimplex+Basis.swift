extension DualSimplex {
    /// Rebuilds the inverse from the basic columns; one that turns out dependent is replaced by a row's sum.
    mutating func factor() {
        let count = rowCount
        let wanted = basis.filter { $0 < columnCount }
        for column in basis { position[column] = -1 }
        inverse = [Double](repeating: 0, count: count * count)
        var isTaken = [Bool](repeating: false, count: count)
        for row in 0..<count { inverse[row * count + row] = -1 }
        // Sums that stay basic keep their own row; only the others' rows may take a structural column.
        let staying = Set(basis.filter { $0 >= columnCount })
        for row in 0..<count {
            basis[row] = columnCount + row
            isTaken[row] = staying.contains(columnCount + row)
        }
        for column in wanted {
            let direction = solved(column)
            var best = -1
            for row in 0..<count where !isTaken[row] && (best < 0 || abs(direction[row]) > abs(direction[best])) {
                best = row
            }
            guard best >= 0, abs(direction[best]) > Self.pivotTolerance else { continue }
            isTaken[best] = true
            basis[best] = column
            eliminate(at: best, direction: direction)
        }
        for row in 0..<count { position[basis[row]] = row }
        weight = (0..<count).map { squaredLength(ofRow: $0) }
        pivotsSinceFactoring = 0
        computeReducedCosts()
        placeNonbasics()
        computeBasics()
    }

    /// Basis inverse times the entries of `column`.
    func solved(_ column: Int) -> [Double] {
        let count = rowCount
        var result = [Double](repeating: 0, count: count)
        if column >= columnCount {
            let row = column - columnCount
            for place in 0..<count { result[place] = -inverse[place * count + row] }
            return result
        }
        for entry in model.columns.range(of: column) {
            let row = workingPosition[model.columns.index[entry]]
            guard row >= 0 else { continue }
            let coefficient = columnValue[entry]
            for place in 0..<count { result[place] += inverse[place * count + row] * coefficient }
        }
        return result
    }

    /// Basis inverse times `vector`.
    func solved(_ vector: [Double]) -> [Double] {
        let count = rowCount
        var result = [Double](repeating: 0, count: count)
        for place in 0..<count {
            var sum = 0.0
            let base = place * count
            for row in 0..<count { sum += inverse[base + row] * vector[row] }
            result[place] = sum
        }
        return result
    }

    /// Updates the inverse for a new column at `place`, whose entries in terms of the old basis are `direction`.
    mutating func eliminate(at place: Int, direction: [Double]) {
        let count = rowCount
        let base = place * count
        let pivot = 1 / direction[place]
        var line = [Double](repeating: 0, count: count)
        for row in 0..<count {
            line[row] = inverse[base + row] * pivot
            inverse[base + row] = line[row]
        }
        inverse.withUnsafeMutableBufferPointer { inverse in
            for other in 0..<count where other != place && direction[other] != 0 {
                let factor = direction[other]
                let start = other * count
                for row in 0..<count { inverse[start + row] -= factor * line[row] }
            }
        }
    }

    func squaredLength(ofRow place: Int) -> Double {
        var sum = 0.0
        for entry in (place * rowCount)..<((place + 1) * rowCount) { sum += inverse[entry] * inverse[entry] }
        return max(sum, 1e-12)
    }

    /// Reduced costs from scratch: cost − prices · column, prices being the basic costs times the inverse.
    mutating func computeReducedCosts() {
        let count = rowCount
        var prices = [Double](repeating: 0, count: count)
        for place in 0..<count where cost[basis[place]] != 0 {
            let price = cost[basis[place]]
            for row in 0..<count { prices[row] += price * inverse[place * count + row] }
        }
        for column in 0..<columnCount { reducedCost[column] = cost[column] }
        for row in 0..<count where prices[row] != 0 {
            let price = prices[row]
            for entry in rowStart[row]..<rowStart[row + 1] {
                reducedCost[rowIndex[entry]] -= price * rowValue[entry]
            }
        }
        for row in 0..<count { reducedCost[columnCount + row] = prices[row] }
        for place in 0..<count { reducedCost[basis[place]] = 0 }
    }

    /// Moves every nonbasic column to the end of its range that its reduced cost asks for.
    mutating func placeNonbasics() {
        for column in value.indices where position[column] < 0 {
            if reducedCost[column] > Self.costTolerance {
                isAtUpper[column] = false
            } else if reducedCost[column] < -Self.costTolerance {
                isAtUpper[column] = true
            }
            value[column] = isAtUpper[column] ? upper[column] : lower[column]
        }
    }

    /// Values of the basic columns from those of the others.
    mutating func computeBasics() {
        let count = rowCount
        var rest = [Double](repeating: 0, count: count)
        for row in 0..<count {
            var sum = 0.0
            for entry in rowStart[row]..<rowStart[row + 1] where position[rowIndex[entry]] < 0 {
                sum += rowValue[entry] * value[rowIndex[entry]]
            }
            let column = columnCount + row
            rest[row] = position[column] < 0 ? value[column] - sum : -sum
        }
        let solution = solved(rest)
        for place in 0..<count { value[basis[place]] = solution[place] }
    }
}
