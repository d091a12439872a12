import Assessment

extension Blueprint {
    /// Targets that contradict each other, or the size, in a paper of every allowed size.
    func contradictions() -> [Problem] {
        if let window = meanFacility, window.minimum > window.maximum {
            let message = "the minimum is above the maximum"
            return [Problem(.error, code: "facility.range", message: message, part: "meanFacility")]
                + sizeContradictions()
        }
        return sizeContradictions()
    }

    private func sizeContradictions() -> [Problem] {
        guard size.minimum <= size.maximum else {
            return [
                Problem(.error, code: "size.range", message: "the minimum is above the maximum", part: "size")
            ]
        }
        let search = ContradictionSearch(self)
        var common: [Problem]?
        // Most blueprints have one size; the largest comes last, so that messages speak of it.
        for items in size.minimum...size.maximum {
            let found = search.contradictions(inPaperOf: items)
            let places = Set((common ?? found).map { [$0.code, $0.part] })
            common = found.filter { places.contains([$0.code, $0.part]) }
            if common?.isEmpty ?? true { break }
        }
        return common ?? []
    }
}

/// Looks for contradictions between the needs of cells at one size after the other.
private struct ContradictionSearch {
    private let blueprint: Blueprint
    /// Targets whose cell lies within the cell of the other: every item of the inner one counts for the outer one.
    private var nested: [(inner: Int, outer: Int)] = []
    private var splits: [Split] = []

    /// The cells that one axis makes of another cell, or of the whole paper.
    private struct Split {
        let context: [String: String]
        let axis: Blueprint.Axis
        /// Index of the first target of one of the cells.
        let target: Int
    }

    init(_ blueprint: Blueprint) {
        self.blueprint = blueprint
        let targets = blueprint.targets
        for inner in targets.indices {
            for outer in targets.indices where outer != inner {
                let isWithin = targets[outer].cell.allSatisfy { targets[inner].cell[$0.key] == $0.value }
                if isWithin { nested.append((inner, outer)) }
            }
        }
        var seen: Set<[String: String]> = []
        for (index, target) in targets.enumerated() {
            for axis in blueprint.allAxes where target.cell[axis.id] != nil {
                var context = target.cell
                context[axis.id] = ""
                guard seen.insert(context).inserted else { continue }
                context[axis.id] = nil
                splits.append(Split(context: context, axis: axis, target: index))
            }
        }
    }

    func contradictions(inPaperOf size: Int) -> [Problem] {
        let needs = blueprint.targets.map { $0.need(inPaperOf: size) }
        let cells = blueprint.needs(inPaperOf: size)
        var found: [Problem] = []
        for (index, need) in needs.enumerated() {
            let part = "targets[\(index)]"
            if let maximum = need.maximum, need.minimum > maximum {
                let target = blueprint.targets[index]
                let message =
                    (target.minimum ?? 0) > (target.maximum ?? .max)
                    ? "the minimum is above the maximum"
                    : "no whole number of \(size) items lies between these percentages"
                found.append(Problem(.error, code: "target.range", message: message, part: part))
            }
            if need.minimum > size {
                let message = "\(need.minimum) items do not fit into a paper of \(size)"
                found.append(Problem(.error, code: "target.size", message: message, part: part))
            }
        }
        for (inner, outer) in nested {
            guard let maximum = needs[outer].maximum, needs[inner].minimum > maximum else { continue }
            let name = blueprint.name(of: blueprint.targets[outer].cell)
            let message = "\(needs[inner].minimum) items are needed, but “\(name)” allows \(maximum) in all"
            found.append(Problem(.error, code: "target.nested", message: message, part: "targets[\(inner)]"))
        }
        return found + splits.flatMap { problems(of: $0, cells: cells, size: size) }
    }

    private func problems(of split: Split, cells: [[String: String]: Need], size: Int) -> [Problem] {
        let parts = split.axis.categories.map { category in
            var cell = split.context
            cell[split.axis.id] = category.id
            return cells[cell] ?? Need()
        }
        let whole = split.context.isEmpty ? Need(minimum: size, maximum: size) : cells[split.context] ?? Need()
        let name = split.context.isEmpty ? "the paper" : "“\(blueprint.name(of: split.context))”"
        let least = parts.reduce(0) { $0 + $1.minimum }
        var problems: [Problem] = []
        // One cell that asks for too much by itself is found apart from the sum.
        if let most = whole.maximum, least > most, parts.allSatisfy({ $0.minimum <= most }) {
            let isDerived = split.axis.id == Blueprint.difficulty
            let message = "the minima of “\(split.axis.name)” add up to \(least), but \(name) allows \(most)"
            problems.append(
                Problem(
                    isDerived ? .error : .warning,
                    code: "axis.minima",
                    message: message,
                    part: "targets[\(split.target)]"
                )
            )
        }
        let maxima = parts.compactMap(\.maximum)
        let most = maxima.reduce(0, +)
        if maxima.count == parts.count, most < whole.minimum {
            let message = "the maxima of “\(split.axis.name)” add up to \(most), but \(name) needs \(whole.minimum)"
            problems.append(Problem(.warning, code: "axis.maxima", message: message, part: "targets[\(split.target)]"))
        }
        return problems
    }
}
