import Testing

@testable import Solver

@Suite struct BudgetTests {
    /// A market split: equations over few variables that need very many nodes.
    ///
    /// Source: Cornuéjols and Dawande (1999), "A class of hard small 0–1 programs", *INFORMS Journal on Computing* 11.
    private static func marketSplit(sense: IntegerProgram.Sense = .minimise, room: Int = 0) -> IntegerProgram {
        var numbers = RandomPrograms(seed: 5)
        var program = IntegerProgram(sense)
        for _ in 0..<40 { _ = program.addVariable(objective: numbers.number(in: 1...50)) }
        for row in 0..<5 {
            let terms = (0..<40).map { IntegerProgram.Term($0, times: numbers.number(in: 0...99)) }
            let half = terms.reduce(0) { $0 + $1.coefficient } / 2
            program.require("market \(row)", terms, atLeast: half - room, atMost: half + room)
        }
        return program
    }

    @Test func `a spent budget says undecided and gives a bound`() throws {
        let program = Self.marketSplit()
        guard case .undecided(let bound) = try program.solve(seed: 1, budget: Budget(nodes: 50, pivots: 1000)) else {
            Issue.record("50 nodes cannot decide this")
            return
        }
        #expect(bound >= 0 && bound <= program.variables.reduce(0) { $0 + $1.objective })
    }

    @Test(arguments: [IntegerProgram.Sense.minimise, .maximise])
    func `a spent budget keeps the solution found, with bound and gap`(sense: IntegerProgram.Sense) throws {
        let program = Self.marketSplit(sense: sense, room: 40)
        let outcome = try program.solve(seed: 1, budget: Budget(nodes: 40, pivots: 10_000))
        guard case .feasible(let solution, let bound, let gap) = outcome else {
            Issue.record("expected an open gap, found \(outcome)")
            return
        }
        #expect(program.isSolved(by: solution.values))
        #expect(gap > 0 && gap == (sense == .minimise ? solution.objective - bound : bound - solution.objective))
        guard case .optimal(let best) = try program.solve(seed: 1) else {
            Issue.record("not solved with the standard budget")
            return
        }
        #expect(sense == .minimise ? best.objective >= bound : best.objective <= bound)
    }

    @Test func `an acceptable gap ends the search early and is reported`() throws {
        let program = Self.marketSplit(room: 40)
        let optimum = try #require(try program.solve(seed: 1).solution).objective
        var budget = Budget.standard
        budget.acceptableGap = 30
        switch try program.solve(seed: 1, budget: budget) {
        case .feasible(let solution, let bound, let gap):
            #expect(gap <= 30 && bound <= optimum && solution.objective - optimum <= 30)
        case .optimal(let solution): #expect(solution.objective == optimum)
        case .infeasible, .undecided: Issue.record("not solved")
        }
    }

    @Test func `cancelling ends the search at once`() throws {
        var questions = 0
        let outcome = try Self.marketSplit().solve(seed: 1, budget: Budget(nodes: .max, pivots: .max)) {
            questions += 1
            return questions > 20
        }
        guard case .undecided = outcome else {
            Issue.record("expected undecided, found \(outcome)")
            return
        }
        #expect(questions < 40)
    }

    @Test func `a conflict whose budget ended is not called irreducible`() throws {
        // Two contradicting rules hide among markets that no small budget can decide.
        var program = Self.marketSplit()
        let all = program.variables.indices.map { IntegerProgram.Term($0, times: 2) }
        program.require("an even sum is odd", all, exactly: 41)
        guard case .infeasible(let conflict) = try program.solve(seed: 1, budget: Budget(nodes: 3, pivots: 5)) else {
            Issue.record("the contradiction was not seen")
            return
        }
        #expect(!conflict.isIrreducible)
        #expect(conflict.labels.contains("an even sum is odd"))
        let more = Budget(nodes: 500, pivots: 10_000)
        guard case .infeasible(let full) = try program.solve(seed: 1, budget: more) else {
            Issue.record("the contradiction was not seen")
            return
        }
        #expect(full.isIrreducible)
        #expect(full.labels == ["an even sum is odd"])
    }

    @Test func `relaxing within no budget is undecided`() throws {
        #expect(try Self.marketSplit().relaxations(seed: 1, budget: Budget(nodes: 0, pivots: 0)) == .undecided)
    }
}
