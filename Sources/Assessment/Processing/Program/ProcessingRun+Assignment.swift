extension ProcessingRun {
    /// `value` as the variable at `slot` holds it.
    ///
    /// The standard asks for equal types; real files are laxer. An integer becomes a float, a float loses its
    /// fraction in an integer (as TAO's engine does), one value becomes a container of one, of a container the first
    /// value is taken, and one sort of text becomes another. What does not fit at all is NULL, with a warning.
    mutating func fitted(_ value: VariableValue, to slot: Int) -> VariableValue {
        let variable = program.slots[slot]
        switch (variable.cardinality, value) {
        case (_, .null): return .null
        case (.single, .single(let value)):
            if value.type == variable.type { return value == .string("") ? .null : .single(value) }
            return fitted(value, variable).map(VariableValue.single) ?? .null
        case (.multiple, .multiple(let values)), (.multiple, .ordered(let values)):
            return VariableValue(values.compactMap { fitted($0, variable) }, isOrdered: false)
        case (.ordered, .ordered(let values)), (.ordered, .multiple(let values)):
            return VariableValue(values.compactMap { fitted($0, variable) }, isOrdered: true)
        case (.multiple, .single(let value)), (.ordered, .single(let value)):
            return VariableValue(
                [value].compactMap { fitted($0, variable) },
                isOrdered: variable.cardinality == .ordered
            )
        case (.record, .record(let fields)): return fields.isEmpty ? .null : value
        case (.single, .multiple(let values)), (.single, .ordered(let values)):
            if values.count > 1 {
                warn("processing.cardinality", "“\(variable.name)” holds one value and is set to the first of several")
            }
            return values.first.flatMap { fitted($0, variable) }.map(VariableValue.single) ?? .null
        case (.record, _), (_, .record): break
        }
        warn("processing.cardinality", "“\(variable.name)” is set to a value of another cardinality and becomes NULL")
        return .null
    }

    /// A response as it is given: several values for a variable of one are kept together, so that rules can look for
    /// each of them, as Cito's engine does.
    mutating func given(_ value: VariableValue, at slot: Int) -> VariableValue {
        let variable = program.slots[slot]
        guard variable.cardinality == .single, value.elements.count > 1 else { return fitted(value, to: slot) }
        let values = value.elements.compactMap { fitted($0, variable) }
        return VariableValue(values, isOrdered: value.cardinality == .ordered)
    }

    private mutating func fitted(_ value: SingleValue, _ variable: Slot) -> SingleValue? {
        guard let type = variable.type, value.type != type else { return value }
        switch (type, value) {
        case (.float, .integer(let integer)): return .float(Double(integer))
        case (.integer, .float(let number)):
            guard number.isFinite, let integer = Int(exactly: number.rounded(.towardZero)) else { break }
            if Double(integer) != number {
                warn("processing.fraction", "“\(variable.name)” is an integer and loses a fraction")
            }
            return .integer(integer)
        case (.duration, .integer), (.duration, .float): return value.number.map(SingleValue.duration)
        case (.float, .duration(let seconds)): return .float(seconds)
        case (.pair, .directedPair(let first, let second)): return .pair(first, second)
        case (.directedPair, .pair(let first, let second)): return .directedPair(first, second)
        case (.intOrIdentifier, .integer), (.intOrIdentifier, .identifier): return value
        case (.string, _): return .string(value.text)
        case (.identifier, _), (.uri, _), (.file, _), (.intOrIdentifier, _):
            guard let words = value.words, let text = SingleValue(words, as: type) else { break }
            return text
        default: break
        }
        warn("processing.type", "“\(variable.name)” is set to a value of another type and becomes NULL")
        return nil
    }
}
