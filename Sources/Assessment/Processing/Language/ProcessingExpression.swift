/// An expression of the processing language: an operator, its settings and its operands.
///
/// Foundation has an `Expression` of its own; the longer name keeps the two apart.
public struct ProcessingExpression: Hashable, Sendable {
    /// The operator as QTI 3 spells it without prefix, such as `map-response`.
    public var name: String
    /// The attributes of the operator as they are written, such as `identifier`.
    public var settings: [String: String]
    public var operands: [ProcessingExpression]
    /// The text of a base value.
    public var text: String

    public init(
        _ name: String,
        _ settings: [String: String] = [:],
        text: String = "",
        _ operands: [ProcessingExpression] = []
    ) {
        self.name = name
        self.settings = settings
        self.operands = operands
        self.text = text
    }

    public subscript(setting: String) -> String? { settings[setting] }

    /// How many operators stand within each other at the deepest place.
    var depth: Int { 1 + (operands.map(\.depth).max() ?? 0) }
}

extension ProcessingExpression {
    /// More than this nesting is refused; documents of QTI cannot be deeper either.
    static let depthLimit = 100

    /// Reads a list of operators, operands before the operator that takes them: `[{"name":"variable",
    /// "settings":{"identifier":"RESPONSE"}}, …, {"name":"match","takes":2}]`.
    ///
    /// So written an expression of any depth is a list, and fits the nesting that our documents allow.
    ///
    /// - Throws: ``FormatProblem`` when the list is not one expression.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        guard let elements = json.elements else { throw FormatProblem(path: path, message: "a list is needed") }
        var stack: [(expression: ProcessingExpression, depth: Int)] = []
        for (index, element) in elements.enumerated() {
            var fields = try Fields(element, path: "\(path)[\(index)]")
            var expression = ProcessingExpression(try fields.string("name"))
            for (name, value) in try fields.object("settings") {
                guard let text = value.text else {
                    throw FormatProblem(path: fields.at("settings"), message: "texts are needed")
                }
                expression.settings[name] = text
            }
            expression.text = try fields.optionalString("text") ?? ""
            let count = element["takes"] == nil ? 0 : try fields.integer("takes", in: 0...stack.count)
            try fields.end()
            let taken = stack.suffix(count)
            let depth = 1 + (taken.map(\.depth).max() ?? 0)
            guard depth <= Self.depthLimit else {
                throw FormatProblem(path: path, message: "the expression nests too deep")
            }
            expression.operands = taken.map(\.expression)
            stack.removeLast(count)
            stack.append((expression, depth))
        }
        guard let only = stack.first, stack.count == 1 else {
            throw FormatProblem(path: path, message: "the list must be exactly one expression")
        }
        self = only.expression
    }

    /// This expression in format 1.
    public var json: JSONValue {
        var list: [JSONValue] = []
        append(to: &list)
        return .array(list)
    }

    private func append(to list: inout [JSONValue]) {
        for operand in operands { operand.append(to: &list) }
        var members: [String: JSONValue] = ["name": .string(name)]
        if !settings.isEmpty { members["settings"] = .object(settings.mapValues(JSONValue.string)) }
        if !text.isEmpty { members["text"] = .string(text) }
        if !operands.isEmpty { members["takes"] = .integer(Int64(operands.count)) }
        list.append(.object(members))
    }
}
