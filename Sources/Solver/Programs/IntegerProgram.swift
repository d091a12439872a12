/// Linear program over whole numbers: bounded variables, labelled constraints and one objective.
///
/// Each constraint reads `atLeast ≤ Σ coefficient · variable ≤ atMost`; either side may be missing.
/// Variables and constraints are named by their position, counted from 0.
public struct IntegerProgram: Hashable, Sendable {
    public let sense: Sense
    public private(set) var variables: [Variable] = []
    public private(set) var constraints: [Constraint] = []

    public init(_ sense: Sense = .minimise) { self.sense = sense }

    /// Adds a variable that may take every whole number in `range`; returns its position.
    public mutating func addVariable(in range: ClosedRange<Int> = 0...1, objective: Int = 0) -> Int {
        variables.append(Variable(range: range, objective: objective))
        return variables.count - 1
    }

    /// Demands that the sum of `terms` lies between the given sides.
    ///
    /// Several constraints may share a label; a variable named twice counts with the sum of its coefficients.
    /// A lower side above the upper side is allowed: such a program is infeasible and the conflict says why.
    public mutating func require(_ label: String, _ terms: [Term], atLeast: Int? = nil, atMost: Int? = nil) {
        precondition(terms.allSatisfy { variables.indices.contains($0.variable) }, "term of an unknown variable")
        constraints.append(Constraint(label: label, terms: terms, atLeast: atLeast, atMost: atMost))
    }

    /// Demands that the sum of `terms` is `amount`.
    public mutating func require(_ label: String, _ terms: [Term], exactly amount: Int) {
        require(label, terms, atLeast: amount, atMost: amount)
    }

    /// Every side of every constraint, in the order of the constraints, lower side first.
    public var limits: [Limit] {
        constraints.indices.flatMap { position in
            let constraint = constraints[position]
            var limits: [Limit] = []
            if let amount = constraint.atLeast {
                limits.append(Limit(constraint: position, label: constraint.label, side: .atLeast, amount: amount))
            }
            if let amount = constraint.atMost {
                limits.append(Limit(constraint: position, label: constraint.label, side: .atMost, amount: amount))
            }
            return limits
        }
    }

    /// Objective of `values`, one whole number a variable.
    public func objective(of values: [Int]) -> Int {
        zip(variables, values).reduce(0) { $0 + $1.0.objective * $1.1 }
    }

    /// Limits that `values` break; empty also when only a variable's own range is broken.
    public func brokenLimits(by values: [Int]) -> [Limit] {
        limits.filter { limit in
            let sum = sum(of: constraints[limit.constraint], at: values)
            return switch limit.side {
            case .atLeast: sum < limit.amount
            case .atMost: sum > limit.amount
            }
        }
    }

    func sum(of constraint: Constraint, at values: [Int]) -> Int {
        constraint.terms.reduce(0) { $0 + $1.coefficient * values[$1.variable] }
    }

    /// Whether `values` lie in every variable's range and break no limit.
    public func isSolved(by values: [Int]) -> Bool {
        values.count == variables.count
            && zip(variables, values).allSatisfy { $0.range.contains($1) }
            && brokenLimits(by: values).isEmpty
    }
}

extension IntegerProgram {
    public enum Sense: Hashable, Sendable { case minimise, maximise }

    public struct Variable: Hashable, Sendable {
        public let range: ClosedRange<Int>
        public let objective: Int
    }

    /// One summand: `coefficient` times the variable at position `variable`.
    public struct Term: Hashable, Sendable {
        public let variable: Int
        public let coefficient: Int

        public init(_ variable: Int, times coefficient: Int = 1) {
            self.variable = variable
            self.coefficient = coefficient
        }
    }

    public struct Constraint: Hashable, Sendable {
        public let label: String
        public let terms: [Term]
        public let atLeast: Int?
        public let atMost: Int?
    }

    /// One side of one constraint: what a conflict names and what a relaxation changes.
    public struct Limit: Hashable, Sendable {
        /// Position of the constraint.
        public let constraint: Int
        public let label: String
        public let side: Side
        public let amount: Int
    }

    public enum Side: Hashable, Sendable { case atLeast, atMost }
}
