@testable import Solver

/// Seeded makers of programs, and the answers that trying every assignment gives.
struct RandomPrograms {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(generator.next() % UInt64(range.count))
    }

    /// Up to 5 variables of up to 4 values and up to 5 constraints; about half of them are infeasible.
    mutating func tiny() -> IntegerProgram {
        var program = IntegerProgram(number(in: 0...1) == 0 ? .minimise : .maximise)
        let hasObjective = number(in: 0...3) > 0
        let scale = [1, 1, 1, 1_000, 1_000_003, 100_000_000_003][number(in: 0...5)]
        for _ in 0..<number(in: 1...5) {
            let lower = number(in: -3...2)
            let objective = hasObjective ? number(in: -5...5) * scale + number(in: -1...1) : 0
            _ = program.addVariable(in: lower...(lower + number(in: 0...3)), objective: objective)
        }
        let size = [1, 1, 1, 1_000, 1_000_000_007][number(in: 0...4)]
        for index in 0..<number(in: 0...5) {
            var terms: [IntegerProgram.Term] = []
            for variable in program.variables.indices where number(in: 0...2) > 0 {
                terms.append(.init(variable, times: number(in: -4...4) * size + (size > 1 ? number(in: -1...1) : 0)))
            }
            let middle = number(in: -8...8) * size
            let width = number(in: 0...5) * size / 2
            let sides = number(in: 0...3)
            program.require(
                "rule \(index)",
                terms,
                atLeast: sides != 0 ? middle - width : nil,
                atMost: sides != 1 ? middle + width : nil
            )
        }
        return program
    }

    /// A larger program around a hidden assignment, so that it is usually feasible but not always.
    mutating func larger() -> IntegerProgram {
        var program = IntegerProgram(number(in: 0...1) == 0 ? .minimise : .maximise)
        let count = number(in: 10...60)
        let isBinary = number(in: 0...1) == 0
        for _ in 0..<count {
            _ = program.addVariable(in: 0...(isBinary ? 1 : number(in: 1...6)), objective: number(in: -20...20))
        }
        let hidden = program.variables.map { number(in: $0.range) }
        for index in 0..<number(in: 3...20) {
            var terms: [IntegerProgram.Term] = []
            let isCount = number(in: 0...2) > 0
            for variable in 0..<count where number(in: 0...3) == 0 {
                terms.append(.init(variable, times: isCount ? 1 : number(in: -9...15)))
            }
            let sum = terms.reduce(0) { $0 + $1.coefficient * hidden[$1.variable] }
            let shift = number(in: 0...7) == 0 ? number(in: -6...6) : 0
            let slack = number(in: 0...3)
            let sides = number(in: 0...3)
            program.require(
                "rule \(index)",
                terms,
                atLeast: sides != 0 ? sum + shift - slack : nil,
                atMost: sides != 1 ? sum + shift + slack : nil
            )
        }
        return program
    }
}

/// Everything about a tiny program, found by trying all assignments.
struct Enumeration {
    private(set) var best: Int?
    /// For each assignment, the limits it breaks (as bits) and by how much.
    private(set) var broken: [(bits: UInt64, amounts: [Int])] = []
    let limits: [IntegerProgram.Limit]

    init(of program: IntegerProgram) {
        limits = program.limits
        var values = program.variables.map(\.range.lowerBound)
        repeat {
            var bits: UInt64 = 0
            var amounts: [Int] = []
            for (index, limit) in limits.enumerated() {
                let sum = program.sum(of: program.constraints[limit.constraint], at: values)
                let amount = max(0, limit.side == .atLeast ? limit.amount - sum : sum - limit.amount)
                amounts.append(amount)
                if amount > 0 { bits |= 1 << UInt64(index) }
            }
            broken.append((bits, amounts))
            if bits == 0 {
                let objective = program.objective(of: values)
                let isBetter = best.map { program.sense == .minimise ? objective < $0 : objective > $0 } ?? true
                if isBetter { best = objective }
            }
        } while Self.advance(&values, in: program)
    }

    private static func advance(_ values: inout [Int], in program: IntegerProgram) -> Bool {
        for index in values.indices {
            if values[index] < program.variables[index].range.upperBound {
                values[index] += 1
                return true
            }
            values[index] = program.variables[index].range.lowerBound
        }
        return false
    }

    /// Whether some assignment meets all of `kept`.
    func isFeasible(keeping kept: [IntegerProgram.Limit]) -> Bool {
        var mask: UInt64 = 0
        for (index, limit) in limits.enumerated() where kept.contains(limit) { mask |= 1 << UInt64(index) }
        return broken.contains { $0.bits & mask == 0 }
    }

    /// Least weighted sum of changes that makes the program feasible; a `nil` price is a limit that must hold.
    func cheapestChange(prices: [Int?]) -> Int? {
        broken.compactMap { _, amounts -> Int? in
            var cost = 0
            for (amount, price) in zip(amounts, prices) where amount > 0 {
                guard let price else { return nil }
                cost += amount * price
            }
            return cost
        }
        .min()
    }
}
