import Testing

@testable import Assessment

@Suite struct ItemSessionTests {
    private typealias L = Language

    private static func set(_ name: String, _ value: ProcessingExpression) -> ProcessingRule {
        .set(.outcomeValue, identifier: name, value)
    }

    private static let counting = Processing(
        responses: [
            ResponseDeclaration("R", .single, .identifier, correct: [DeclaredValue("A")]),
            ResponseDeclaration("END", .single, .boolean, endsAttempt: true),
        ],
        outcomes: [
            OutcomeDeclaration("SCORE", .single, .float), OutcomeDeclaration("NOTE", .single, .identifier),
            OutcomeDeclaration("PRESSED", .single, .boolean),
        ],
        responseRules: [
            set("SCORE", L.call("sum", [:], L.variable("SCORE"), L.integer("1"))), set("PRESSED", L.variable("END")),
            .condition(
                [.init(L.call("match", [:], L.variable("R"), L.call("correct", ["identifier": "R"])), [.exit])],
                otherwise: []
            ),
            set("NOTE", L.id("wrong")),
        ]
    )

    private func run(
        _ processing: Processing,
        _ attempts: [[String: VariableValue]],
        limits: ProcessingLimits = ProcessingLimits()
    ) throws -> [ProcessingResult] {
        var generator = SeededGenerator(seed: 3)
        var session = try ItemSession(try ProcessingProgram(processing, limits: limits), using: &generator)
        return try attempts.map { try session.submit($0, using: &generator) }
    }

    @Test func `outcomes start anew each time, and stay when the item is adaptive`() throws {
        let right: [String: VariableValue] = ["R": .single(.identifier("A"))]
        let plain = try run(Self.counting, [[:], right])
        #expect(plain.map { $0.outcomes["SCORE"] } == [.single(.float(1)), .single(.float(1))])
        #expect(plain.map { $0.outcomes["NOTE"] } == [.single(.identifier("wrong")), .null])
        #expect(plain[0].outcomes["completionStatus"] == nil)
        var adaptive = Self.counting
        adaptive.isAdaptive = true
        let results = try run(adaptive, [[:], right, [:]])
        #expect(results.map { $0.outcomes["SCORE"]?.number } == [1, 2, 3])
        #expect(results[1].outcomes["NOTE"] == .single(.identifier("wrong")))
        #expect(results[0].outcomes["completionStatus"] == .single(.identifier("unknown")))
    }

    @Test func `a button that was not pressed is false`() throws {
        let results = try run(Self.counting, [["END": .boolean(true)], [:]])
        #expect(results.map { $0.outcomes["PRESSED"] } == [.boolean(true), .boolean(false)])
    }

    @Test func `outcomes that people set are not set again`() throws {
        var generator = SeededGenerator(seed: 3)
        var session = try ItemSession(try ProcessingProgram(Self.counting), using: &generator)
        let result = try session.submit([:], external: ["SCORE": .single(.float(7))], using: &generator)
        #expect(result.outcomes["SCORE"] == .single(.float(7)))
        #expect(throws: ProcessingFault.unknownVariable("X")) { try session.submit(["X": .null], seed: 0) }
    }

    private static let dice = Processing(
        responses: [ResponseDeclaration("RESPONSE", .single, .integer)],
        outcomes: [OutcomeDeclaration("SCORE", .single, .float)],
        templates: [
            TemplateDeclaration("D", .single, .integer, defaults: [DeclaredValue("1")]),
            TemplateDeclaration("TWICE", .single, .integer),
        ],
        templateRules: [
            .set(.templateValue, identifier: "D", L.call("random-integer", ["min": "1", "max": "1000"])),
            .constraint(L.call("gt", [:], L.variable("D"), L.integer("500"))),
            .set(.templateValue, identifier: "TWICE", L.call("product", [:], L.variable("D"), L.integer("2"))),
            .set(.correctResponse, identifier: "RESPONSE", L.variable("TWICE")),
        ],
        template: "match_correct"
    )

    @Test func `a draw is kept, can be pinned, and repeats until its constraint is met`() throws {
        let program = try ProcessingProgram(Self.dice)
        var seen: Set<Int> = []
        for seed in 0..<20 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let session = try ItemSession(program, using: &generator)
            guard case .single(.integer(let drawn))? = session.state.templates["D"] else {
                Issue.record("nothing was drawn")
                continue
            }
            #expect(drawn > 500 && session.state.corrects["RESPONSE"] == .single(.integer(2 * drawn)))
            seen.insert(drawn)
            var again = ItemSession(program, restoring: try ItemSession.State(json: session.state.json))
            #expect(again.state == session.state)
            let result = try again.submit(["RESPONSE": .single(.integer(2 * drawn))], seed: 0)
            #expect(result.outcomes["SCORE"] == .single(.float(1)))
            #expect(again.isCorrect(["RESPONSE": .single(.integer(3))]) == false)
        }
        #expect(seen.count > 10)
        var generator = SeededGenerator(seed: 1)
        let pinned = try ItemSession(program, pins: ["D": .single(.integer(600))], using: &generator)
        #expect(pinned.corrects == ["RESPONSE": .single(.integer(1200))])
    }

    @Test func `a draw that could not be read again is a fault`() throws {
        func drawn(_ text: String) throws -> [String: [String]] {
            var processing = Self.dice
            processing.templates.append(TemplateDeclaration("PLACE", .single, .point))
            let place = ProcessingExpression("base-value", ["base-type": "point"], text: text)
            processing.templateRules.append(.set(.templateValue, identifier: "PLACE", place))
            return try ItemSession.draw(try ProcessingProgram(processing), seed: 1).state.shown
        }
        #expect(try drawn("3 1")["PLACE"] == ["3 1"])
        #expect(throws: ProcessingFault.unstorable) { try drawn("INF 1") }
    }

    @Test func `draws stay within their bounds and reach both`() throws {
        func drawn(_ name: String, _ settings: [String: String]) throws -> Set<String> {
            var processing = Self.counting
            processing.responseRules = [Self.set("SCORE", L.call(name, settings))]
            var generator = SeededGenerator(seed: 9)
            var session = try ItemSession(try ProcessingProgram(processing), using: &generator)
            return try Set(
                (0..<200).map { _ in
                    try session.submit([:], using: &generator).outcomes["SCORE"]?.single?.text ?? "NULL"
                }
            )
        }
        #expect(try drawn("random-integer", ["min": "-2", "max": "5", "step": "3"]) == ["-2", "1", "4"])
        #expect(try drawn("random-integer", ["max": "1"]) == ["0", "1"])
        #expect(try drawn("random-integer", ["min": "2", "max": "1"]) == ["NULL"])
        #expect(try drawn("random-float", ["min": "3", "max": "3"]) == ["3"])
        let floats = try drawn("random-float", ["min": "-1", "max": "1"]).compactMap(Double.init)
        #expect(floats.count == 200 && floats.allSatisfy { (-1...1).contains($0) })
    }

    @Test func `a constraint that cannot be met leaves the defaults`() throws {
        var processing = Self.dice
        processing.templateRules[1] = .constraint(L.truth("false"))
        var generator = SeededGenerator(seed: 1)
        let session = try ItemSession(try ProcessingProgram(processing), using: &generator)
        #expect(session.state.templates["D"] == .single(.integer(1)))
        #expect(session.state.corrects.isEmpty && session.warnings.map(\.code) == ["processing.constraint"])
    }

    @Test func `a run ends within its steps, its elements and its texts`() throws {
        let doubling = ProcessingRule.set(
            .outcomeValue,
            identifier: "ALL",
            L.call("multiple", [:], L.variable("ALL"), L.variable("ALL"), L.integer("1"))
        )
        let outcomes = [OutcomeDeclaration("ALL", .multiple, .integer)]
        let growing = Processing(outcomes: outcomes, responseRules: Array(repeating: doubling, count: 40))
        #expect(throws: ProcessingFault.tooManyElements) { try run(growing, [[:]]) }
        let inner = L.call("repeat", ["number-repeats": "9000"], L.integer("1"))
        let nested = (0..<3).reduce(inner) { inner, _ in
            L.call("repeat", ["number-repeats": "9000"], L.call("max", [:], inner))
        }
        let endless = Processing(outcomes: outcomes, responseRules: [Self.set("ALL", nested)])
        #expect(throws: ProcessingFault.tooManySteps) { try run(endless, [[:]]) }
        let matching = Processing(
            responses: [ResponseDeclaration("T", .single, .string)],
            outcomes: [OutcomeDeclaration("OK", .single, .boolean)],
            responseRules: [Self.set("OK", L.call("pattern-match", ["pattern": "a*"], L.variable("T")))]
        )
        let long = String(repeating: "a", count: 70_000)
        #expect(throws: ProcessingFault.textTooLong) { try run(matching, [["T": .single(.string(long))]]) }
    }

    @Test func `what is not of the language is refused when the program is made`() {
        let cases: [ProcessingRule] = [
            Self.set("SCORE", L.call("lookup-table", [:], L.integer("1"))), Self.set("OTHER", L.integer("1")),
            Self.set("R", L.integer("1")), .include("other.xml"),
            Self.set("SCORE", L.call("divide", [:], L.integer("1"))),
            Self.set("SCORE", L.base(.float, "much")), Self.set("SCORE", L.call("number-correct")),
        ]
        for rule in cases {
            var processing = Self.counting
            processing.responseRules = [rule]
            #expect(throws: FormatProblem.self, "\(rule)") { try ProcessingProgram(processing) }
        }
        let deep = (0..<150).reduce(L.truth("true")) { inner, _ in L.call("not", [:], inner) }
        #expect(throws: FormatProblem.self) {
            try ProcessingProgram(
                Processing(outcomes: Self.counting.outcomes, responseRules: [Self.set("PRESSED", deep)])
            )
        }
    }

    @Test func `operators of makers and undeclared names give NULL and are named`() throws {
        var processing = Self.counting
        processing.responseRules = [
            Self.set("SCORE", L.call("custom-operator", ["class": "org.example.Op"])),
            Self.set("NOTE", L.variable("NOBODY")),
        ]
        let program = try ProcessingProgram(processing)
        #expect(program.warnings.map(\.code) == ["processing.custom", "processing.undeclared"])
        let result = try run(processing, [[:]])[0]
        #expect(result.outcomes["SCORE"] == .null && result.warnings.map(\.code) == ["processing.custom"])
    }
}
