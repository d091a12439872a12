extension VariableValue {
    /// Reads `null`, `{"single":["float","1.5"]}`, `{"multiple":[["identifier","A"]]}`, `{"ordered":[…]}` or
    /// `{"record":{"field":["integer","3"]}}`.
    ///
    /// - Throws: ``FormatProblem`` when it is none of these or a text is no value of its type.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        guard json != .null else {
            self = .null
            return
        }
        var fields = try Fields(json, path: path)
        if let value = fields.take("single") {
            self = .single(try SingleValue(json: value, path: fields.at("single")))
        } else if json["multiple"] != nil {
            self.init(try fields.list("multiple", SingleValue.init(json:path:)), isOrdered: false)
        } else if json["ordered"] != nil {
            self.init(try fields.list("ordered", SingleValue.init(json:path:)), isOrdered: true)
        } else if json["record"] != nil {
            var record: [String: SingleValue] = [:]
            for (name, value) in try fields.object("record") {
                record[name] = try SingleValue(json: value, path: "\(fields.at("record")).\(name)")
            }
            self = record.isEmpty ? .null : .record(record)
        } else {
            throw FormatProblem(path: path, message: "one of single, multiple, ordered or record is needed")
        }
        try fields.end()
    }

    /// This value in format 1.
    public var json: JSONValue {
        switch self {
        case .null: .null
        case .single(let value): ["single": value.json]
        case .multiple(let values): ["multiple": .array(values.map(\.json))]
        case .ordered(let values): ["ordered": .array(values.map(\.json))]
        case .record(let fields): ["record": .object(fields.mapValues(\.json))]
        }
    }
}

extension SingleValue {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        guard let parts = json.elements, parts.count == 2, let type = parts[0].text.flatMap(ValueType.init(rawValue:)),
            let text = parts[1].text, let value = SingleValue(text, as: type)
        else { throw FormatProblem(path: path, message: "a base type and a text of it are needed") }
        self = value
    }

    /// This value in format 1.
    var json: JSONValue { [.string(type.rawValue), .string(exactText)] }

    /// Like ``text``, with every digit of a float.
    private var exactText: String {
        switch self {
        case .float(let number), .duration(let number):
            number.isFinite ? "\(number)" : LexicalNumber.text(number)
        case .point(let x, let y): "\(x) \(y)"
        default: text
        }
    }
}
