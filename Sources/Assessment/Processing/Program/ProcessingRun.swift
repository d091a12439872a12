/// One run of a program: the variables as they change, and what the run has cost so far.
struct ProcessingRun {
    let program: ProcessingProgram
    var values: [VariableValue]
    var corrects: [VariableValue]
    var defaults: [VariableValue]
    var generator: SeededGenerator
    /// Values that template variables take whenever a rule sets them.
    var pins: [Int: VariableValue] = [:]
    /// Outcomes that a person or another system has set; no rule sets them again.
    var fixed: Set<Int> = []
    /// What test processing reads.
    var items: [TestItemResult] = []
    private(set) var warnings: [ProcessingWarning] = []
    private(set) var steps = 0

    init(_ program: ProcessingProgram, seed: UInt64) {
        self.program = program
        values = program.values
        corrects = program.corrects
        defaults = program.defaults
        generator = SeededGenerator(seed: seed)
    }

    /// How a list of steps ended.
    enum Ending: Hashable { case through, exit, constraint }

    mutating func warn(_ code: String, _ message: @autoclosure () -> String) {
        guard warnings.count < 20, !warnings.contains(where: { $0.code == code }) else { return }
        warnings.append(ProcessingWarning(code, message()))
    }

    /// Counts work.
    mutating func charge(_ count: Int = 1) throws(ProcessingFault) {
        let (sum, overflow) = steps.addingReportingOverflow(count)
        steps = sum
        guard !overflow, sum <= program.limits.steps else { throw .tooManySteps }
    }

    // MARK: - Rules

    mutating func perform(_ steps: [Step]) throws(ProcessingFault) -> Ending {
        for step in steps {
            try charge()
            switch step {
            case .condition(let branches, let otherwise):
                var chosen = otherwise
                for branch in branches where try isTrue(branch.condition) {
                    chosen = branch.steps
                    break
                }
                let ending = try perform(chosen)
                guard ending == .through else { return ending }
            case .set(let slot, let node): try assign(try value(of: node), to: slot)
            case .setCorrect(let slot, let node): corrects[slot] = fitted(try value(of: node), to: slot)
            case .setDefault(let slot, let node):
                let value = fitted(try value(of: node), to: slot)
                defaults[slot] = value
                values[slot] = value
            case .lookup(let slot, let node):
                let value = try value(of: node)
                try assign(program.slots[slot].table?.value(for: value.number) ?? .null, to: slot)
            case .reset(let slot): values[slot] = defaults[slot]
            case .constraint(let node):
                guard try isTrue(node) else { return .constraint }
            case .exit: return .exit
            case .sequence(let inner):
                let ending = try perform(inner)
                guard ending == .through else { return ending }
            }
        }
        return .through
    }

    private mutating func isTrue(_ node: Node) throws(ProcessingFault) -> Bool {
        let value = try value(of: node)
        if let truth = value.boolean { return truth }
        if !value.isNull { warn("processing.condition", "a condition is no truth and counts as not fulfilled") }
        return false
    }

    private mutating func assign(_ value: VariableValue, to slot: Int) throws(ProcessingFault) {
        guard !fixed.contains(slot) else { return }
        values[slot] = pins[slot] ?? fitted(value, to: slot)
    }

    // MARK: - Expressions

    mutating func value(of node: Node) throws(ProcessingFault) -> VariableValue {
        try charge()
        switch node.operation {
        case .constant(let value): return value
        case .variable(let slot): return values[slot]
        case .correct(let slot): return corrects[slot]
        case .defaultValue(let slot): return defaults[slot]
        case .mapResponse(let slot): return try mapped(slot)
        case .mapResponsePoint(let slot): return try mappedPoints(slot)
        case .container(let family): return try value(of: family, node)
        case .logic(let family): return try value(of: family, node)
        case .comparison(let family): return try value(of: family, node)
        case .arithmetic(let family): return try value(of: family, node)
        case .text(let family): return try value(of: family, node)
        case .draw(let family): return try value(of: family, node)
        case .test(let family): return try value(of: family)
        case .custom(let maker):
            warn("processing.custom", "the operator \(maker.prefix(100)) of its maker's own gives nothing")
            return .null
        }
    }

    /// Both operands; `nil` when either is NULL.
    mutating func both(_ node: Node) throws(ProcessingFault) -> (VariableValue, VariableValue)? {
        guard node.operands.count == 2 else { return nil }
        let first = try value(of: node.operands[0])
        let second = try value(of: node.operands[1])
        return first.isNull || second.isNull ? nil : (first, second)
    }

    /// The first operand; `nil` when it is NULL.
    mutating func only(_ node: Node) throws(ProcessingFault) -> VariableValue? {
        guard let operand = node.operands.first else { return nil }
        let value = try value(of: operand)
        return value.isNull ? nil : value
    }

    /// The number in a setting; `nil` for a variable that holds none.
    func number(_ setting: NumberSetting) -> Double? {
        switch setting {
        case .fixed(let number): number
        case .variable(let slot): values[slot].number
        }
    }

    func integer(_ setting: IntegerSetting) -> Int? {
        switch setting {
        case .fixed(let integer): integer
        case .variable(let slot): values[slot].number.flatMap { Int(exactly: $0) }
        }
    }
}
