/// Processing made ready to run: names resolved, settings read, every operator known.
///
/// Made once, run often.
///
/// What a run costs is bounded by ``ProcessingLimits``; a run never fails in another way than by a
/// ``ProcessingFault``.
public struct ProcessingProgram: Sendable {
    public let processing: Processing
    /// What was passed over when the program was made.
    public let warnings: [ProcessingWarning]
    /// Whether marking draws at random, so that it cannot be repeated without its seed.
    public let drawsWhenMarking: Bool
    public let limits: ProcessingLimits

    let slots: [Slot]
    let index: [String: Int]
    /// Values, correct responses and defaults before anything has run.
    let values: [VariableValue]
    let corrects: [VariableValue]
    let defaults: [VariableValue]
    let templateSteps: [Step]
    let responseSteps: [Step]

    /// - Throws: ``FormatProblem`` when an operator, a setting or a name is not of the language, at the first place.
    public init(_ processing: Processing, limits: ProcessingLimits = ProcessingLimits()) throws(FormatProblem) {
        var compiler = try ProgramCompiler(processing)
        let templateSteps = try compiler.steps(processing.templateRules, path: "templateRules")
        let drawsBefore = compiler.draws
        let steps = try compiler.responseSteps(processing)
        self.init(compiler, processing, steps, limits, templateSteps, drawsBefore)
    }

    init(
        _ compiler: ProgramCompiler,
        _ processing: Processing,
        _ steps: [Step],
        _ limits: ProcessingLimits,
        _ templateSteps: [Step] = [],
        _ drawsBefore: Int = 0
    ) {
        self.processing = processing
        self.limits = limits
        self.templateSteps = templateSteps
        responseSteps = steps
        drawsWhenMarking = compiler.draws > drawsBefore
        warnings = compiler.warnings
        slots = compiler.slots
        index = compiler.index
        values = compiler.values
        corrects = compiler.corrects
        defaults = compiler.defaults
    }

    /// The names of variables that every item has.
    ///
    /// Source: QTI 3.0 information model, "built-in variables".
    enum Session {
        static let status = "completionStatus"
        static let attempts = "numAttempts"
        static let duration = "duration"
    }
}
