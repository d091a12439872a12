import Testing

@testable import Solver

/// Thousands of tiny programs, each answer compared with what trying every assignment gives.
@Suite struct ExhaustiveTests {
    @Test(arguments: 0..<8)
    func `outcome and optimum are those of trying every assignment`(part: Int) throws {
        var programs = RandomPrograms(seed: UInt64(part))
        var (feasible, infeasible) = (0, 0)
        for round in 0..<500 {
            let program = programs.tiny()
            let truth = Enumeration(of: program)
            switch try program.solve(seed: UInt64(round)) {
            case .optimal(let solution):
                #expect(program.isSolved(by: solution.values))
                #expect(program.objective(of: solution.values) == solution.objective)
                #expect(solution.objective == truth.best, "part \(part) round \(round)")
                feasible += 1
            case .infeasible(let conflict):
                #expect(truth.best == nil, "part \(part) round \(round)")
                check(conflict, against: truth)
                infeasible += 1
            case .feasible, .undecided:
                Issue.record("part \(part) round \(round) was left open")
            }
        }
        // Both branches must have been exercised for the comparison to mean anything.
        #expect(feasible > 100 && infeasible > 50, "\(feasible) feasible, \(infeasible) infeasible")
    }

    private func check(_ conflict: Conflict, against truth: Enumeration) {
        #expect(conflict.isIrreducible)
        #expect(!truth.isFeasible(keeping: conflict.limits))
        for limit in conflict.limits {
            #expect(truth.isFeasible(keeping: conflict.limits.filter { $0 != limit }))
        }
    }

    @Test(arguments: 0..<4)
    func `the cheapest relaxation is that of trying every assignment`(part: Int) throws {
        var programs = RandomPrograms(seed: 100 + UInt64(part))
        var (relaxed, impossible) = (0, 0)
        for round in 0..<200 {
            let program = programs.tiny()
            let truth = Enumeration(of: program)
            let prices = truth.limits.map { _ in programs.number(in: 0...4) }.map { $0 == 0 ? nil : $0 }
            let priceOf = Dictionary(uniqueKeysWithValues: zip(truth.limits, prices))
            let expected = truth.cheapestChange(prices: prices)
            switch try program.relaxations(alternatives: 2, seed: 3, cost: { priceOf[$0] ?? nil }) {
            case .relaxations(let found):
                #expect(found.first?.cost == expected, "part \(part) round \(round)")
                for relaxation in found { check(relaxation, of: program) }
                if found.count == 2 { checkAlternative(found[1], to: found[0], prices: prices, truth: truth) }
                if found.first?.cost != 0 { relaxed += 1 }
            case .impossible(let conflict):
                #expect(expected == nil, "part \(part) round \(round)")
                #expect(conflict.limits.allSatisfy { priceOf[$0] ?? nil == nil })
                check(conflict, against: truth)
                impossible += 1
            case .undecided: Issue.record("part \(part) round \(round) was left open")
            }
        }
        #expect(relaxed > 30 && impossible > 10, "\(relaxed) relaxed, \(impossible) impossible")
    }

    private func check(_ relaxation: Relaxation, of program: IntegerProgram) {
        #expect(relaxation.isSmallest)
        let values = relaxation.solution.values
        #expect(zip(program.variables, values).allSatisfy { $0.range.contains($1) })
        #expect(Set(program.brokenLimits(by: values)) == Set(relaxation.changes.map(\.limit)))
        for change in relaxation.changes {
            let sum = program.sum(of: program.constraints[change.limit.constraint], at: values)
            #expect(sum == change.relaxedAmount)
        }
    }

    private func checkAlternative(
        _ second: Relaxation,
        to first: Relaxation,
        prices: [Int?],
        truth: Enumeration
    ) {
        let used = Set(first.changes.map(\.limit))
        let costs = truth.broken.compactMap { bits, amounts -> Int? in
            let changed = truth.limits.indices.filter { bits & (1 << UInt64($0)) != 0 }
            guard !used.isSubset(of: Set(changed.map { truth.limits[$0] })) else { return nil }
            var cost = 0
            for index in changed {
                guard let price = prices[index] else { return nil }
                cost += price * amounts[index]
            }
            return cost
        }
        #expect(second.cost == costs.min())
    }

    @Test(arguments: 0..<4)
    func `grouping changes neither outcome nor optimum`(part: Int) throws {
        var programs = RandomPrograms(seed: 200 + UInt64(part))
        for round in 0..<100 {
            let program = repeated(programs.tiny(), times: 3)
            let grouped = program.grouped()
            #expect(grouped.program.variables.count < program.variables.count)
            let (direct, compact) = (try program.solve(seed: 1), try grouped.program.solve(seed: 1))
            switch (direct, compact) {
            case (.optimal(let first), .optimal(let second)):
                #expect(first.objective == second.objective)
                let expanded = grouped.expanded(second, in: .mixed(seed: UInt64(round)))
                #expect(program.isSolved(by: expanded.values))
                #expect(program.objective(of: expanded.values) == expanded.objective)
            case (.infeasible(let first), .infeasible(let second)):
                #expect(first.isIrreducible && second.isIrreducible)
                #expect(Set(second.limits).isSubset(of: Set(program.limits)))
            default: Issue.record("part \(part) round \(round): \(direct) alone but \(compact) grouped")
            }
        }
    }

    /// Each variable of `program` as several equal ones.
    private func repeated(_ program: IntegerProgram, times: Int) -> IntegerProgram {
        var result = IntegerProgram(program.sense)
        for _ in 0..<times {
            for variable in program.variables {
                _ = result.addVariable(in: variable.range, objective: variable.objective)
            }
        }
        for constraint in program.constraints {
            let terms = (0..<times).flatMap { copy in
                constraint.terms.map { term in
                    IntegerProgram.Term(term.variable + copy * program.variables.count, times: term.coefficient)
                }
            }
            result.require(constraint.label, terms, atLeast: constraint.atLeast, atMost: constraint.atMost)
        }
        return result
    }

    @Test func `any prices whatever prove a bound that holds`() throws {
        var programs = RandomPrograms(seed: 300)
        var useful = 0
        for _ in 0..<400 {
            let program = programs.tiny()
            guard let best = Enumeration(of: program).best else { continue }
            let model = Model(program)
            let domains = Domains(of: model)
            let sign = program.sense == .minimise ? 1 : -1
            for scale in [1.0, 0.001, 1e9] {
                let prices = (0..<model.rowCount).map { _ in Double(programs.number(in: -1000...1000)) / 300 * scale }
                let narrow = ProvenBound<Int>(
                    prices: prices,
                    hasObjective: true,
                    model: model,
                    reach: model.reaches(),
                    domains: domains
                )
                let wide = ProvenBound<Int128>(
                    prices: prices,
                    hasObjective: true,
                    model: model,
                    reach: model.reaches(),
                    domains: domains
                )
                for steps in [narrow?.steps, wide?.steps].compactMap(\.self) {
                    #expect(steps <= model.steps(within: sign * best))
                    useful += 1
                }
            }
        }
        #expect(useful > 400)
    }
}
