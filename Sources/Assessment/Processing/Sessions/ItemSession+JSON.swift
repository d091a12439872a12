extension ItemSession.State {
    /// Reads a stored state in format 1.
    ///
    /// - Throws: ``FormatProblem`` at the first place that is not of this form.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        self.init()
        templates = try Self.values("templates", &fields)
        corrects = try Self.values("corrects", &fields)
        defaults = try Self.values("defaults", &fields)
        outcomes = try Self.values("outcomes", &fields)
        attempts = try fields.integer("attempts", in: 0...1_000_000)
        status = try fields.string("status")
        seed = try Self.seed(&fields)
        try fields.end()
    }

    private static func seed(_ fields: inout Fields) throws(FormatProblem) -> UInt64? {
        guard let text = try fields.optionalString("seed") else { return nil }
        guard let seed = UInt64(text) else {
            throw FormatProblem(path: fields.at("seed"), message: "is no whole number")
        }
        return seed
    }

    private static func values(
        _ name: String,
        _ fields: inout Fields
    ) throws(FormatProblem) -> [String: VariableValue] {
        var values: [String: VariableValue] = [:]
        for (key, value) in try fields.object(name) {
            values[key] = try VariableValue(json: value, path: "\(fields.at(name)).\(key)")
        }
        return values
    }

    /// This state in format 1.
    public var json: JSONValue {
        var members: [String: JSONValue] = ["attempts": .integer(Int64(attempts)), "status": .string(status)]
        if let seed { members["seed"] = .string(String(seed)) }
        for (name, values) in [
            ("templates", templates), ("corrects", corrects), ("defaults", defaults), ("outcomes", outcomes),
        ] where !values.isEmpty {
            members[name] = .object(values.mapValues(\.json))
        }
        return .object(members)
    }
}
