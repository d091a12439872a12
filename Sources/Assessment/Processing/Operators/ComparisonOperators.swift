/// Operators that compare two values.
enum ComparisonOperator: Sendable {
    case match
    case equal(Tolerance)
    case equalRounded(DecimalRounding, figures: IntegerSetting)
    case less
    case greater
    case lessOrEqual
    case greaterOrEqual
    case shorter
    case longerOrEqual

    /// How far two numbers may lie apart.
    struct Tolerance: Sendable {
        enum Mode: String { case exact, absolute, relative }

        let mode: Mode
        /// Below and above the first operand.
        let below: NumberSetting
        let above: NumberSetting
        let includesLower: Bool
        let includesUpper: Bool

        init(_ settings: OperatorSettings) throws(FormatProblem) {
            let name = settings["tolerance-mode"] ?? "exact"
            guard let mode = Mode(rawValue: name) else {
                throw settings.problem("the tolerance mode \(name.prefix(40)) is not known")
            }
            self.mode = mode
            includesLower = try settings.boolean("include-lower-bound", default: true)
            includesUpper = try settings.boolean("include-upper-bound", default: true)
            let parts = (settings["tolerance"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
            switch (mode, parts.count) {
            case (.exact, _): (below, above) = (.fixed(0), .fixed(0))
            case (_, 1...2):
                below = try settings.number("tolerance", parts[0])
                above = try settings.number("tolerance", parts[parts.count - 1])
            default: throw settings.problem("the tolerance of equal is not one number or two")
            }
        }
    }

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        switch name {
        case "match": self = .match
        case "equal": self = .equal(try Tolerance(settings))
        case "equal-rounded":
            let (rounding, figures) = try DecimalRounding.read(settings)
            self = .equalRounded(rounding, figures: figures)
        case "lt": self = .less
        case "gt": self = .greater
        case "lte": self = .lessOrEqual
        case "gte": self = .greaterOrEqual
        case "duration-lt": self = .shorter
        case "duration-gte": self = .longerOrEqual
        default: return nil
        }
        try settings.expect(2...2)
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, expressions "match" to "duration-gte".
    ///
    /// NULL on either side makes NULL.
    mutating func value(of family: ComparisonOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        guard let (first, second) = try both(node) else { return .null }
        switch family {
        case .match: return try match(first, second)
        case .equal(let tolerance): return try equal(first, second, tolerance)
        case .equalRounded(let rounding, let figures):
            guard let first = first.number, let second = second.number, let figures = integer(figures) else {
                return mismatch()
            }
            guard let one = rounding.rounded(first, figures), let other = rounding.rounded(second, figures) else {
                return .null
            }
            return .boolean(one == other)
        case .less: return compared(first, second, <)
        case .greater: return compared(first, second, >)
        case .lessOrEqual: return compared(first, second, <=)
        case .greaterOrEqual: return compared(first, second, >=)
        case .shorter: return compared(first, second, <)
        case .longerOrEqual: return compared(first, second, >=)
        }
    }

    /// Sets are equal in any order, each value as often; lists and records place by place.
    private mutating func match(
        _ first: VariableValue,
        _ second: VariableValue
    ) throws(ProcessingFault)
        -> VariableValue
    {
        switch (first, second) {
        case (.single(let first), .single(let second)): return .boolean(first.matches(second))
        case (.multiple(let first), .multiple(let second)):
            guard first.count == second.count else { return .boolean(false) }
            try charge(first.count)
            if first.count == 1 { return .boolean(first[0].matches(second[0])) }
            return .boolean(Self.counts(first) == Self.counts(second))
        case (.ordered(let first), .ordered(let second)):
            guard first.count == second.count else { return .boolean(false) }
            try charge(first.count)
            return .boolean(zip(first, second).allSatisfy { $0.matches($1) })
        case (.record(let first), .record(let second)):
            guard first.count == second.count else { return .boolean(false) }
            return .boolean(first.allSatisfy { name, value in second[name].map(value.matches) ?? false })
        default:
            warn("processing.cardinality", "match was given values of two cardinalities, and gives NULL")
            return .null
        }
    }

    private static func counts(_ values: [SingleValue]) -> [SingleValue.Key: Int] {
        values.reduce(into: [:]) { $0[$1.key, default: 0] += 1 }
    }

    /// The tolerance lies around the first operand.
    ///
    /// Values that are no numbers are compared as `match` does: the standard has no other meaning for them, and
    /// engines agree.
    ///
    /// A relative tolerance around a negative number is the mirror image of that around the positive one.
    private mutating func equal(
        _ first: VariableValue,
        _ second: VariableValue,
        _ tolerance: ComparisonOperator.Tolerance
    ) throws(ProcessingFault) -> VariableValue {
        guard let value = first.number, let other = second.number else { return try match(first, second) }
        guard tolerance.mode != .exact else { return .boolean(first.single?.key == second.single?.key) }
        guard let below = number(tolerance.below), let above = number(tolerance.above) else { return .null }
        guard below >= 0, above >= 0 else { return mismatch() }
        var (lower, upper) = (value - below, value + above)
        if tolerance.mode == .relative {
            (lower, upper) = (value * (1 - below / 100), value * (1 + above / 100))
            if lower > upper { swap(&lower, &upper) }
        }
        let isAbove = tolerance.includesLower ? other >= lower : other > lower
        let isBelow = tolerance.includesUpper ? other <= upper : other < upper
        return .boolean(isAbove && isBelow)
    }

    private mutating func compared(
        _ first: VariableValue,
        _ second: VariableValue,
        _ compare: (Double, Double) -> Bool
    ) -> VariableValue {
        guard let first = first.single?.quantity, let second = second.single?.quantity else { return mismatch() }
        return .boolean(compare(first, second))
    }
}

extension SingleValue {
    /// A number, or a duration in seconds.
    fileprivate var quantity: Double? {
        if case .duration(let seconds) = self { seconds } else { number }
    }
}
