/// Whole-number matrix that keeps only its entries other than zero, line after line.
struct SparseMatrix {
    private(set) var start: [Int]
    private(set) var index: [Int]
    private(set) var coefficient: [Int]

    init(_ lines: [[(index: Int, coefficient: Int)]]) {
        start = [0]
        index = []
        coefficient = []
        for line in lines {
            for entry in line {
                index.append(entry.index)
                coefficient.append(entry.coefficient)
            }
            start.append(index.count)
        }
    }

    func range(of line: Int) -> Range<Int> { start[line]..<start[line + 1] }

    /// The same entries ordered by column, `count` columns in all.
    func transposed(count: Int) -> SparseMatrix {
        var result = self
        result.start = [Int](repeating: 0, count: count + 1)
        for column in index { result.start[column + 1] += 1 }
        for column in 0..<count { result.start[column + 1] += result.start[column] }
        var next = result.start
        for line in 0..<(start.count - 1) {
            for entry in range(of: line) {
                let target = next[index[entry]]
                next[index[entry]] += 1
                result.index[target] = line
                result.coefficient[target] = coefficient[entry]
            }
        }
        return result
    }
}
