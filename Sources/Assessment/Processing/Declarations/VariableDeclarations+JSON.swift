extension Fields {
    /// Removes identifier, cardinality and base type; a record alone has no base type.
    fileprivate mutating func head() throws(FormatProblem) -> (String, Cardinality, ValueType?) {
        let identifier = try string("identifier")
        guard !identifier.isEmpty else { throw FormatProblem(path: at("identifier"), message: "must not be empty") }
        let cardinality: Cardinality = try word("cardinality")
        let type: ValueType? = try optionalWord("type")
        guard cardinality == .record || type != nil else {
            throw FormatProblem(path: at("type"), message: "is missing")
        }
        return (identifier, cardinality, type)
    }
}

private func head(_ identifier: String, _ cardinality: Cardinality, _ type: ValueType?) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
        "identifier": .string(identifier), "cardinality": .string(cardinality.rawValue),
    ]
    if let type { members["type"] = .string(type.rawValue) }
    return members
}

private func list(_ values: [DeclaredValue]?) -> JSONValue? { values.map { .array($0.map(\.json)) } }

extension ResponseDeclaration {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let (identifier, cardinality, type) = try fields.head()
        self.init(identifier, cardinality, type)
        correct = try fields.declaredValues("correct")
        defaults = try fields.declaredValues("default")
        if let value = fields.take("mapping") { mapping = try Mapping(json: value, path: fields.at("mapping")) }
        if let value = fields.take("areaMapping") {
            areaMapping = try AreaMapping(json: value, path: fields.at("areaMapping"))
        }
        endsAttempt = try fields.bool("endsAttempt", default: false)
        try fields.end()
    }

    var json: JSONValue {
        var members = head(identifier, cardinality, baseType)
        members["correct"] = list(correct)
        members["default"] = list(defaults)
        members["mapping"] = mapping?.json
        members["areaMapping"] = areaMapping?.json
        if endsAttempt { members["endsAttempt"] = true }
        return .object(members)
    }
}

extension OutcomeDeclaration {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let (identifier, cardinality, type) = try fields.head()
        self.init(identifier, cardinality, type)
        defaults = try fields.declaredValues("default")
        normalMaximum = try fields.optionalString("normalMaximum")
        normalMinimum = try fields.optionalString("normalMinimum")
        externalScored = try fields.optionalString("externalScored")
        if let value = fields.take("table") { table = try LookupTable(json: value, path: fields.at("table")) }
        try fields.end()
    }

    var json: JSONValue {
        var members = head(identifier, cardinality, baseType)
        members["default"] = list(defaults)
        members["normalMaximum"] = normalMaximum.map(JSONValue.string)
        members["normalMinimum"] = normalMinimum.map(JSONValue.string)
        members["externalScored"] = externalScored.map(JSONValue.string)
        members["table"] = table?.json
        return .object(members)
    }
}

extension TemplateDeclaration {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let (identifier, cardinality, type) = try fields.head()
        self.init(identifier, cardinality, type, defaults: try fields.declaredValues("default"))
        try fields.end()
    }

    var json: JSONValue {
        var members = head(identifier, cardinality, baseType)
        members["default"] = list(defaults)
        return .object(members)
    }
}
