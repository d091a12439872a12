/// Operators that read the results of a test's items.
enum TestOperator: Sendable {
    case itemVariable(item: String, variable: String, weight: String?)
    case testVariables(Subset, variable: String, type: ValueType?, weight: String?)
    case extreme(Subset, variable: String, weight: String?, isMaximum: Bool)
    case count(Count, Subset)

    enum Count: String, Sendable {
        case correct = "number-correct"
        case incorrect = "number-incorrect"
        case presented = "number-presented"
        case responded = "number-responded"
        case selected = "number-selected"
    }

    /// Which items are meant; empty lists mean all.
    struct Subset: Sendable {
        let section: String?
        let included: Set<String>
        let excluded: Set<String>

        init(_ settings: OperatorSettings) {
            section = settings["section-identifier"]
            included = Set((settings["include-category"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
            excluded = Set((settings["exclude-category"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
        }

        func holds(_ item: TestItemResult) -> Bool {
            if let section, !item.sections.contains(section) { return false }
            if !included.isEmpty, included.isDisjoint(with: item.categories) { return false }
            return excluded.isDisjoint(with: item.categories)
        }
    }

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        let subset = Subset(settings)
        if let count = Count(rawValue: name) {
            self = .count(count, subset)
        } else {
            switch name {
            case "test-variables":
                self = .testVariables(
                    subset,
                    variable: try settings.identifier("variable-identifier"),
                    type: settings["base-type"].flatMap(ValueType.init(rawValue:)),
                    weight: settings["weight-identifier"]
                )
            case "outcome-maximum", "outcome-minimum":
                self = .extreme(
                    subset,
                    variable: try settings.identifier("outcome-identifier"),
                    weight: settings["weight-identifier"],
                    isMaximum: name == "outcome-maximum"
                )
            default: return nil
            }
        }
        try settings.expect(0...0)
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, "test-variables" to "number-selected", and "variable" with a point in its
    /// name.
    ///
    /// A weight that an item does not have is 1.
    mutating func value(of family: TestOperator) throws(ProcessingFault) -> VariableValue {
        try charge(items.count)
        switch family {
        case .itemVariable(let identifier, let variable, let weight):
            guard let item = items.first(where: { $0.identifier == identifier }) else {
                warn("processing.item", "the test has no item “\(identifier.prefix(60))”")
                return .null
            }
            let value = item.outcomes[variable] ?? .null
            guard let weight, let number = value.number else { return value }
            return .single(.float(number * item.weight(weight)))
        case .testVariables(let subset, let variable, let type, let weight):
            return try testVariables(subset, variable, type, weight)
        case .extreme(let subset, let variable, let weight, let isMaximum):
            var elements: [SingleValue] = []
            for item in items where subset.holds(item) {
                let bound = isMaximum ? item.normalMaximum[variable] : item.normalMinimum[variable]
                guard let bound else {
                    // A maximum is known only when every item has one; a missing minimum is passed over.
                    if isMaximum { return .null }
                    continue
                }
                try append(.single(.float(bound * (weight.map(item.weight) ?? 1))), to: &elements)
            }
            return VariableValue(elements, isOrdered: false)
        case .count(let count, let subset):
            let held = items.filter { subset.holds($0) }
            return .single(.integer(held.count(where: { Self.counts($0, count) })))
        }
    }

    private mutating func testVariables(
        _ subset: TestOperator.Subset,
        _ variable: String,
        _ type: ValueType?,
        _ weight: String?
    ) throws(ProcessingFault) -> VariableValue {
        var elements: [SingleValue] = []
        for item in items where subset.holds(item) {
            guard let value = item.outcomes[variable]?.single else { continue }
            guard type.map({ $0 == value.type }) ?? value.type.isNumeric else { continue }
            let weighted = weight.flatMap { name in value.number.map { SingleValue.float($0 * item.weight(name)) } }
            try append(.single(weighted ?? value), to: &elements)
        }
        if elements.contains(where: { $0.type != elements[0].type }) {
            elements = elements.map { .float($0.number ?? 0) }
        }
        return VariableValue(elements, isOrdered: false)
    }

    private static func counts(_ item: TestItemResult, _ count: TestOperator.Count) -> Bool {
        switch count {
        case .correct: item.isCorrect == true
        case .incorrect: item.isCorrect == false && item.isAttempted
        case .presented: item.isPresented
        case .responded: item.isAttempted && item.isResponded
        case .selected: true
        }
    }
}
