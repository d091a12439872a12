extension ResponseValue {
    /// Reads `{"choices":["B"]}`, `{"pairs":[["S1","C"]]}`, `{"text":"…"}`, `{"texts":["…"]}`,
    /// `{"number":"12.5","unit":"mg"}`, `{"points":[[120,45]]}`, `{"file":{…}}` or `{"pressed":true}`.
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
        } else if json["texts"] != nil {
            self = .texts(try fields.strings("texts"))
        } else if json["points"] != nil {
            self = .points(try fields.list("points", Point.init(json:path:)))
        } else if let file = fields.take("file") {
            self = .file(try HandedFile(json: file, path: fields.at("file")))
        } else if json["pressed"] != nil {
            self = .pressed(try fields.bool("pressed", default: false))
        } else {
            let message = "one of choices, pairs, text, texts, number, points, file or pressed is needed"
            throw FormatProblem(path: path, message: message)
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
        case .texts(let texts): ["texts": .array(texts.map(JSONValue.string))]
        case .points(let points):
            ["points": .array(points.map { [.integer(Int64($0.x)), .integer(Int64($0.y))] })]
        case .file(let file): ["file": file.json]
        case .pressed(let isPressed): ["pressed": .bool(isPressed)]
        }
    }
}

extension ResponseValue.Point {
    /// Far beyond any image; what lies outside the image is a misfit, not a fault of form.
    private static let range: ClosedRange<Int64> = -1_000_000...1_000_000

    init(json: JSONValue, path: String) throws(FormatProblem) {
        guard let elements = json.elements, elements.count == 2, let x = elements[0].number,
            let y = elements[1].number, Self.range.contains(x), Self.range.contains(y)
        else { throw FormatProblem(path: path, message: "a list of two whole numbers is needed") }
        self.init(x: Int(x), y: Int(y))
    }
}

extension HandedFile {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        name = try fields.string("name")
        type = try fields.string("type")
        guard let hash = ContentHash(rawValue: try fields.string("hash")) else {
            throw FormatProblem(path: fields.at("hash"), message: "is no SHA-256")
        }
        self.hash = hash
        bytes = try fields.integer("bytes", in: 0...(1 << 40))
        try fields.end()
    }

    var json: JSONValue {
        [
            "name": .string(name), "type": .string(type), "hash": .string(hash.rawValue),
            "bytes": .integer(Int64(bytes)),
        ]
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
