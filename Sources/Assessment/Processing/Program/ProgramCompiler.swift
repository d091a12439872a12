/// Makes a program of declarations and rules.
struct ProgramCompiler {
    private(set) var slots: [Slot] = []
    private(set) var index: [String: Int] = [:]
    private(set) var values: [VariableValue] = []
    private(set) var corrects: [VariableValue] = []
    private(set) var defaults: [VariableValue] = []
    var warnings: [ProcessingWarning] = []
    /// How many operators draw at random.
    var draws = 0
    /// How many operators and rules there are.
    var size = 0
    /// Whether names with a point are variables of items.
    let isTest: Bool

    /// More than this nobody writes.
    static let sizeLimit = 100_000

    init(_ processing: Processing) throws(FormatProblem) {
        isTest = false
        for (index, response) in processing.responses.enumerated() {
            let path = "responses[\(index)]"
            var slot = Slot(
                name: response.identifier,
                role: .response,
                cardinality: response.cardinality,
                type: response.baseType
            )
            slot.endsAttempt = response.endsAttempt
            slot.mapping = try response.mapping.map { mapping throws(FormatProblem) in
                try CompiledMapping(mapping, type: response.baseType, path: path)
            }
            slot.areas = try response.areaMapping.map { areas throws(FormatProblem) in
                try CompiledAreas(areas, path: path)
            }
            try add(slot, start: response.defaults, correct: response.correct, path: path)
        }
        try add(processing.outcomes)
        for (index, template) in processing.templates.enumerated() {
            try add(template, .template, path: "templates[\(index)]")
        }
        for (index, context) in processing.contexts.enumerated() {
            try add(context, .context, path: "contexts[\(index)]")
        }
        addSession()
    }

    /// For tests: their own outcomes, and the variables of their items by names with a point.
    init(outcomes: [OutcomeDeclaration]) throws(FormatProblem) {
        isTest = true
        try add(outcomes)
        addSession()
    }

    mutating func warn(_ code: String, _ message: String) {
        let warning = ProcessingWarning(code, message)
        if warnings.count < 100, !warnings.contains(warning) { warnings.append(warning) }
    }

    // MARK: - Variables

    private mutating func add(_ outcomes: [OutcomeDeclaration]) throws(FormatProblem) {
        for (index, outcome) in outcomes.enumerated() {
            let path = "outcomes[\(index)]"
            var slot = Slot(
                name: outcome.identifier,
                role: .outcome,
                cardinality: outcome.cardinality,
                type: outcome.baseType
            )
            slot.table = try outcome.table.map { table throws(FormatProblem) in
                try CompiledTable(table, type: outcome.baseType, path: path)
            }
            try add(slot, start: outcome.defaults, path: path)
        }
    }

    private mutating func add(
        _ declaration: TemplateDeclaration,
        _ role: Slot.Role,
        path: String
    ) throws(FormatProblem) {
        let slot = Slot(
            name: declaration.identifier,
            role: role,
            cardinality: declaration.cardinality,
            type: declaration.baseType
        )
        try add(slot, start: declaration.defaults, path: path)
    }

    /// Adds a variable; a numeric outcome without a default starts at 0, anything else without one at NULL.
    ///
    /// Source: QTI 3.0 information model, "outcome-declaration"; our notes on interchange, section 6.2.
    private mutating func add(
        _ slot: Slot,
        start: [DeclaredValue]?,
        correct: [DeclaredValue]? = nil,
        path: String
    ) throws(FormatProblem) {
        guard index[slot.name] == nil else {
            throw FormatProblem(path: path, message: "two declarations are called “\(slot.name.prefix(60))”")
        }
        let standard = start?.value(slot.cardinality, slot.type) ?? .null
        defaults.append(standard)
        let isCounting = slot.role == .outcome && slot.cardinality == .single && standard.isNull
        switch slot.type {
        case .integer where isCounting: values.append(.single(.integer(0)))
        case .float where isCounting: values.append(.single(.float(0)))
        default: values.append(standard)
        }
        corrects.append(correct?.value(slot.cardinality, slot.type) ?? .null)
        index[slot.name] = slots.count
        slots.append(slot)
    }

    private mutating func addSession() {
        let session: [(String, ValueType, VariableValue)] = [
            (ProcessingProgram.Session.status, .identifier, .single(.identifier("not_attempted"))),
            (ProcessingProgram.Session.attempts, .integer, .single(.integer(0))),
            (ProcessingProgram.Session.duration, .duration, .single(.duration(0))),
        ]
        for (name, type, start) in session where index[name] == nil {
            index[name] = slots.count
            slots.append(Slot(name: name, role: .session, cardinality: .single, type: type))
            values.append(start)
            defaults.append(start)
            corrects.append(.null)
        }
        // QTI 2.0 spells it so.
        if index["completion_status"] == nil { index["completion_status"] = index[ProcessingProgram.Session.status] }
    }
}
