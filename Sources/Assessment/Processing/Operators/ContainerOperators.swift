/// Operators that make containers and look into them.
enum ContainerOperator: Sendable {
    case multiple
    case ordered
    case size
    case isNull
    /// The place from 1; `nil` when the second operand says it.
    case index(IntegerSetting?)
    case field(String)
    case member
    case delete
    case contains
    /// Not of the standard: the fields that the operands fill.
    case record([String])

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        switch name {
        case "multiple": self = .multiple
        case "ordered": self = .ordered
        case "container-size": self = .size
        case "is-null": self = .isNull
        case "index":
            // The standard has the place in a setting; engines also read a second operand.
            try settings.expect(1...2)
            let place = settings.operandCount == 1 ? try settings.integer("n") : nil
            guard place != nil || settings.operandCount == 2 else { throw settings.problem("index has no n") }
            self = .index(place)
            return
        case "field-value": self = .field(try settings.identifier("field-identifier"))
        case "member": self = .member
        case "delete": self = .delete
        case "contains": self = .contains
        case "record": self = .record(settings.fieldNames)
        default: return nil
        }
        switch self {
        case .multiple, .ordered, .record: break
        case .size, .isNull, .field, .index: try settings.expect(1...1)
        case .member, .delete, .contains: try settings.expect(2...2)
        }
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, expressions "multiple" to "contains".
    mutating func value(of family: ContainerOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        switch family {
        case .multiple: return try container(node, isOrdered: false)
        case .ordered: return try container(node, isOrdered: true)
        case .size:
            let value = try value(of: node.operands[0])
            return .single(.integer(value.elements.count))
        case .isNull: return .boolean(try value(of: node.operands[0]).isNull)
        case .index(let setting): return try indexed(setting, node)
        case .field(let name):
            guard case .record(let fields) = try value(of: node.operands[0]) else { return .null }
            return fields[name].map(VariableValue.single) ?? .null
        case .member:
            guard let (value, container) = try both(node) else { return .null }
            guard let value = value.single else { return mismatch() }
            try charge(container.elements.count)
            return .boolean(container.elements.contains { $0.matches(value) })
        case .delete:
            guard let (value, container) = try both(node) else { return .null }
            guard let value = value.single else { return mismatch() }
            try charge(container.elements.count)
            let rest = container.elements.filter { !$0.matches(value) }
            return VariableValue(rest, isOrdered: container.cardinality == .ordered)
        case .contains:
            guard let (whole, part) = try both(node) else { return .null }
            try charge(whole.elements.count + part.elements.count)
            if case .ordered(let whole) = whole, case .ordered(let part) = part {
                return .boolean(Subsequence.isFound(part.map(\.key), in: whole.map(\.key)))
            }
            return .boolean(Self.holds(whole.elements, all: part.elements))
        case .record(let names):
            var fields: [String: SingleValue] = [:]
            for (name, operand) in zip(names, node.operands) where !name.isEmpty {
                // Each operand is a field-value whose own operand is the value.
                fields[name] = try value(of: operand.operands.first ?? operand).single
            }
            return fields.isEmpty ? .null : .record(fields)
        }
    }

    /// Joins values and containers of one type; NULLs are passed over.
    ///
    /// Integers among floats become floats; other mixtures are NULL, with a warning.
    private mutating func container(_ node: Node, isOrdered: Bool) throws(ProcessingFault) -> VariableValue {
        var elements: [SingleValue] = []
        for operand in node.operands { try append(try value(of: operand), to: &elements) }
        guard let first = elements.first else { return .null }
        guard elements.contains(where: { $0.type != first.type }) else {
            return VariableValue(elements, isOrdered: isOrdered)
        }
        guard elements.allSatisfy({ $0.type.isNumeric }) else { return mismatch() }
        return VariableValue(elements.map { .float($0.number ?? 0) }, isOrdered: isOrdered)
    }

    mutating func append(_ value: VariableValue, to elements: inout [SingleValue]) throws(ProcessingFault) {
        let more = value.isNull ? [] : value.elements
        try charge(more.count)
        guard elements.count + more.count <= program.limits.elements else { throw .tooManyElements }
        elements += more
    }

    private mutating func indexed(_ setting: IntegerSetting?, _ node: Node) throws(ProcessingFault) -> VariableValue {
        guard let container = try only(node) else { return .null }
        let place: Int?
        if let setting {
            place = integer(setting)
        } else {
            place = try value(of: node.operands[1]).number.flatMap { Int(exactly: $0) }
        }
        let elements = container.elements
        guard let place, place >= 1, place <= elements.count else { return .null }
        return .single(elements[place - 1])
    }

    /// Whether every value of `part` is in `whole` at least as often.
    private static func holds(_ whole: [SingleValue], all part: [SingleValue]) -> Bool {
        var counts: [SingleValue.Key: Int] = [:]
        for value in whole { counts[value.key, default: 0] += 1 }
        for value in part {
            guard let left = counts[value.key], left > 0 else { return false }
            counts[value.key] = left - 1
        }
        return true
    }

    /// An operator was given what it does not take.
    mutating func mismatch() -> VariableValue {
        warn("processing.operand", "an operator was given values that it does not take, and gives NULL")
        return .null
    }
}
