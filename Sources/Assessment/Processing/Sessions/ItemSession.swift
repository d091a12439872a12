/// One candidate's session with an item: the draw of its template, and what lasts from attempt to attempt.
///
/// The state can be stored and restored, so that a later marking uses the stored draw and never a new one.
///
/// Source: QTI 3.0 information model, "item session life cycle"; our notes on interchange, sections 6.2 and 6.5.
public struct ItemSession: Sendable {
    public let program: ProcessingProgram
    public private(set) var state: State
    /// What the drawing of the template passed over.
    public private(set) var warnings: [ProcessingWarning] = []

    /// What is kept of a session.
    public struct State: Hashable, Sendable {
        /// Template variables as they were drawn.
        public var templates: [String: VariableValue] = [:]
        /// Correct responses that template processing has set.
        public var corrects: [String: VariableValue] = [:]
        /// Defaults that template processing has set.
        public var defaults: [String: VariableValue] = [:]
        /// Outcomes after the last attempt; an adaptive item goes on from these.
        public var outcomes: [String: VariableValue] = [:]
        public var attempts = 0
        public var status = "not_attempted"
        /// What response rules draw from, where they draw at random: stored, so that marking again draws the same.
        public var seed: UInt64?

        public init() {}
    }

    /// Begins a session by drawing the template.
    ///
    /// `pins` are values that template variables take whenever a rule sets them, so that all that is computed from
    /// them follows; `contexts` are the values of context variables.
    public init(
        _ program: ProcessingProgram,
        pins: [String: VariableValue] = [:],
        contexts: [String: VariableValue] = [:],
        using generator: inout some RandomNumberGenerator
    ) throws(ProcessingFault) {
        self.program = program
        state = State()
        guard !program.templateSteps.isEmpty || !pins.isEmpty || !contexts.isEmpty else { return }
        var run = ProcessingRun(program, seed: generator.next())
        for (name, value) in contexts { run.values[try run.place(name, .context)] = value }
        for (name, value) in pins {
            let slot = try run.place(name, .template)
            run.pins[slot] = run.fitted(value, to: slot)
        }
        try run.drawTemplate()
        warnings = run.warnings
        for (slot, variable) in program.slots.enumerated() {
            if variable.role == .template || variable.role == .context {
                state.templates[variable.name] = run.values[slot]
            }
            if run.corrects[slot] != program.corrects[slot] { state.corrects[variable.name] = run.corrects[slot] }
            if run.defaults[slot] != program.defaults[slot] { state.defaults[variable.name] = run.defaults[slot] }
        }
    }

    /// Goes on with a session that was stored.
    public init(_ program: ProcessingProgram, restoring state: State) {
        self.program = program
        self.state = state
    }

    /// Processes one attempt.
    ///
    /// A response that is not named has its default value, and is false when it comes from a button that ends the
    /// attempt; NULL means that nothing was given. Outcomes of an item that is not adaptive start anew each time. On a
    /// fault the session is unchanged.
    ///
    /// `external` holds outcomes that a person or another system has set, which no rule sets again; `duration` is in
    /// seconds. The generator is asked only where response rules draw at random.
    public mutating func submit(
        _ responses: [String: VariableValue],
        external: [String: VariableValue] = [:],
        duration: Double = 0,
        using generator: inout some RandomNumberGenerator
    ) throws(ProcessingFault) -> ProcessingResult {
        try submit(
            responses,
            external: external,
            duration: duration,
            seed: program.drawsWhenMarking ? generator.next() : 0
        )
    }

    /// Processes one attempt; `seed` serves response rules that draw at random.
    public mutating func submit(
        _ responses: [String: VariableValue],
        external: [String: VariableValue] = [:],
        duration: Double = 0,
        seed: UInt64
    ) throws(ProcessingFault) -> ProcessingResult {
        var run = ProcessingRun(program, seed: seed)
        run.restore(state)
        run.begin(attempt: state.attempts + 1, duration: duration)
        for (name, value) in responses {
            let slot = try run.place(name, .response)
            run.values[slot] = run.given(value, at: slot)
        }
        for (name, value) in external {
            let slot = try run.place(name, .outcome)
            run.values[slot] = run.fitted(value, to: slot)
            run.fixed.insert(slot)
        }
        _ = try run.perform(program.responseSteps)
        let result = ProcessingResult(run, program.outcomeNames)
        state.attempts += 1
        state.outcomes = program.processing.isAdaptive ? result.outcomes : [:]
        if case .single(let status)? = program.status.map({ run.values[$0] }) { state.status = status.text }
        return result
    }

    /// Processes one attempt with what response rules draw from the stored seed: the same attempts always come to the
    /// same outcomes.
    ///
    /// - Throws: ``ProcessingFault``; the session is then unchanged.
    public mutating func submit(
        repeatably responses: [String: VariableValue]
    ) throws(ProcessingFault) -> ProcessingResult {
        var generator = SeededGenerator(seed: state.seed ?? 0, stream: UInt64(state.attempts))
        return try submit(responses, seed: generator.next())
    }

    /// The outcomes as they stand, before the first attempt those that are declared.
    public var outcomes: [String: VariableValue] {
        var run = ProcessingRun(program, seed: 0)
        run.restore(state)
        return ProcessingResult(run, program.outcomeNames).outcomes
    }

    /// The correct responses of this session, where the item or its template says them.
    public var corrects: [String: VariableValue] {
        var run = ProcessingRun(program, seed: 0)
        run.restore(state)
        var corrects: [String: VariableValue] = [:]
        for (slot, variable) in program.slots.enumerated() where variable.role == .response {
            if !run.corrects[slot].isNull { corrects[variable.name] = run.corrects[slot] }
        }
        return corrects
    }

    /// Whether every response with a correct value is that value; `nil` when none has one.
    public func isCorrect(_ responses: [String: VariableValue]) -> Bool? {
        var run = ProcessingRun(program, seed: 0)
        var answer: Bool?
        for (name, correct) in corrects {
            guard let slot = program.index[name] else { continue }
            let given = run.given(responses[name] ?? .null, at: slot)
            answer = (answer ?? true) && given.isSame(as: correct)
        }
        return answer
    }
}

extension ProcessingProgram {
    /// The outcomes that a result names: the declared ones, and the status of an adaptive item.
    var outcomeNames: [String] {
        let declared = processing.outcomes.map(\.identifier)
        guard processing.isAdaptive, !declared.contains(Session.status) else { return declared }
        return declared + [Session.status]
    }

    var status: Int? { index[Session.status] }

    /// A program of a test's outcome rules.
    init(outcomes: [OutcomeDeclaration], rules: [ProcessingRule], limits: ProcessingLimits) throws(FormatProblem) {
        var compiler = try ProgramCompiler(outcomes: outcomes)
        let steps = try compiler.steps(rules, path: "outcomeRules")
        self.init(compiler, Processing(outcomes: outcomes, responseRules: rules), steps, limits)
    }
}
