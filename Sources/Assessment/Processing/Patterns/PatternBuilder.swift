/// What a pattern says, as a tree.
indirect enum PatternTree: Hashable, Sendable {
    case nothing
    case scalar(ScalarClass)
    case sequence([PatternTree])
    case branches([PatternTree])
    case repeated(PatternTree, atLeast: Int, atMost: Int?)
}

/// Makes the states of a pattern, from its end to its start.
struct PatternBuilder {
    private(set) var states: [Pattern.State] = []

    mutating func add(_ state: Pattern.State) throws(PatternProblem) -> Int {
        guard states.count < Pattern.sizeLimit else { throw PatternProblem("it is too large") }
        states.append(state)
        return states.count - 1
    }

    /// The first state of `tree` when `next` is what follows it.
    mutating func states(of tree: PatternTree, next: Int) throws(PatternProblem) -> Int {
        switch tree {
        case .nothing: return next
        case .scalar(let members): return try add(.scalar(members, next: next))
        case .sequence(let parts):
            var next = next
            for part in parts.reversed() { next = try states(of: part, next: next) }
            return next
        case .branches(let branches):
            var start: Int?
            for branch in branches.reversed() {
                let first = try states(of: branch, next: next)
                start = if let start { try add(.split(first, start)) } else { first }
            }
            return start ?? next
        case .repeated(let part, let minimum, let maximum):
            guard minimum <= Pattern.sizeLimit, maximum ?? 0 <= Pattern.sizeLimit else {
                throw PatternProblem("it is too large")
            }
            var start = next
            if let maximum {
                for _ in minimum..<max(minimum, maximum) {
                    start = try add(.split(try states(of: part, next: start), next))
                }
            } else {
                // The loop is entered before its first state is known.
                let loop = try add(.split(next, next))
                states[loop] = .split(try states(of: part, next: loop), next)
                start = loop
            }
            for _ in 0..<minimum { start = try states(of: part, next: start) }
            return start
        }
    }
}
