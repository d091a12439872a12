extension MatchInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            rows: try fields.options("rows"),
            columns: try fields.options("columns"),
            rowMaximum: try fields.count("rowMaximum"),
            columnMaximum: try fields.count("columnMaximum"),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 0),
            shuffles: try fields.bool("shuffle", default: false),
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "match",
            layout,
            [
                "rows": .array(rows.map(\.json)), "columns": .array(columns.map(\.json)),
                "rowMaximum": .integer(Int64(rowMaximum)), "columnMaximum": .integer(Int64(columnMaximum)),
                "shuffle": .bool(shuffles),
            ],
            optional: ["minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 0)]
        )
    }
}

extension AssociateInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            options: try fields.options("options"),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 1),
            shuffles: try fields.bool("shuffle", default: false),
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "associate",
            layout,
            ["options": .array(options.map(\.json))],
            optional: [
                "minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 1),
                "shuffle": .flag(shuffles),
            ]
        )
    }
}

extension GapMatchInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            options: try fields.options("options"),
            text: try fields.list("text", Block.init(json:path:)),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 0),
            shuffles: try fields.bool("shuffle", default: false),
            layout: head.layout
        )
        guard Set(gaps).count == gaps.count else {
            throw FormatProblem(path: fields.at("text"), message: "two gaps share a name")
        }
    }

    var json: JSONValue {
        json(
            "gapMatch",
            layout,
            ["options": .array(options.map(\.json)), "text": text.json],
            optional: [
                "minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 0),
                "shuffle": .flag(shuffles),
            ]
        )
    }
}
