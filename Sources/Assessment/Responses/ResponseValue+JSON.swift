extension ResponseValue {
    /// Reads `{"choices":["B"]}`, `{"pairs":[["S1","C"]]}`, `{"text":"…"}` or `{"number":"12.5","unit":"mg"}`.
    ///
    /// - Throws: ``FormatProblem`` when the members name no value or more than one.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        if let text = try fields.optionalString("text") {
            self = .text(text)
        } else if let number = try fields.optionalString("number") {
            self = .number(number, unit: try fields.optionalString("unit"))
        } else if json["pairs"] != nil {
            self = .pairs(try fields.list("pairs", Pair.init(json:path:)))
        } else if json["choices"] != nil {
            self = .choices(try fields.strings("choices").map(OptionID.init(rawValue:)))
        } else {
            throw FormatProblem(path: path, message: "one of choices, pairs, text or number is needed")
        }
        try fields.end()
    }

    /// This value in format 1.
    public var json: JSONValue {
        switch self {
        case .choices(let choices): ["choices": .array(choices.map { .string($0.rawValue) })]
        case .pairs(let pairs):
            ["pairs": .array(pairs.map { [.string($0.row.rawValue), .string($0.column.rawValue)] })]
        case .text(let text): ["text": .string(text)]
        case .number(let number, let unit?): ["number": .string(number), "unit": .string(unit)]
        case .number(let number, nil): ["number": .string(number)]
        }
    }
}

extension ResponseValue.Pair {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        guard let elements = json.elements, elements.count == 2, let row = elements[0].text,
            let column = elements[1].text
        else { throw FormatProblem(path: path, message: "a list of two strings is needed") }
        self.init(row: OptionID(rawValue: row), column: OptionID(rawValue: column))
    }
}

extension ItemResponse {
    /// Reads `{"RESPONSE":{"choices":["B"]}}`; a `null` value clears that response.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        guard let members = json.members else { throw FormatProblem(path: path, message: "an object is needed") }
        var values: [ResponseID: ResponseValue] = [:]
        for (name, member) in members where member != .null {
            values[ResponseID(rawValue: name)] = try ResponseValue(json: member, path: "\(path).\(name)")
        }
        self.init(values)
    }

    /// This response in format 1.
    public var json: JSONValue {
        .object(Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value.json) }))
    }
}
