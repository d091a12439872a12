extension Interaction {
    /// Reads one interaction of format 1.
    ///
    /// - Throws: ``FormatProblem`` naming the member that is wrong.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let type = try fields.string("type")
        let id = ResponseID(rawValue: try fields.string("id"))
        let prompt = try fields.list("prompt", Block.init(json:path:))
        switch type {
        case "choice":
            self = .choice(
                ChoiceInteraction(
                    id: id,
                    prompt: prompt,
                    options: try fields.list("options", Option.init(json:path:)),
                    minimum: try fields.integer("minimum", in: 0...1000),
                    maximum: try fields.integer("maximum", in: 0...1000),
                    shuffles: try fields.bool("shuffle", default: false)
                )
            )
        case "match":
            self = .match(
                MatchInteraction(
                    id: id,
                    prompt: prompt,
                    rows: try fields.list("rows", Option.init(json:path:)),
                    columns: try fields.list("columns", Option.init(json:path:)),
                    rowMaximum: try fields.integer("rowMaximum", in: 0...1000),
                    columnMaximum: try fields.integer("columnMaximum", in: 0...1000),
                    shuffles: try fields.bool("shuffle", default: false)
                )
            )
        case "text":
            self = .text(
                TextInteraction(
                    id: id,
                    prompt: prompt,
                    expectedLength: try fields.integer("expectedLength", in: 1...100_000),
                    lines: try fields.integer("lines", in: 1...200)
                )
            )
        case "number": self = .number(NumberInteraction(id: id, prompt: prompt, units: try fields.strings("units")))
        default: throw FormatProblem(path: path, message: "unknown interaction type “\(type)”")
        }
        try fields.end()
    }

    /// This interaction in format 1.
    public var json: JSONValue {
        switch self {
        case .choice(let choice):
            [
                "type": "choice", "id": .string(choice.id.rawValue), "prompt": choice.prompt.json,
                "options": .array(choice.options.map(\.json)), "minimum": .integer(Int64(choice.minimum)),
                "maximum": .integer(Int64(choice.maximum)), "shuffle": .bool(choice.shuffles),
            ]
        case .match(let match):
            [
                "type": "match", "id": .string(match.id.rawValue), "prompt": match.prompt.json,
                "rows": .array(match.rows.map(\.json)), "columns": .array(match.columns.map(\.json)),
                "rowMaximum": .integer(Int64(match.rowMaximum)),
                "columnMaximum": .integer(Int64(match.columnMaximum)), "shuffle": .bool(match.shuffles),
            ]
        case .text(let text):
            [
                "type": "text", "id": .string(text.id.rawValue), "prompt": text.prompt.json,
                "expectedLength": .integer(Int64(text.expectedLength)), "lines": .integer(Int64(text.lines)),
            ]
        case .number(let number):
            [
                "type": "number", "id": .string(number.id.rawValue), "prompt": number.prompt.json,
                "units": .array(number.units.map(JSONValue.string)),
            ]
        }
    }
}

extension Option {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = OptionID(rawValue: try fields.string("id"))
        content = try fields.list("content", Block.init(json:path:))
        isFixed = try fields.bool("fixed", default: false)
        try fields.end()
    }

    var json: JSONValue { ["id": .string(id.rawValue), "content": content.json, "fixed": .bool(isFixed)] }
}
