/// Operators that draw at random, and the one that repeats others.
enum DrawOperator: Sendable {
    case integer(minimum: IntegerSetting, maximum: IntegerSetting, step: IntegerSetting)
    case float(minimum: NumberSetting, maximum: NumberSetting)
    case element
    case `repeat`(IntegerSetting)

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        switch name {
        case "random-integer":
            guard let maximum = try settings.integer("max") else { throw settings.problem("random-integer has no max") }
            self = .integer(
                minimum: try settings.integer("min") ?? .fixed(0),
                maximum: maximum,
                step: try settings.integer("step") ?? .fixed(1)
            )
            try settings.expect(0...0)
        case "random-float":
            guard let maximum = try settings.number("max") else { throw settings.problem("random-float has no max") }
            self = .float(minimum: try settings.number("min") ?? .fixed(0), maximum: maximum)
            try settings.expect(0...0)
        case "random":
            self = .element
            try settings.expect(1...1)
        case "repeat":
            guard let count = try settings.integer("number-repeats") else {
                throw settings.problem("repeat has no number-repeats")
            }
            self = .repeat(count)
            try settings.expect(1...Int.max)
        default: return nil
        }
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, "random-integer", "random-float", "random", "repeat".
    ///
    /// A range that holds nothing gives NULL.
    mutating func value(of family: DrawOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        switch family {
        case .integer(let minimum, let maximum, let step):
            guard let minimum = integer(minimum), let maximum = integer(maximum), let step = integer(step) else {
                return .null
            }
            guard step >= 1, minimum <= maximum else { return mismatch() }
            let (span, overflow) = maximum.subtractingReportingOverflow(minimum)
            guard !overflow else { throw .overflow }
            let drawn: UInt = generator.next(upperBound: UInt(span / step) + 1)
            return .single(.integer(minimum + Int(drawn) * step))
        case .float(let minimum, let maximum):
            guard let minimum = number(minimum), let maximum = number(maximum) else { return .null }
            guard minimum.isFinite, maximum.isFinite, minimum <= maximum, (maximum - minimum).isFinite else {
                return mismatch()
            }
            // The upper 53 bits are a fraction of one as fine as a double holds.
            let fraction = Double(generator.next() >> 11) / Double(1 << 53)
            return .single(.float(min(minimum + fraction * (maximum - minimum), maximum)))
        case .element:
            guard let container = try only(node), let element = container.elements.randomElement(using: &generator)
            else { return .null }
            return .single(element)
        case .repeat(let count):
            guard let count = integer(count), count >= 1 else { return .null }
            var elements: [SingleValue] = []
            for _ in 0..<count {
                try charge()
                for operand in node.operands { try append(try value(of: operand), to: &elements) }
            }
            return VariableValue(elements, isOrdered: true)
        }
    }
}
