extension TreeSearch {
    enum Finding {
        /// Nothing better lies here, or what does has been taken as incumbent.
        case closed
        case stopped
        /// A better solution showed that the whole tree holds no better one still.
        case exhausted
        case shrunk
        /// Look at `column ≤ below` and `column ≥ below + 1`; `value` is the column's value in the relaxation.
        case split(column: Int, below: Int, value: Double, prefersUpper: Bool)
    }

    /// Bounds the present node by its relaxation, tries to find a solution, and says what is left to do.
    mutating func examine(_ node: Int) -> Finding {
        for _ in 0..<8 {
            let mark = domains.mark
            switch relax(node) {
            case .some(let finding): return finding
            case nil: break
            }
            if let finding = tryAssignments(node) { return finding }
            if domains.mark == mark { break }
        }
        return chooseSplit()
    }

    /// Solves the relaxation and draws proven conclusions; `nil` when the node stays open.
    private mutating func relax(_ node: Int) -> Finding? {
        simplex.adopt(domains)
        while true {
            let end = simplex.solve(&meter)
            switch end {
            case .infeasible(let prices):
                if let proof = proof(prices, hasObjective: false), proof.isPositive {
                    branching.noteFailure(of: nodes[node])
                    return .closed
                }
                return conclude(node)
            case .stopped:
                if meter.isSpent { return .stopped }
                return conclude(node)
            case .optimal:
                if let finding = conclude(node) { return finding }
                let broken = simplex.brokenRows()
                if broken.isEmpty {
                    branching.noteGain(of: nodes[node], objective: simplex.objective)
                    return nil
                }
                simplex.add(rows: Array(broken.prefix(50)))
            }
        }
    }

    /// Raises the node's bound from the simplex prices and cuts ranges by it; `.closed` when nothing is left.
    private mutating func conclude(_ node: Int) -> Finding? {
        let prices = simplex.prices
        if node == 0 { rootPrices = prices }
        guard let proof = proof(prices, hasObjective: true) else { return nil }
        nodes[node].bound = max(nodes[node].bound, proof.steps)
        guard nodes[node].bound <= goal, proof.restrict(&domains, toSteps: goal, in: model) else { return .closed }
        return domains.propagate(in: model) ? nil : .closed
    }

    private func proof(_ prices: [Double], hasObjective: Bool) -> Proof? {
        Proof(prices: prices, hasObjective: hasObjective, model: model, reach: reach, domains: domains)
    }

    /// Tries the rounded relaxation and, where that fails, rounding with conclusions in between.
    private mutating func tryAssignments(_ node: Int) -> Finding? {
        let values = (0..<model.columnCount).map { column in
            roundedValue(of: column)
        }
        var isBetter = take(values)
        if !isBetter, node == 0 || path.count % 8 == 0 || !hasFraction {
            isBetter = roundWithConclusions()
        }
        guard isBetter else {
            // All columns fixed and the one assignment not taken: it was refused or is not better.
            return domains.lower == domains.upper ? .closed : nil
        }
        guard nodes[node].bound <= goal else { return .closed }
        return useRootPrices(at: node)
    }

    /// Whole number in the column's range nearest to its value in the relaxation.
    func roundedValue(of column: Int) -> Int {
        let value = simplex.amount(of: column)
        guard value > Double(domains.lower[column]) else { return domains.lower[column] }
        guard value < Double(domains.upper[column]) else { return domains.upper[column] }
        return wholeNumber(below: value + 0.5)
    }

    /// Accepts `values` as the best so far if they are valid and within the goal.
    private mutating func take(_ values: [Int]) -> Bool {
        let steps = model.steps(of: values)
        guard steps <= goal, model.isSolved(by: values) else { return false }
        best = values
        hasSolution = true
        let objective = model.value(ofSteps: steps)
        goal = model.steps(within: objective - 1 - meter.budget.acceptableGap)
        return true
    }

    /// Whether the relaxation leaves a column undecided that branching could decide.
    private var hasFraction: Bool {
        (0..<model.columnCount).contains { !domains.isFixed($0) && fraction(of: $0) != nil }
    }

    /// Fixes the columns one by one to their nearest whole number, drawing conclusions after each.
    ///
    /// First the fractional ones, the clearest first; then those at an end of their range; last the others, whose
    /// values follow from the rest and may be blurred.
    private mutating func roundWithConclusions() -> Bool {
        let mark = domains.mark
        defer { domains.undo(to: mark, in: model) }
        var fractional: [(column: Int, distance: Double)] = []
        var (ends, others): ([Int], [Int]) = ([], [])
        for column in 0..<model.columnCount where !domains.isFixed(column) {
            if let fraction = fraction(of: column) {
                fractional.append((column, min(fraction, 1 - fraction)))
            } else if simplex.position[column] < 0 {
                ends.append(column)
            } else {
                others.append(column)
            }
        }
        fractional.sort { ($0.distance, $0.column) < ($1.distance, $1.column) }
        for column in fractional.map(\.column) + ends + others where !domains.isFixed(column) {
            let value = roundedValue(of: column)
            guard domains.restrict(column, to: value, value, in: model), domains.propagate(in: model) else {
                return false
            }
        }
        return take(domains.lower)
    }

    /// Cuts the whole tree's ranges by the first relaxation's prices and puts the present node back.
    private mutating func useRootPrices(at node: Int) -> Finding {
        leave(downTo: 0)
        open.insert(node, in: nodes)
        guard let prices = rootPrices, let proof = proof(prices, hasObjective: true) else { return .closed }
        let before = freeCount
        guard proof.restrict(&domains, toSteps: goal, in: model), domains.propagate(in: model) else {
            return .exhausted
        }
        domains.settle()
        return freeCount * 10 < before * 7 ? .shrunk : .closed
    }

    private var freeCount: Int { (0..<model.columnCount).count { !domains.isFixed($0) } }
}
