/// One value of a declaration, as it is written.
public struct DeclaredValue: Hashable, Sendable {
    public var text: String
    /// The field that it fills, in records alone.
    public var field: String?
    /// Its own type, in records alone.
    public var baseType: ValueType?

    public init(_ text: String, field: String? = nil, baseType: ValueType? = nil) {
        self.text = text
        self.field = field
        self.baseType = baseType
    }
}

extension [DeclaredValue] {
    /// The value that these make of a variable.
    func value(_ cardinality: Cardinality, _ type: ValueType?) -> VariableValue {
        guard cardinality == .record else { return VariableValue(map(\.text), cardinality, type ?? .string) }
        var fields: [String: SingleValue] = [:]
        for value in self {
            guard let field = value.field, fields[field] == nil else { continue }
            fields[field] = SingleValue(value.text, as: value.baseType ?? .string)
        }
        return fields.isEmpty ? .null : .record(fields)
    }
}

extension DeclaredValue {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        if let text = json.text {
            self.init(text)
            return
        }
        var fields = try Fields(json, path: path)
        self.init(try fields.string("value"), field: try fields.optionalString("field"))
        baseType = try fields.optionalWord("type")
        try fields.end()
    }

    /// A text alone, or an object where a field or a type is said.
    var json: JSONValue {
        guard field != nil || baseType != nil else { return .string(text) }
        var members: [String: JSONValue] = ["value": .string(text)]
        if let field { members["field"] = .string(field) }
        if let baseType { members["type"] = .string(baseType.rawValue) }
        return .object(members)
    }
}

extension Fields {
    /// Removes an optional member that is one word of a closed list.
    mutating func optionalWord<Word: RawRepresentable<String>>(_ name: String) throws(FormatProblem) -> Word? {
        guard let text = try optionalString(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw FormatProblem(path: at(name), message: "“\(text.prefix(60))” is not known here")
        }
        return word
    }

    /// Removes a list of declared values; an absent one is `nil`.
    mutating func declaredValues(_ name: String) throws(FormatProblem) -> [DeclaredValue]? {
        var found: [DeclaredValue]?
        if let value = take(name), value != .null {
            guard let elements = value.elements else {
                throw FormatProblem(path: at(name), message: "a list is needed")
            }
            var values: [DeclaredValue] = []
            for (index, element) in elements.enumerated() {
                values.append(try DeclaredValue(json: element, path: "\(at(name))[\(index)]"))
            }
            found = values
        }
        return found
    }
}
