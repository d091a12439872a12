import Assessment

/// Finds the targets that an item counts towards; equal sets of categories are looked up once.
struct TargetIndex {
    private let numbers: [String: [String: Int]]
    private let cells: [Set<Int>]
    private var known: [Set<Int>: [Int]] = [:]

    init(_ cells: [[String: String]]) {
        var numbers: [String: [String: Int]] = [:]
        var count = 0
        for cell in cells {
            for (axis, category) in cell where numbers[axis]?[category] == nil {
                numbers[axis, default: [:]][category] = count
                count += 1
            }
        }
        self.numbers = numbers
        self.cells = cells.map { cell in Set(cell.compactMap { numbers[$0.key]?[$0.value] }) }
    }

    /// Positions of the cells that `candidate` lies in, ascending.
    mutating func targets(of candidate: AssemblyCandidate) -> [Int] {
        var categories: Set<Int> = []
        for (axis, numbers) in numbers {
            for category in candidate.categories(on: axis) {
                if let number = numbers[category] { categories.insert(number) }
            }
        }
        if let targets = known[categories] { return targets }
        let targets = cells.indices.filter { cells[$0].isSubset(of: categories) }
        known[categories] = targets
        return targets
    }
}
