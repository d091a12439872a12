import Foundation
import Testing

@testable import Solver

/// Larger programs, each answer compared with that of HiGHS, an independent solver.
///
/// HiGHS is reached through `scipy.optimize.milp` of python3 (SciPy 1.9 or later). Huangfu and Hall (2018),
/// "Parallelizing the dual revised simplex method", *Mathematical Programming Computation* 10, 119–142.
@Suite struct HiGHSTests {
    private static let script = """
        import json, sys
        import numpy, scipy.sparse
        from scipy.optimize import milp, Bounds, LinearConstraint
        answers = []
        for p in json.load(sys.stdin):
            n = len(p["lower"])
            sign = -1 if p["maximise"] else 1
            rows = []
            for r in p["rows"]:
                line = numpy.zeros(n)
                for j, a in zip(r["variables"], r["coefficients"]):
                    line[j] += a
                low = -numpy.inf if r.get("atLeast") is None else r["atLeast"]
                high = numpy.inf if r.get("atMost") is None else r["atMost"]
                rows.append((line, low, high))
            constraints = []
            if rows:
                matrix = scipy.sparse.csr_matrix(numpy.array([r[0] for r in rows]))
                constraints = [LinearConstraint(matrix, [r[1] for r in rows], [r[2] for r in rows])]
            result = milp(sign * numpy.array(p["objective"], dtype=float), integrality=numpy.ones(n),
                          bounds=Bounds(p["lower"], p["upper"]), constraints=constraints,
                          options={"mip_rel_gap": 0, "time_limit": 60})
            objective = None if result.x is None else int(round(sign * result.fun))
            answers.append({"status": int(result.status), "objective": objective})
        sys.stdout.write("\\nANSWERS " + json.dumps(answers) + "\\n")
        """

    private struct Question: Encodable {
        let maximise: Bool
        let lower: [Int]
        let upper: [Int]
        let objective: [Int]
        let rows: [Row]

        struct Row: Encodable {
            let variables: [Int]
            let coefficients: [Int]
            let atLeast: Int?
            let atMost: Int?
        }

        init(_ program: IntegerProgram) {
            maximise = program.sense == .maximise
            lower = program.variables.map(\.range.lowerBound)
            upper = program.variables.map(\.range.upperBound)
            objective = program.variables.map(\.objective)
            rows = program.constraints.map { constraint in
                Row(
                    variables: constraint.terms.map(\.variable),
                    coefficients: constraint.terms.map(\.coefficient),
                    atLeast: constraint.atLeast,
                    atMost: constraint.atMost
                )
            }
        }
    }

    private struct Answer: Decodable {
        /// 0 optimal, 1 limit reached, 2 infeasible (as `scipy.optimize.milp` numbers them).
        let status: Int
        let objective: Int?
    }

    private static func run(_ arguments: [String], input: Data) throws -> (status: Int32, output: Data) {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The script reads all of its input before it answers, so writing first cannot block for ever.
        try stdin.fileHandleForWriting.write(contentsOf: input)
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    /// Whether HiGHS can be asked here.
    ///
    /// Where it must be (in continuous integration), its absence is a failure.
    private static func isPresent() throws -> Bool {
        let probe = try run(["-c", "from scipy.optimize import milp"], input: Data())
        if probe.status == 0 { return true }
        if ProcessInfo.processInfo.environment["CI"] != nil {
            Issue.record("python3 with SciPy is missing: the solver was not compared with HiGHS")
        } else {
            print("Not compared with HiGHS: python3 with SciPy is missing (apt-get install python3-scipy).")
        }
        return false
    }

    private static func answers(to programs: [IntegerProgram]) throws -> [Answer] {
        let input = try JSONEncoder().encode(programs.map(Question.init))
        let (status, output) = try run(["-c", script], input: input)
        try #require(status == 0)
        // HiGHS itself writes to the same stream now and then, so the answer is the line that says so.
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("ANSWERS ") })
        let answers = try JSONDecoder().decode([Answer].self, from: Data(line.dropFirst("ANSWERS ".count).utf8))
        try #require(answers.count == programs.count)
        return answers
    }

    private func compare(_ programs: [IntegerProgram]) throws -> (feasible: Int, infeasible: Int)? {
        guard try Self.isPresent() else { return nil }
        let answers = try Self.answers(to: programs)
        var (feasible, infeasible) = (0, 0)
        for (index, (program, answer)) in zip(programs, answers).enumerated() {
            let outcome = try program.solve(seed: UInt64(index))
            switch outcome {
            case .optimal(let solution):
                #expect(program.isSolved(by: solution.values), "program \(index)")
                #expect(answer.status == 0 && answer.objective == solution.objective, "program \(index): \(answer)")
                feasible += 1
            case .infeasible(let conflict):
                #expect(answer.status == 2, "program \(index): \(answer)")
                #expect(conflict.isIrreducible, "program \(index)")
                infeasible += 1
            case .feasible, .undecided:
                Issue.record("program \(index) was left open: \(outcome)")
            }
        }
        return (feasible, infeasible)
    }

    @Test func `larger mixed programs have the optimum that HiGHS finds`() throws {
        var maker = RandomPrograms(seed: 42)
        guard let counts = try compare((0..<40).map { _ in maker.larger() }) else { return }
        #expect(counts.feasible > 20 && counts.infeasible > 3, "\(counts)")
    }

    @Test func `papers from a bank have the optimum that HiGHS finds`() throws {
        let programs = (0..<6).map { seed in
            var bank = RandomBank(seed: UInt64(seed), items: 400)
            return bank.program(choosing: 40, room: 1, objective: .information)
        }
        guard let counts = try compare(programs) else { return }
        #expect(counts.feasible == programs.count)
    }

    @Test func `conflicts of larger programs are conflicts for HiGHS, and no part of them is`() throws {
        var maker = RandomPrograms(seed: 77)
        var questions: [IntegerProgram] = []
        var expected: [Int] = []
        for _ in 0..<40 where questions.count < 25 {
            let program = maker.larger()
            guard case .infeasible(let conflict) = try program.solve(seed: 1) else { continue }
            questions.append(program.keeping(conflict.limits))
            expected.append(2)
            for limit in conflict.limits {
                questions.append(program.keeping(conflict.limits.filter { $0 != limit }))
                expected.append(0)
            }
        }
        #expect(expected.count { $0 == 2 } > 2)
        guard try Self.isPresent() else { return }
        #expect(try Self.answers(to: questions).map(\.status) == expected)
    }
}

extension IntegerProgram {
    /// The same variables without objective, and of the constraints only `limits`.
    fileprivate func keeping(_ limits: [Limit]) -> IntegerProgram {
        var program = IntegerProgram(sense)
        for variable in variables { _ = program.addVariable(in: variable.range) }
        for limit in limits {
            let terms = constraints[limit.constraint].terms
            switch limit.side {
            case .atLeast: program.require(limit.label, terms, atLeast: limit.amount)
            case .atMost: program.require(limit.label, terms, atMost: limit.amount)
            }
        }
        return program
    }
}
