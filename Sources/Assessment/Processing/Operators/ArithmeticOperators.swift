/// Operators on numbers.
enum ArithmeticOperator: Sendable {
    case sum, product, maximum, minimum
    case subtract, divide, power, integerDivide, integerModulus
    case round, truncate, integerToFloat
    case roundTo(DecimalRounding, figures: IntegerSetting)
    case greatestDivisor, leastMultiple
    case function(MathFunction)
    case statistic(Statistic)

    private static let plain: [String: (operator: ArithmeticOperator, operands: ClosedRange<Int>)] = [
        "sum": (.sum, 1...Int.max), "product": (.product, 1...Int.max), "max": (.maximum, 1...Int.max),
        "min": (.minimum, 1...Int.max), "gcd": (.greatestDivisor, 1...Int.max), "lcm": (.leastMultiple, 1...Int.max),
        "subtract": (.subtract, 2...2), "divide": (.divide, 2...2), "power": (.power, 2...2),
        "integer-divide": (.integerDivide, 2...2), "integer-modulus": (.integerModulus, 2...2),
        "round": (.round, 1...1), "truncate": (.truncate, 1...1), "integer-to-float": (.integerToFloat, 1...1),
    ]

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        if let plain = Self.plain[name] {
            self = plain.operator
            try settings.expect(plain.operands)
            return
        }
        switch name {
        case "round-to":
            let (rounding, figures) = try DecimalRounding.read(settings)
            self = .roundTo(rounding, figures: figures)
            try settings.expect(1...1)
        case "math-operator":
            guard let function = settings["name"].flatMap(MathFunction.init(rawValue:)) else {
                throw settings.problem("the function \((settings["name"] ?? "").prefix(40)) is not known")
            }
            self = .function(function)
            try settings.expect(function == .atan2 ? 2...2 : 1...1)
        case "stats-operator":
            guard let statistic = settings["name"].flatMap(Statistic.init(rawValue:)) else {
                throw settings.problem("the statistic \((settings["name"] ?? "").prefix(40)) is not known")
            }
            self = .statistic(statistic)
            try settings.expect(1...1)
        default: return nil
        }
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, expressions "sum" to "lcm", "math-operator" and "stats-operator".
    ///
    /// NULL in any operand makes NULL; containers count as their values; integers alone give an integer where the
    /// standard says so.
    mutating func value(of family: ArithmeticOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        guard let numbers = try numbers(node) else { return .null }
        switch family {
        case .sum: return try folded(numbers, { $0.addingReportingOverflow($1) }, +)
        case .product: return try folded(numbers, { $0.multipliedReportingOverflow(by: $1) }, *)
        case .maximum: return extreme(numbers) { $0 > $1 }
        case .minimum: return extreme(numbers) { $0 < $1 }
        case .subtract:
            guard numbers.count == 2 else { return mismatch() }
            return try folded(numbers, { $0.subtractingReportingOverflow($1) }, -)
        case .divide, .power, .integerDivide, .integerModulus: return try pair(family, numbers)
        case .round, .truncate, .integerToFloat, .roundTo: return try rounded(family, numbers)
        case .greatestDivisor, .leastMultiple: return try divisor(family, numbers)
        case .function(let function): return try function.value(of: numbers)
        case .statistic(let statistic):
            return statistic.value(of: numbers.compactMap(\.number)).map { .single(.float($0)) } ?? .null
        }
    }

    /// The numbers of all operands; `nil` when one is NULL, or is no number.
    private mutating func numbers(_ node: Node) throws(ProcessingFault) -> [SingleValue]? {
        var numbers: [SingleValue] = []
        var isKnown = true
        for operand in node.operands {
            let value = try value(of: operand)
            if value.isNull { isKnown = false }
            try append(value, to: &numbers)
        }
        guard isKnown else { return nil }
        guard !numbers.isEmpty, numbers.allSatisfy({ $0.number != nil }) else {
            _ = mismatch()
            return nil
        }
        return numbers
    }

    private func folded(
        _ numbers: [SingleValue],
        _ integers: (Int, Int) -> (partialValue: Int, overflow: Bool),
        _ floats: (Double, Double) -> Double
    ) throws(ProcessingFault) -> VariableValue {
        if let values = Self.integers(numbers) {
            var result = values[0]
            for value in values.dropFirst() {
                let (next, overflow) = integers(result, value)
                guard !overflow else { throw .overflow }
                result = next
            }
            return .single(.integer(result))
        }
        let values = numbers.compactMap(\.number)
        return .single(.float(values.dropFirst().reduce(values[0], floats)))
    }

    private func extreme(_ numbers: [SingleValue], _ isBetter: (Double, Double) -> Bool) -> VariableValue {
        let values = numbers.compactMap(\.number)
        guard !values.contains(where: \.isNaN) else { return .null }
        var best = 0
        for index in values.indices where isBetter(values[index], values[best]) { best = index }
        return .single(Self.integers(numbers) != nil ? numbers[best] : .float(values[best]))
    }

    /// Dividing by nothing and powers that are no number give NULL.
    private mutating func pair(
        _ family: ArithmeticOperator,
        _ numbers: [SingleValue]
    ) throws(ProcessingFault) -> VariableValue {
        guard numbers.count == 2 else { return mismatch() }
        let (first, second) = (numbers[0].number ?? 0, numbers[1].number ?? 0)
        switch family {
        case .divide:
            let share = first / second
            return second == 0 || share.isNaN ? .null : .single(.float(share))
        case .power:
            let power = MathFunction.power(first, second)
            return power.isNaN ? .null : .single(.float(power))
        default: break
        }
        guard case .integer(let dividend) = numbers[0], case .integer(let divisor) = numbers[1] else {
            return mismatch()
        }
        guard divisor != 0 else { return .null }
        let (quotient, overflow) = dividend.dividedReportingOverflow(by: divisor)
        guard !overflow else { throw .overflow }
        let rest = dividend % divisor
        let isBelow = rest != 0 && (rest < 0) != (divisor < 0)
        if case .integerDivide = family { return .single(.integer(isBelow ? quotient - 1 : quotient)) }
        return .single(.integer(isBelow ? rest + divisor : rest))
    }

    /// `round` gives n for [n − 0.5, n + 0.5), `truncate` cuts the fraction off; infinity stays, NaN gives NULL.
    private mutating func rounded(
        _ family: ArithmeticOperator,
        _ numbers: [SingleValue]
    ) throws(ProcessingFault) -> VariableValue {
        guard numbers.count == 1, let number = numbers[0].number else { return mismatch() }
        switch family {
        case .integerToFloat: return .single(.float(number))
        case .roundTo(let rounding, let figures):
            guard let figures = integer(figures) else { return .null }
            return rounding.rounded(number, figures).map { .single(.float($0)) } ?? .null
        default: break
        }
        if case .integer = numbers[0] { return .single(numbers[0]) }
        guard !number.isNaN else { return .null }
        guard number.isFinite else { return .single(.float(number)) }
        let below = number.rounded(.down)
        let whole =
            if case .truncate = family { number.rounded(.towardZero) } else {
                number - below >= 0.5 ? below + 1 : below
            }
        guard let integer = Int(exactly: whole) else { throw .overflow }
        return .single(.integer(integer))
    }

    /// The greatest common divisor of nothing but zeros is 0, and so is the least common multiple with a zero.
    private mutating func divisor(
        _ family: ArithmeticOperator,
        _ numbers: [SingleValue]
    ) throws(ProcessingFault) -> VariableValue {
        guard let values = Self.integers(numbers) else { return mismatch() }
        let isDivisor = if case .greatestDivisor = family { true } else { false }
        var result = values[0].magnitude
        for value in values.dropFirst().map(\.magnitude) {
            let divisor = Self.greatestDivisor(result, value)
            guard !isDivisor else {
                result = divisor
                continue
            }
            let (product, overflow) =
                divisor == 0 ? (0, false) : (result / divisor).multipliedReportingOverflow(by: value)
            guard !overflow else { throw .overflow }
            result = product
        }
        guard let integer = Int(exactly: result) else { throw .overflow }
        return .single(.integer(integer))
    }

    private static func greatestDivisor(_ first: UInt, _ second: UInt) -> UInt {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    /// The values when all are integers, else `nil`.
    private static func integers(_ numbers: [SingleValue]) -> [Int]? {
        var integers: [Int] = []
        for number in numbers {
            guard case .integer(let integer) = number else { return nil }
            integers.append(integer)
        }
        return integers
    }
}
