extension ContentTable {
    init(fields: inout Fields) throws(FormatProblem) {
        caption = try fields.list("caption", Inline.init(json:path:))
        header = try fields.list("header", Inline.inlines)
        rows = try fields.list("rows", Self.cells)
    }

    private static func cells(_ json: JSONValue, _ path: String) throws(FormatProblem) -> [[Inline]] {
        guard let elements = json.elements else {
            throw FormatProblem(path: path, message: "a list of cells is needed")
        }
        var cells: [[Inline]] = []
        for (index, element) in elements.enumerated() { cells.append(try Inline.inlines(element, "\(path)[\(index)]")) }
        return cells
    }

    var json: JSONValue {
        [
            "type": "table", "caption": caption.json, "header": .array(header.map(\.json)),
            "rows": .array(rows.map { .array($0.map(\.json)) }),
        ]
    }
}

extension ResultsTable {
    init(fields: inout Fields) throws(FormatProblem) {
        caption = try fields.list("caption", Inline.init(json:path:))
        rows = try fields.list("rows", Row.init(json:path:))
    }

    var json: JSONValue { ["type": "results", "caption": caption.json, "rows": .array(rows.map(\.json))] }
}

extension ResultsTable.Row {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        name = try fields.string("name")
        value = try fields.string("value")
        unit = try fields.string("unit")
        reference = try fields.string("reference")
        guard let flag = ResultsTable.Flag(rawValue: try fields.string("flag")) else {
            throw FormatProblem(path: fields.at("flag"), message: "must be “low”, “high” or empty")
        }
        self.flag = flag
        try fields.end()
    }

    var json: JSONValue {
        [
            "name": .string(name), "value": .string(value), "unit": .string(unit), "reference": .string(reference),
            "flag": .string(flag.rawValue),
        ]
    }
}

extension ContentImage {
    init(fields: inout Fields) throws(FormatProblem) {
        media = try fields.string("media")
        alternative = try fields.string("alt")
        widthInPixels = try Self.size(fields.take("width"), at: fields.at("width"))
        heightInPixels = try Self.size(fields.take("height"), at: fields.at("height"))
    }

    /// Reads an image that stands as a member of something else.
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.string("type") == "image" else {
            throw FormatProblem(path: fields.at("type"), message: "an image is needed")
        }
        try self.init(fields: &fields)
        try fields.end()
    }

    private static func size(_ json: JSONValue?, at path: String) throws(FormatProblem) -> Int? {
        guard let json else { return nil }
        guard let number = json.number, (1...20_000).contains(number) else {
            throw FormatProblem(path: path, message: "must lie in 1…20000")
        }
        return Int(number)
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["type": "image", "media": .string(media), "alt": .string(alternative)]
        if let widthInPixels { members["width"] = .integer(Int64(widthInPixels)) }
        if let heightInPixels { members["height"] = .integer(Int64(heightInPixels)) }
        return .object(members)
    }
}
