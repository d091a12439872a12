import Foundation

/// Operators on text, and whether a point lies in an area.
enum TextOperator: Sendable {
    case stringMatch(isCaseSensitive: Bool, isPart: Bool)
    case substring(isCaseSensitive: Bool)
    case patternMatch(PatternSetting)
    case inside(ScoredArea)

    enum PatternSetting: Sendable {
        case fixed(Pattern)
        case variable(Int, isCaseSensitive: Bool)
        case operand(isCaseSensitive: Bool)
    }

    init?(_ name: String, _ settings: OperatorSettings) throws(FormatProblem) {
        switch name {
        case "string-match":
            self = .stringMatch(
                isCaseSensitive: try settings.boolean("case-sensitive", default: true),
                isPart: try settings.boolean("substring", default: false)
            )
            try settings.expect(2...2)
        case "substring":
            self = .substring(isCaseSensitive: try settings.boolean("case-sensitive", default: true))
            try settings.expect(2...2)
        case "pattern-match":
            self = .patternMatch(try Self.pattern(settings))
            try settings.expect(1...2)
        case "inside":
            let (shape, coordinates) = (settings["shape"] ?? "", settings["coords"] ?? "")
            guard let area = ScoredArea(shape: shape, coordinates: coordinates) else {
                throw settings.problem("“\(coordinates.prefix(60))” is no \(shape.prefix(20))")
            }
            self = .inside(area)
            try settings.expect(1...1)
        default: return nil
        }
    }

    /// The pattern stands in a setting, in a variable that the setting names in braces, or, for some engines, in a
    /// second operand.
    private static func pattern(_ settings: OperatorSettings) throws(FormatProblem) -> PatternSetting {
        let isCaseSensitive = try settings.boolean("case-sensitive", default: true)
        guard let text = settings.untrimmed("pattern") else {
            guard settings.operandCount == 2 else { throw settings.problem("pattern-match has no pattern") }
            return .operand(isCaseSensitive: isCaseSensitive)
        }
        if text.hasPrefix("{"), text.hasSuffix("}"), let variable = settings.variable(text) {
            return .variable(variable, isCaseSensitive: isCaseSensitive)
        }
        do throws(PatternProblem) {
            return .fixed(try Pattern(text, isCaseSensitive: isCaseSensitive))
        } catch {
            throw settings.problem("the pattern “\(text.prefix(60))”: \(error.message)")
        }
    }
}

extension ProcessingRun {
    /// Source: QTI 3.0 information model, "string-match", "substring", "pattern-match", "inside".
    mutating func value(of family: TextOperator, _ node: Node) throws(ProcessingFault) -> VariableValue {
        switch family {
        case .stringMatch(let isCaseSensitive, let isPart):
            guard let (first, second) = try texts(node, isCaseSensitive: isCaseSensitive) else { return .null }
            guard isPart else { return .boolean(first == second) }
            return .boolean(try isFound(second, in: first))
        case .substring(let isCaseSensitive):
            guard let (first, second) = try texts(node, isCaseSensitive: isCaseSensitive) else { return .null }
            return .boolean(try isFound(first, in: second))
        case .patternMatch(let setting): return try patternMatch(setting, node)
        case .inside(let area):
            guard let points = try only(node) else { return .null }
            var isInside = false
            for value in points.elements {
                guard case .point(let x, let y) = value else { return mismatch() }
                try charge(area.cost)
                if area.contains(x: x, y: y) { isInside = true }
            }
            return .boolean(isInside)
        }
    }

    private mutating func texts(
        _ node: Node,
        isCaseSensitive: Bool
    ) throws(ProcessingFault) -> (String, String)? {
        guard let (first, second) = try both(node) else { return nil }
        // Numbers in a place for text are compared as they are written; engines that type nothing do so too.
        guard let first = first.single?.text, let second = second.single?.text else {
            _ = mismatch()
            return nil
        }
        try chargeText(first, second)
        return isCaseSensitive ? (first, second) : (first.lowercased(), second.lowercased())
    }

    private mutating func isFound(_ part: String, in whole: String) throws(ProcessingFault) -> Bool {
        // Letters with accents can be written in two ways that are the same.
        Subsequence.isFound(
            Array(part.precomposedStringWithCanonicalMapping.utf8),
            in: Array(whole.precomposedStringWithCanonicalMapping.utf8)
        )
    }

    /// Counts text by the kilobyte.
    private mutating func chargeText(_ texts: String...) throws(ProcessingFault) {
        for text in texts {
            guard text.utf8.count <= program.limits.textBytes else { throw .textTooLong }
            try charge(text.utf8.count / 1024)
        }
    }

    private mutating func patternMatch(
        _ setting: TextOperator.PatternSetting,
        _ node: Node
    ) throws(ProcessingFault) -> VariableValue {
        guard let operand = node.operands.first else { return .null }
        let value = try value(of: operand)
        let pattern: Pattern
        switch setting {
        case .fixed(let fixed): pattern = fixed
        case .variable(let slot, let isCaseSensitive):
            guard let found = try self.pattern(values[slot], isCaseSensitive) else { return .null }
            pattern = found
        case .operand(let isCaseSensitive):
            let text = try self.value(of: node.operands[node.operands.count - 1])
            guard let found = try self.pattern(text, isCaseSensitive) else { return .null }
            pattern = found
        }
        guard !value.isNull else { return .null }
        guard let text = value.single?.text else { return mismatch() }
        try chargeText(text)
        try charge(pattern.cost(of: text) / 256)
        return .boolean(pattern.matches(text))
    }

    private mutating func pattern(
        _ value: VariableValue,
        _ isCaseSensitive: Bool
    ) throws(ProcessingFault) -> Pattern? {
        guard let text = value.single?.text else { return nil }
        try charge(text.utf8.count)
        do throws(PatternProblem) {
            return try Pattern(text, isCaseSensitive: isCaseSensitive)
        } catch {
            warn("processing.pattern", "the pattern “\(text.prefix(60))”: \(error.message)")
            return nil
        }
    }
}
