extension Visibility {
    init(fields: inout Fields) throws(FormatProblem) {
        origin = try fields.word("origin")
        variable = try fields.string("variable")
        value = try fields.string("value")
        isShown = try fields.bool("shown", default: true)
    }

    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        try self.init(fields: &fields)
        try fields.end()
    }

    var members: [String: JSONValue] {
        [
            "origin": .string(origin.rawValue), "variable": .string(variable), "value": .string(value),
            "shown": .bool(isShown),
        ]
    }

    /// A conditional part with what stands in it.
    func json(_ parts: [String: JSONValue]) -> JSONValue {
        .object(members.merging(parts) { first, _ in first }.merging(["type": "conditional"]) { first, _ in first })
    }
}

extension PrintedVariable {
    init(fields: inout Fields) throws(FormatProblem) {
        variable = try fields.string("variable")
        format = try fields.optionalString("format") ?? ""
        base = try fields.optionalInteger("base", in: 2...36) ?? 10
        index = try fields.optionalString("index") ?? ""
        field = try fields.optionalString("field") ?? ""
        delimiter = try fields.optionalString("delimiter") ?? ";"
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["type": "variable", "variable": .string(variable)]
        if !format.isEmpty { members["format"] = .string(format) }
        if base != 10 { members["base"] = .integer(Int64(base)) }
        if !index.isEmpty { members["index"] = .string(index) }
        if !field.isEmpty { members["field"] = .string(field) }
        if delimiter != ";" { members["delimiter"] = .string(delimiter) }
        return .object(members)
    }
}
