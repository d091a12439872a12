extension ProcessingRule {
    /// Reads `{"if":[{"when":…,"then":[…]}],"else":[…]}`, `{"set":"SCORE","target":"set-outcome-value","to":…}`,
    /// `{"lookup":"SCORE","of":…}`, `{"reset":"R"}`, `{"constraint":…}`, `{"exit":true}`, `{"fragment":[…]}` or
    /// `{"include":"address"}`.
    ///
    /// - Throws: ``FormatProblem`` when the object is no rule.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        if json["if"] != nil || json["else"] != nil {
            let branches = try fields.list("if") { (json, path) throws(FormatProblem) in
                var fields = try Fields(json, path: path)
                let branch = Branch(
                    try ProcessingExpression(json: try fields.value("when"), path: fields.at("when")),
                    try fields.list("then", ProcessingRule.init(json:path:))
                )
                try fields.end()
                return branch
            }
            self = .condition(branches, otherwise: try fields.list("else", ProcessingRule.init(json:path:)))
        } else if let identifier = try fields.optionalString("set") {
            let target: Target = try fields.word("target")
            let expression = try ProcessingExpression(json: try fields.value("to"), path: fields.at("to"))
            self = .set(target, identifier: identifier, expression)
        } else if let identifier = try fields.optionalString("lookup") {
            let expression = try ProcessingExpression(json: try fields.value("of"), path: fields.at("of"))
            self = .lookup(identifier: identifier, expression)
        } else if let identifier = try fields.optionalString("reset") {
            self = .reset(identifier)
        } else if let value = fields.take("constraint") {
            self = .constraint(try ProcessingExpression(json: value, path: fields.at("constraint")))
        } else if try fields.bool("exit", default: false) {
            self = .exit
        } else if json["fragment"] != nil {
            self = .fragment(try fields.list("fragment", ProcessingRule.init(json:path:)))
        } else if let address = try fields.optionalString("include") {
            self = .include(address)
        } else {
            throw FormatProblem(path: path, message: "this is no rule")
        }
        try fields.end()
    }

    /// This rule in format 1.
    public var json: JSONValue {
        switch self {
        case .condition(let branches, let otherwise):
            var members: [String: JSONValue] = [
                "if": .array(
                    branches.map { ["when": $0.condition.json, "then": .array($0.rules.map(\.json))] }
                )
            ]
            if !otherwise.isEmpty { members["else"] = .array(otherwise.map(\.json)) }
            return .object(members)
        case .set(let target, let identifier, let expression):
            return ["set": .string(identifier), "target": .string(target.rawValue), "to": expression.json]
        case .lookup(let identifier, let expression): return ["lookup": .string(identifier), "of": expression.json]
        case .reset(let identifier): return ["reset": .string(identifier)]
        case .constraint(let expression): return ["constraint": expression.json]
        case .exit: return ["exit": true]
        case .fragment(let rules): return ["fragment": .array(rules.map(\.json))]
        case .include(let address): return ["include": .string(address)]
        }
    }
}
