import Assessment

/// Looks for contradictions between the needs of cells at one size after the other.
///
/// Which needs are to be compared is found once, as positions, since a blueprint may allow 2000 sizes.
struct ContradictionSearch {
    let blueprint: Blueprint
    let splits: [Split]
    let checks: [Check]
    /// Targets by cell; targets of one cell are taken together.
    let members: [[Int]]
    private(set) var size = 0
    private(set) var needs: [Need] = []
    private(set) var cells: [Need] = []

    /// The cells that one axis makes of another cell, or of the whole paper.
    struct Split {
        let axis: Blueprint.Axis
        let context: [String: String]
        /// Position of the context among the cells that have a target.
        let whole: Int?
        let parts: [Int]
        /// The first target of one of the cells.
        let target: Int
    }

    /// One comparison, by positions of targets or splits.
    enum Check {
        case range(Int)
        case size(Int)
        case nested(inner: Int, outer: Int)
        case minima(Int)
        case maxima(Int)
    }

    init(_ blueprint: Blueprint) {
        self.blueprint = blueprint
        let targets = blueprint.targets
        var numbers: [[String: String]: Int] = [:]
        var members: [[Int]] = []
        for (index, target) in targets.enumerated() {
            let number = numbers[target.cell] ?? members.count
            numbers[target.cell] = number
            if number == members.count { members.append([]) }
            members[number].append(index)
        }
        self.members = members
        splits = Self.splits(of: blueprint, numbers: numbers)
        var checks = targets.indices.flatMap { [Check.range($0), .size($0)] }
        for inner in targets.indices {
            for outer in targets.indices where outer != inner && targets[outer].maximum != nil {
                // Every item of the inner one counts for the outer one.
                let isWithin = targets[outer].cell.allSatisfy { targets[inner].cell[$0.key] == $0.value }
                if isWithin { checks.append(.nested(inner: inner, outer: outer)) }
            }
        }
        self.checks = checks + splits.indices.flatMap { [Check.minima($0), .maxima($0)] }
        turn(to: blueprint.size.maximum)
    }

    private static func splits(of blueprint: Blueprint, numbers: [[String: String]: Int]) -> [Split] {
        struct Key: Hashable {
            let context: [String: String]
            let axis: String
        }
        var splits: [Split] = []
        var seen: Set<Key> = []
        let axes = blueprint.allAxes
        var parts: [Key: [Int]] = [:]
        for (cell, number) in numbers {
            for axis in cell.keys {
                parts[Key(context: cell.filter { $0.key != axis }, axis: axis), default: []].append(number)
            }
        }
        for (index, target) in blueprint.targets.enumerated() {
            for axis in axes where target.cell[axis.id] != nil {
                let context = target.cell.filter { $0.key != axis.id }
                let key = Key(context: context, axis: axis.id)
                guard seen.insert(key).inserted else { continue }
                splits.append(
                    Split(
                        axis: axis,
                        context: context,
                        whole: numbers[context],
                        parts: parts[key] ?? [],
                        target: index
                    )
                )
            }
        }
        return splits
    }

    /// Goes on with papers of `size` items.
    mutating func turn(to size: Int) {
        self.size = size
        needs = blueprint.targets.map { $0.need(inPaperOf: size) }
        cells = members.map { targets in targets.dropFirst().reduce(needs[targets[0]]) { $0.narrowed(by: needs[$1]) } }
    }

    func fails(_ check: Check) -> Bool {
        switch check {
        case .range(let target): needs[target].maximum.map { needs[target].minimum > $0 } ?? false
        case .size(let target): needs[target].minimum > size
        case .nested(let inner, let outer): needs[outer].maximum.map { needs[inner].minimum > $0 } ?? false
        case .minima(let split): hasTooMuch(splits[split])
        case .maxima(let split): hasTooLittle(splits[split])
        }
    }

    func whole(of split: Split) -> Need {
        split.context.isEmpty ? Need(minimum: size, maximum: size) : split.whole.map { cells[$0] } ?? Need()
    }

    func least(of split: Split) -> Int { split.parts.reduce(0) { $0 + cells[$1].minimum } }

    /// One cell that asks for too much by itself is found apart from the sum.
    private func hasTooMuch(_ split: Split) -> Bool {
        guard let most = whole(of: split).maximum, least(of: split) > most else { return false }
        return split.parts.allSatisfy { cells[$0].minimum <= most }
    }

    /// The most that the cells allow together; `nil` when one of them is open.
    func most(of split: Split) -> Int? {
        guard split.parts.count == split.axis.categories.count else { return nil }
        let maxima = split.parts.compactMap { cells[$0].maximum }
        return maxima.count == split.parts.count ? maxima.reduce(0, +) : nil
    }

    private func hasTooLittle(_ split: Split) -> Bool {
        most(of: split).map { $0 < whole(of: split).minimum } ?? false
    }
}
