/// Branch and bound over a whole model: conclusions from the rows, linear relaxation, proven bounds, branching.
///
/// Every subproblem that is put aside is put aside for a reason in whole numbers: a row that cannot be met, a
/// ``Proof`` from prices, or a single assignment that was checked. Floating point only chooses the way.
struct Search {
    let model: Model
    var generator: SeededGenerator
    var meter: Meter
    private(set) var incumbent: Incumbent?
    /// No assignment has a lower objective value.
    private(set) var bound: Int

    struct Incumbent {
        let values: [Int]
        let objective: Int
    }

    enum End { case finished, stopped }

    init(_ model: Model, seed: UInt64, meter: Meter) {
        self.model = model
        generator = SeededGenerator(seed: seed)
        self.meter = meter
        bound = model.value(ofSteps: model.stepsInReach.lowerBound)
    }

    /// Searches until the tree is exhausted or the budget spent.
    ///
    /// Starts anew on a smaller model whenever the first relaxation and a better incumbent together fix many columns.
    mutating func run() -> End {
        var domains = Domains(of: model)
        while true {
            guard domains.propagate(in: model) else { return finish() }
            domains.settle()
            let (smaller, columns) = model.reduced(to: domains)
            let goal = incumbent.map { smaller.steps(within: $0.objective - 1 - meter.budget.acceptableGap) }
            var tree = TreeSearch(smaller, goal: goal, generator: generator, meter: meter)
            let end = tree.run()
            generator = tree.generator
            meter = tree.meter
            if let values = tree.best { accept(values, for: columns, within: domains) }
            switch end {
            case .finished: return finish()
            case .stopped:
                bound = max(bound, smaller.value(ofSteps: tree.bound))
                if let incumbent { bound = min(bound, incumbent.objective) }
                return .stopped
            case .shrunk:
                for (index, column) in columns.enumerated() {
                    let (least, most) = (tree.domains.lower[index], tree.domains.upper[index])
                    guard domains.restrict(column, to: least, most, in: model) else { return finish() }
                }
            }
        }
    }

    private mutating func finish() -> End {
        if let incumbent { bound = max(bound, incumbent.objective - meter.budget.acceptableGap) }
        return .finished
    }

    private mutating func accept(_ values: [Int], for columns: [Int], within domains: Domains) {
        var full = domains.lower
        for (index, column) in columns.enumerated() { full[column] = values[index] }
        precondition(model.isSolved(by: full), "a reduced model accepted what the whole model refuses")
        let objective = model.value(ofSteps: model.steps(of: full))
        if let incumbent, incumbent.objective <= objective { return }
        incumbent = Incumbent(values: full, objective: objective)
    }
}
