/// One tree of subproblems over a reduced model.
struct TreeSearch {
    let model: Model
    let reach: [Double]
    var generator: SeededGenerator
    var meter: Meter
    var domains: Domains
    var simplex: DualSimplex
    var branching: Branching

    /// Objective steps that a solution may still have.
    var goal: Int
    var best: [Int]?
    var hasSolution: Bool

    var nodes: [Node] = []
    var open = OpenNodes()
    /// Nodes from the root to the present one, and where each one's conclusions begin on the trail.
    var path: [Int] = []
    var marks: [Int] = []
    /// Prices of the first relaxation: with a better goal they cut the ranges of the whole tree.
    var rootPrices: [Double]?

    struct Node {
        let parent: Int
        let column: Int
        let least: Int
        let most: Int
        /// Whether this is the upper one of its parent's two branches.
        let isUpper: Bool
        var bound: Int
        /// Objective of the parent's relaxation, and how far this branch moves the column from its value there.
        let parentObjective: Double
        let distance: Double
    }

    enum End {
        case finished, stopped
        /// Many columns became fixed for the whole tree: search again without them.
        case shrunk
    }

    init(_ model: Model, goal: Int?, generator: SeededGenerator, meter: Meter) {
        self.model = model
        self.goal = min(goal ?? .max, model.stepsInReach.upperBound)
        hasSolution = goal != nil
        self.generator = generator
        self.meter = meter
        reach = model.reaches()
        domains = Domains(of: model)
        simplex = DualSimplex(model, rows: Self.firstRows(of: model), generator: &self.generator)
        branching = Branching(columnCount: model.columnCount)
    }

    /// Rows that the relaxation starts with: of many, the longer ones; short ones join when they are broken.
    private static func firstRows(of model: Model) -> [Int] {
        guard model.rowCount > 150 else { return Array(0..<model.rowCount) }
        return (0..<model.rowCount).filter { model.rows.range(of: $0).count > 4 }
    }

    /// Objective steps below which no solution of this tree lies; of interest when the search was stopped.
    var bound: Int {
        min(open.leastBound(in: nodes) ?? nodes[0].bound, goal + 1)
    }

    mutating func run() -> End {
        let start = model.stepsInReach.lowerBound
        nodes = [
            Node(
                parent: -1,
                column: -1,
                least: 0,
                most: 0,
                isUpper: false,
                bound: start,
                parentObjective: 0,
                distance: 1
            )
        ]
        var next: Int? = 0
        while let node = next ?? open.removeNext(in: nodes, hasSolution: hasSolution) {
            next = nil
            if nodes[node].bound > goal { continue }
            guard meter.spendNode() else {
                open.insert(node, in: nodes)
                return .stopped
            }
            guard enter(node) else {
                branching.noteFailure(of: nodes[node])
                continue
            }
            switch examine(node) {
            case .closed: break
            case .stopped:
                open.insert(node, in: nodes)
                return .stopped
            case .exhausted: return .finished
            case .shrunk: return .shrunk
            case .split(let column, let below, let value, let prefersUpper):
                next = split(node, column: column, below: below, value: value, prefersUpper: prefersUpper)
            }
        }
        return .finished
    }

    /// Moves from the present node to `node` by way of their common ancestor; `false` when its ranges hold nothing.
    private mutating func enter(_ node: Int) -> Bool {
        var chain: [Int] = []
        var walker = node
        while walker >= 0 {
            chain.append(walker)
            walker = nodes[walker].parent
        }
        chain.reverse()
        var shared = 0
        while shared < min(chain.count, path.count), chain[shared] == path[shared] { shared += 1 }
        leave(downTo: shared)
        for step in chain[shared...] {
            path.append(step)
            marks.append(domains.mark)
            let branch = nodes[step]
            if branch.column >= 0 {
                guard domains.restrict(branch.column, to: branch.least, branch.most, in: model) else { return false }
            }
            guard domains.propagate(in: model) else { return false }
        }
        return true
    }

    /// Forgets the conclusions of all but the first `count` nodes of the path.
    mutating func leave(downTo count: Int) {
        guard count < path.count else { return }
        domains.undo(to: marks[count], in: model)
        path.removeSubrange(count...)
        marks.removeSubrange(count...)
    }

    /// Opens two children, `column ≤ below` and `column ≥ below + 1`; returns the one to look at first.
    private mutating func split(_ node: Int, column: Int, below: Int, value: Double, prefersUpper: Bool) -> Int {
        let (least, most) = (domains.lower[column], domains.upper[column])
        let objective = simplex.objective
        let lowerChild = Node(
            parent: node,
            column: column,
            least: least,
            most: below,
            isUpper: false,
            bound: nodes[node].bound,
            parentObjective: objective,
            distance: value - Double(below)
        )
        let upperChild = Node(
            parent: node,
            column: column,
            least: below + 1,
            most: most,
            isUpper: true,
            bound: nodes[node].bound,
            parentObjective: objective,
            distance: Double(below + 1) - value
        )
        nodes.append(lowerChild)
        nodes.append(upperChild)
        let (first, second) = prefersUpper ? (nodes.count - 1, nodes.count - 2) : (nodes.count - 2, nodes.count - 1)
        open.insert(second, in: nodes)
        return first
    }
}
