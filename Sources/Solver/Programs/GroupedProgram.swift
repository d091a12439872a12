extension IntegerProgram {
    /// The same program with one variable for all variables that differ in nothing.
    ///
    /// Variables belong together when they have the same range, objective and coefficient in every constraint; the
    /// group's variable is their sum. Constraints keep their positions and labels, so that a conflict or relaxation
    /// of the grouped program is one of this program. A bank of 20,000 items of some hundred types becomes some
    /// hundred variables; an item with an enemy has a constraint of its own and so stays alone.
    public func grouped() -> GroupedProgram {
        var terms = [[Int: Int]](repeating: [:], count: variables.count)
        for (position, constraint) in constraints.enumerated() {
            for term in constraint.terms where term.coefficient != 0 {
                terms[term.variable][position, default: 0] += term.coefficient
            }
        }
        var groupOf: [GroupedProgram.Kind: Int] = [:]
        var groups: [[Int]] = []
        var kinds: [GroupedProgram.Kind] = []
        for variable in variables.indices {
            let sorted = terms[variable].filter { $0.value != 0 }.sorted { $0.key < $1.key }
            let kind = GroupedProgram.Kind(
                variable: variables[variable],
                entries: sorted.flatMap { [$0.key, $0.value] }
            )
            if let group = groupOf[kind] {
                groups[group].append(variable)
            } else {
                groupOf[kind] = groups.count
                groups.append([variable])
                kinds.append(kind)
            }
        }
        return GroupedProgram(original: self, groups: groups, kinds: kinds)
    }
}

/// A program whose variables each stand for a group of equal variables of another program.
public struct GroupedProgram: Hashable, Sendable {
    public let program: IntegerProgram
    /// Original variables that each variable of ``program`` is the sum of, in their order.
    public let groups: [[Int]]
    private let variables: [IntegerProgram.Variable]

    struct Kind: Hashable {
        let variable: IntegerProgram.Variable
        /// Constraint and coefficient in turn.
        let entries: [Int]
    }

    /// Which members of a group are picked first.
    public enum Order: Hashable, Sendable {
        /// Mixed by the seed.
        case mixed(seed: UInt64)
        /// Lowest rank first, one rank an original variable; mixed by the seed among equals.
        case ranked([Int], seed: UInt64)
    }

    init(original: IntegerProgram, groups: [[Int]], kinds: [Kind]) {
        var program = IntegerProgram(original.sense)
        var terms = [[IntegerProgram.Term]](repeating: [], count: original.constraints.count)
        for (group, kind) in kinds.enumerated() {
            let (range, size) = (kind.variable.range, groups[group].count)
            _ = program.addVariable(
                in: (range.lowerBound * size)...(range.upperBound * size),
                objective: kind.variable.objective
            )
            for entry in stride(from: 0, to: kind.entries.count, by: 2) {
                terms[kind.entries[entry]].append(.init(group, times: kind.entries[entry + 1]))
            }
        }
        for (position, constraint) in original.constraints.enumerated() {
            program.require(
                constraint.label,
                terms[position],
                atLeast: constraint.atLeast,
                atMost: constraint.atMost
            )
        }
        self.program = program
        self.groups = groups
        variables = original.variables
    }

    /// The original program's solution that a solution of ``program`` stands for.
    ///
    /// Each group's sum is dealt to its members in `order`, as much to each as its range holds.
    public func expanded(_ solution: Solution, in order: Order) -> Solution {
        var values = variables.map(\.range.lowerBound)
        let ranks: [Int]?
        var generator: SeededGenerator
        switch order {
        case .mixed(let seed):
            ranks = nil
            generator = SeededGenerator(seed: seed)
        case .ranked(let given, let seed):
            ranks = given
            generator = SeededGenerator(seed: seed)
        }
        for (group, members) in groups.enumerated() {
            var mixed = members
            generator.shuffle(&mixed)
            if let ranks {
                mixed = mixed.enumerated()
                    .sorted { (ranks[$0.element], $0.offset) < (ranks[$1.element], $1.offset) }
                    .map(\.element)
            }
            let range = variables[members[0]].range
            var left = solution.values[group] - range.lowerBound * members.count
            for member in mixed where left > 0 {
                let share = min(left, range.upperBound - range.lowerBound)
                values[member] += share
                left -= share
            }
        }
        return Solution(values: values, objective: solution.objective)
    }
}
