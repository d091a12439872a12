/// A mapping made ready: keys are values, numbers are numbers.
struct CompiledMapping: Sendable {
    private var exact: [SingleValue.Key: Double] = [:]
    private var folded: [String: Double] = [:]
    private let isText: Bool
    let fallback: Double
    let bounds: Bounds

    /// What a sum may be.
    struct Bounds: Sendable {
        let lower: Double?
        let upper: Double?

        init(lower: String?, upper: String?, path: String) throws(FormatProblem) {
            self.lower = try lower.map { text throws(FormatProblem) in try number(text, path: path) }
            self.upper = try upper.map { text throws(FormatProblem) in try number(text, path: path) }
        }

        func applied(to sum: Double) -> Double {
            var sum = sum
            if let lower { sum = max(sum, lower) }
            if let upper { sum = min(sum, upper) }
            return sum
        }
    }

    init(_ mapping: Mapping, type: ValueType?, path: String) throws(FormatProblem) {
        isText = type == .string
        fallback = try number(mapping.defaultValue, path: path)
        bounds = try Bounds(lower: mapping.lowerBound, upper: mapping.upperBound, path: path)
        for entry in mapping.entries {
            let value = try number(entry.value, path: path)
            // A key that is no value of the type can never be given.
            guard let key = SingleValue(entry.key, as: type ?? .string)?.key else { continue }
            if exact[key] == nil { exact[key] = value }
            if isText, !entry.isCaseSensitive {
                let name = entry.key.lowercased()
                if folded[name] == nil { folded[name] = value }
            }
        }
    }

    /// An entry equal letter for letter wins; else, for text, the first equal when case is folded, unless it forbids
    /// that.
    ///
    /// Source: schemas of QTI 2.2 and 3.0 (`case-sensitive` defaults to false); our notes on interchange, section 6.2.
    func value(for value: SingleValue) -> Double {
        if let exact = exact[value.key] { return exact }
        guard isText, let words = value.words else { return fallback }
        return folded[words.lowercased()] ?? fallback
    }
}

/// An area mapping made ready.
struct CompiledAreas: Sendable {
    let areas: [(area: ScoredArea, value: Double)]
    let fallback: Double
    let bounds: CompiledMapping.Bounds

    init(_ mapping: AreaMapping, path: String) throws(FormatProblem) {
        var areas: [(ScoredArea, Double)] = []
        for entry in mapping.entries {
            guard let area = ScoredArea(shape: entry.shape, coordinates: entry.coordinates) else {
                let message = "“\(entry.coordinates.prefix(60))” is no \(entry.shape.prefix(20))"
                throw FormatProblem(path: path, message: message)
            }
            areas.append((area, try number(entry.value, path: path)))
        }
        self.areas = areas
        fallback = try number(mapping.defaultValue, path: path)
        bounds = try CompiledMapping.Bounds(lower: mapping.lowerBound, upper: mapping.upperBound, path: path)
    }
}

/// A lookup table made ready.
struct CompiledTable: Sendable {
    private let method: LookupTable.Method
    private var entries: [(source: Double, target: VariableValue, includesBoundary: Bool)] = []
    private let fallback: VariableValue

    init(_ table: LookupTable, type: ValueType?, path: String) throws(FormatProblem) {
        func target(_ text: String) throws(FormatProblem) -> VariableValue {
            if let value = SingleValue(text, as: type ?? .string) { return .single(value) }
            guard text.trimmed.isEmpty else {
                throw FormatProblem(path: path, message: "“\(text.prefix(60))” is no \(type?.rawValue ?? "value")")
            }
            return .null
        }
        method = table.method
        fallback = try table.defaultValue.map(target) ?? .null
        for entry in table.entries {
            entries.append(
                (try number(entry.source, path: path), try target(entry.target), entry.includesBoundary)
            )
        }
    }

    /// The value for `source`; the default for NULL and for what no entry holds.
    func value(for source: Double?) -> VariableValue {
        guard let source else { return fallback }
        switch method {
        case .match: return entries.first { $0.source == source }?.target ?? fallback
        case .interpolation:
            return entries.first { $0.includesBoundary ? $0.source <= source : $0.source < source }?.target ?? fallback
        }
    }
}

private func number(_ text: String, path: String) throws(FormatProblem) -> Double {
    guard let number = LexicalNumber.double(text) else {
        throw FormatProblem(path: path, message: "“\(text.prefix(60))” is no number")
    }
    return number
}
