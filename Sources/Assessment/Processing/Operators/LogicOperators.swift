/// Operators on truths, with NULL as the third.
enum LogicOperator: Sendable {
    case not
    case and
    case or
    case anyN(minimum: IntegerSetting, maximum: IntegerSetting)

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        switch name {
        case "not":
            self = .not
            try settings.expect(1...1)
            return
        case "and": self = .and
        case "or": self = .or
        case "any-n":
            guard let minimum = try settings.integer("min"), let maximum = try settings.integer("max") else {
                throw settings.problem("any-n needs min and max")
            }
            self = .anyN(minimum: minimum, maximum: maximum)
        default: return nil
        }
        try settings.expect(1...Int.max)
    }
}

extension ProcessingRun {
    /// False settles an `and`, true settles an `or`; else one NULL makes all of it NULL.
    ///
    /// `any-n` is NULL only when the NULLs could still decide.
    ///
    /// Source: QTI 3.0 information model, "and", "or", "not", "any-n".
    mutating func value(of family: LogicOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        switch family {
        case .not: return (try truth(node.operands[0])).map { .boolean(!$0) } ?? .null
        case .and, .or:
            let settling = if case .or = family { true } else { false }
            var isKnown = true
            for operand in node.operands {
                guard let truth = try truth(operand) else {
                    isKnown = false
                    continue
                }
                if truth == settling { return .boolean(settling) }
            }
            return isKnown ? .boolean(!settling) : .null
        case .anyN(let minimum, let maximum):
            guard let minimum = integer(minimum), let maximum = integer(maximum) else { return .null }
            var (trues, unknown) = (0, 0)
            for operand in node.operands {
                switch try truth(operand) {
                case true?: trues += 1
                case false?: break
                case nil: unknown += 1
                }
            }
            if trues > maximum || trues + unknown < minimum { return .boolean(false) }
            if trues >= minimum, trues + unknown <= maximum { return .boolean(true) }
            return .null
        }
    }

    private mutating func truth(_ node: Node) throws(ProcessingFault) -> Bool? {
        let value = try value(of: node)
        if value.boolean == nil, !value.isNull { _ = mismatch() }
        return value.boolean
    }
}
