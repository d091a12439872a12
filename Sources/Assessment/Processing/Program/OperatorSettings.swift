/// The settings of one operator, read once.
struct OperatorSettings {
    private let expression: ProcessingExpression
    private let index: [String: Int]
    private let path: String

    init(_ expression: ProcessingExpression, index: [String: Int], path: String) {
        self.expression = expression
        self.index = index
        self.path = path
    }

    /// How many operands there are.
    var operandCount: Int { expression.operands.count }

    /// The names of the fields that the operands of a record fill.
    var fieldNames: [String] { expression.operands.map { $0["field-identifier"]?.trimmed ?? "" } }

    subscript(name: String) -> String? {
        guard let text = expression[name]?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// Like the subscript, with its blanks.
    func untrimmed(_ name: String) -> String? { expression[name] }

    func problem(_ message: String) -> FormatProblem { FormatProblem(path: path, message: message) }

    func identifier(_ name: String = "identifier") throws(FormatProblem) -> String {
        guard let text = self[name] else { throw problem("\(expression.name) has no \(name)") }
        return text
    }

    func boolean(_ name: String, default fallback: Bool) throws(FormatProblem) -> Bool {
        guard let text = self[name] else { return fallback }
        guard let boolean = LexicalNumber.boolean(text) else {
            throw problem("\(name) of \(expression.name) is neither true nor false")
        }
        return boolean
    }

    /// A number or the name of a variable, with or without braces.
    func number(_ name: String) throws(FormatProblem) -> NumberSetting? {
        guard let text = self[name] else { return nil }
        return try number(name, text)
    }

    func number(_ name: String, _ text: String) throws(FormatProblem) -> NumberSetting {
        if let number = LexicalNumber.double(text) { return .fixed(number) }
        guard let place = variable(text) else {
            throw problem("\(name) of \(expression.name) is neither a number nor a variable")
        }
        return .variable(place)
    }

    func integer(_ name: String) throws(FormatProblem) -> IntegerSetting? {
        guard let text = self[name] else { return nil }
        if let integer = LexicalNumber.integer(text) { return .fixed(integer) }
        guard let place = variable(text) else {
            throw problem("\(name) of \(expression.name) is neither an integer nor a variable")
        }
        return .variable(place)
    }

    /// The variable that a setting names, with or without braces.
    func variable(_ text: String) -> Int? {
        let name = text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
        return index[name.trimmed]
    }

    /// Checks the number of operands.
    func expect(_ count: ClosedRange<Int>) throws(FormatProblem) {
        guard count.contains(operandCount) else {
            throw problem("\(expression.name) has \(operandCount) operands")
        }
    }
}
