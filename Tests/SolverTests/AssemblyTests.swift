import Testing

@testable import Solver

@Suite struct AssemblyTests {
    /// Topics A and B × tasks x and y.
    ///
    /// Whoever fills A with the plentiful A-x items first cannot meet the tasks.
    private static func greedyTrap() -> IntegerProgram {
        var program = IntegerProgram()
        let ax = (0..<5).map { _ in program.addVariable() }
        let ay = (0..<3).map { _ in program.addVariable() }
        let bx = (0..<3).map { _ in program.addVariable() }
        let by = (0..<1).map { _ in program.addVariable() }
        program.require("topic A", (ax + ay).map { .init($0) }, exactly: 4)
        program.require("topic B", (bx + by).map { .init($0) }, exactly: 3)
        program.require("task x", (ax + bx).map { .init($0) }, exactly: 3)
        program.require("task y", (ay + by).map { .init($0) }, exactly: 4)
        return program
    }

    @Test func `margins are met together where filling them one by one fails`() throws {
        let program = Self.greedyTrap()
        var (chosen, counts) = (Set<Int>(), [0, 0, 0, 0])
        // Take items in bank order while no target is overshot: the way that fails.
        for item in program.variables.indices {
            let touched = program.constraints.indices.filter { row in
                program.constraints[row].terms.contains { $0.variable == item }
            }
            guard touched.allSatisfy({ counts[$0] < program.constraints[$0].atMost ?? 0 }) else { continue }
            chosen.insert(item)
            for row in touched { counts[row] += 1 }
        }
        #expect(!program.isSolved(by: program.variables.indices.map { chosen.contains($0) ? 1 : 0 }))
        let outcome = try program.solve(seed: 1)
        #expect(outcome.solution.map { program.isSolved(by: $0.values) } == true)
    }

    @Test func `the smallest changes of an impossible blueprint are named with side and amount`() throws {
        var program = Self.greedyTrap()
        let taskY = program.constraints[3].terms
        program.require("task y, recent", taskY, atLeast: 5)
        guard case .infeasible(let conflict) = try program.solve(seed: 1) else {
            Issue.record("an impossible blueprint was met")
            return
        }
        #expect(conflict.isIrreducible)
        #expect(conflict.labels.contains("task y, recent"))
        let fixed: Set<String> = ["topic A", "topic B", "task x", "task y"]
        let outcome = try program.relaxations(seed: 1) { fixed.contains($0.label) ? nil : 1 }
        guard case .relaxations(let relaxations) = outcome else {
            Issue.record("no way out was found")
            return
        }
        #expect(relaxations.map(\.cost) == [1])
        #expect(relaxations[0].changes.map(\.limit.label) == ["task y, recent"])
        #expect(relaxations[0].changes.map(\.limit.side) == [.atLeast])
        #expect(relaxations[0].changes.map(\.relaxedAmount) == [4])
        #expect(relaxations[0].isSmallest)
    }

    @Test func `a feasible program needs no change`() throws {
        guard case .relaxations(let found) = try Self.greedyTrap().relaxations(alternatives: 3, seed: 1) else {
            Issue.record("a feasible program was not recognised")
            return
        }
        #expect(found.map(\.changes) == [[]])
    }

    @Test func `enemies never share a paper and are not grouped with others`() throws {
        var bank = RandomBank(seed: 4, items: 600)
        let program = bank.program(choosing: 60, room: 1, objective: .unused, enemies: 150)
        let grouped = program.grouped()
        let pairs = program.constraints.filter { $0.label.hasPrefix("enemies") }.map { $0.terms.map(\.variable) }
        let enemies = Set(pairs.flatMap(\.self))
        #expect(grouped.groups.allSatisfy { $0.count == 1 || enemies.isDisjoint(with: $0) })
        guard case .optimal(let solution) = try grouped.program.solve(seed: 2) else {
            Issue.record("not solved to the optimum")
            return
        }
        let values = grouped.expanded(solution, in: .mixed(seed: 3)).values
        #expect(program.isSolved(by: values))
        #expect(pairs.allSatisfy { values[$0[0]] + values[$0[1]] <= 1 })
    }

    @Test func `members of a group are dealt by rank, then by seed`() throws {
        var program = IntegerProgram()
        for _ in 0..<6 { _ = program.addVariable(in: 1...3) }
        program.require("sum", program.variables.indices.map { .init($0) }, exactly: 11)
        let grouped = program.grouped()
        #expect(grouped.groups == [[0, 1, 2, 3, 4, 5]])
        let solution = try #require(try grouped.program.solve(seed: 1).solution)
        let ranked = grouped.expanded(solution, in: .ranked([5, 4, 0, 4, 1, 9], seed: 1))
        #expect(ranked.values[2] == 3 && ranked.values[4] == 3 && ranked.values[0] == 1 && ranked.values[5] == 1)
        #expect(ranked.values.reduce(0, +) == 11)
        let mixes = Set((0..<20).map { grouped.expanded(solution, in: .mixed(seed: $0)).values })
        #expect(mixes.count > 5)
        #expect(mixes.allSatisfy { program.isSolved(by: $0) })
    }

    @Test func `a seed repeats its choice and another seed chooses otherwise`() throws {
        var bank = RandomBank(seed: 9, items: 500)
        let program = bank.program(choosing: 50, room: 1)
        let first = try program.solve(seed: 11)
        #expect(try program.solve(seed: 11) == first)
        let others = try (0..<4).map { try program.solve(seed: $0).solution?.values }
        #expect(Set(others).count == 4)
        #expect(others.allSatisfy { $0.map(program.isSolved(by:)) == true })
    }

    @Test func `a large bank with sums over different numbers is solved as a whole`() throws {
        var bank = RandomBank(seed: 1, items: 2000)
        let program = bank.program(choosing: 100, room: 1, objective: .information, hasSums: true, enemies: 200)
        let outcome = try program.solve(seed: 1, budget: Budget(nodes: 300, pivots: 5000))
        switch outcome {
        case .optimal(let solution): #expect(program.isSolved(by: solution.values))
        case .feasible(let solution, let bound, let gap):
            #expect(program.isSolved(by: solution.values))
            #expect(bound - solution.objective == gap && gap > 0)
        case .infeasible, .undecided: Issue.record("\(outcome)")
        }
    }
}
