import Testing

@testable import Solver

@Suite struct IntegerProgramTests {
    @Test func `a small knapsack is solved to its optimum`() throws {
        var program = IntegerProgram(.maximise)
        for value in [6, 10, 12] { _ = program.addVariable(objective: value) }
        program.require("weight", [.init(0, times: 1), .init(1, times: 2), .init(2, times: 3)], atMost: 5)
        #expect(try program.solve(seed: 1) == .optimal(Solution(values: [0, 1, 1], objective: 22)))
    }

    @Test func `a program without variables or constraints is solved by nothing`() throws {
        #expect(try IntegerProgram().solve(seed: 1) == .optimal(Solution(values: [], objective: 0)))
    }

    @Test func `ranges below zero and negative coefficients are kept`() throws {
        var program = IntegerProgram(.minimise)
        let x = program.addVariable(in: -7...3, objective: 2)
        let y = program.addVariable(in: -4...9, objective: -3)
        program.require("distance", [.init(y), .init(x, times: -1)], atLeast: -2, atMost: 6)
        program.require("odd", [.init(x, times: 3), .init(y, times: 5)], exactly: 1)
        // 3x + 5y = 1 within the ranges leaves (−3, 2) and (2, −1); only the first keeps y − x ≥ −2.
        #expect(try program.solve(seed: 5) == .optimal(Solution(values: [-3, 2], objective: -12)))
    }

    @Test func `a variable named twice counts with the sum of its coefficients`() throws {
        var program = IntegerProgram(.maximise)
        let x = program.addVariable(in: 0...9, objective: 1)
        program.require("twice", [.init(x), .init(x)], atMost: 7)
        #expect(try program.solve(seed: 1).solution?.values == [3])
    }

    @Test func `a fraction within reach of rounding is not taken for a whole number`() throws {
        // The relaxation's answer x = (10^9 − 1) / 10^9 is whole within any tolerance of a solver, but is not whole.
        var program = IntegerProgram(.maximise)
        let x = program.addVariable(in: 0...1, objective: 1)
        program.require("almost", [.init(x, times: 1_000_000_000)], atMost: 999_999_999)
        #expect(try program.solve(seed: 1) == .optimal(Solution(values: [0], objective: 0)))
    }

    @Test func `parity that no relaxation sees is proven by the common divisor`() throws {
        var program = IntegerProgram()
        for _ in 0..<6 { _ = program.addVariable(in: 0...1000) }
        program.require("even is odd", (0..<6).map { .init($0, times: 2) }, exactly: 3001)
        guard case .infeasible(let conflict) = try program.solve(seed: 1) else {
            Issue.record("an even sum was found odd")
            return
        }
        #expect(conflict.limits.map(\.side) == [.atLeast, .atMost])
        #expect(conflict.labels == ["even is odd"])
        #expect(conflict.isIrreducible)
    }

    @Test func `sides that cross contradict each other and nothing else is blamed`() throws {
        var program = IntegerProgram()
        let x = program.addVariable(in: 0...9)
        program.require("innocent", [.init(x)], atLeast: 1)
        program.require("crossed", [.init(x)], atLeast: 5, atMost: 4)
        guard case .infeasible(let conflict) = try program.solve(seed: 1) else {
            Issue.record("crossed sides were met")
            return
        }
        #expect(conflict.labels == ["crossed"])
        #expect(conflict.limits.count == 2)
    }

    @Test func `two rows that push each other for ever still end`() throws {
        // x > y and y > x over huge ranges: each conclusion moves one end by 1 only.
        var program = IntegerProgram()
        let x = program.addVariable(in: 0...1_000_000_000_000)
        let y = program.addVariable(in: 0...1_000_000_000_000)
        program.require("x above y", [.init(x), .init(y, times: -1)], atLeast: 1)
        program.require("y above x", [.init(y), .init(x, times: -1)], atLeast: 1)
        guard case .infeasible(let conflict) = try program.solve(seed: 1) else {
            Issue.record("a circle was met")
            return
        }
        #expect(conflict.labels == ["x above y", "y above x"])
        #expect(conflict.isIrreducible)
    }

    @Test func `numbers too large for exact sums are refused by name`() throws {
        var program = IntegerProgram()
        let x = program.addVariable(in: 0...(1 << 40), objective: 1 << 30)
        program.require("fine", [.init(x, times: 1 << 20)], atMost: 1 << 60)
        program.require("huge sum", [.init(x, times: 1 << 21)], atMost: 5)
        program.require("huge side", [.init(x)], atLeast: .min)
        let expected: [IntegerProgram.Problem] = [
            .constraintTooLarge(label: "huge sum"), .constraintTooLarge(label: "huge side"), .objectiveTooLarge,
        ]
        #expect(program.problems() == expected)
        #expect(throws: IntegerProgram.Problem.constraintTooLarge(label: "huge sum")) { try program.solve(seed: 1) }
        #expect(throws: IntegerProgram.Problem.constraintTooLarge(label: "huge sum")) {
            try program.relaxations(seed: 1)
        }
    }

    @Test func `broken limits are listed with their side`() {
        var program = IntegerProgram()
        let x = program.addVariable(in: 0...9)
        program.require("low", [.init(x)], atLeast: 3, atMost: 5)
        program.require("high", [.init(x, times: 2)], atLeast: 12)
        #expect(program.brokenLimits(by: [7]).map(\.side) == [.atMost])
        #expect(program.brokenLimits(by: [4]).map(\.label) == ["high"])
        #expect(!program.isSolved(by: [10]))
        #expect(!program.isSolved(by: []))
    }
}
