/// Outcome processing of a test made ready to run: a pure function from the results of items to outcomes.
///
/// Source: QTI 3.0 information model, "outcome-processing".
public struct TestProgram: Sendable {
    public let warnings: [ProcessingWarning]
    private let program: ProcessingProgram
    private let outcomes: [String]

    /// - Throws: ``FormatProblem`` when an operator, a setting or a name is not of the language, at the first place.
    public init(
        outcomes: [OutcomeDeclaration],
        rules: [ProcessingRule],
        limits: ProcessingLimits = ProcessingLimits()
    ) throws(FormatProblem) {
        program = try ProcessingProgram(outcomes: outcomes, rules: rules, limits: limits)
        warnings = program.warnings
        self.outcomes = outcomes.map(\.identifier)
    }

    /// The outcomes of the test for these results of its items, which are in the order of the test.
    ///
    /// The seed serves rules that draw at random.
    public func outcomes(
        of items: [TestItemResult],
        seed: UInt64 = 0
    ) throws(ProcessingFault) -> ProcessingResult {
        var run = ProcessingRun(program, seed: seed)
        run.items = items
        _ = try run.perform(program.responseSteps)
        return ProcessingResult(run, outcomes)
    }
}

/// Outcomes by name, and what was passed over on the way.
public struct ProcessingResult: Hashable, Sendable {
    public let outcomes: [String: VariableValue]
    public let warnings: [ProcessingWarning]

    init(_ run: ProcessingRun, _ names: [String]) {
        var outcomes: [String: VariableValue] = [:]
        for name in names { outcomes[name] = run.program.index[name].map { run.values[$0] } }
        self.outcomes = outcomes
        warnings = run.warnings
    }
}
