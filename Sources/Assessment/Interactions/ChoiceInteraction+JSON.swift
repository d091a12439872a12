extension ChoiceInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            options: try fields.options("options"),
            minimum: try fields.count("minimum"),
            maximum: try fields.count("maximum"),
            shuffles: try fields.bool("shuffle", default: false),
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "choice",
            layout,
            [
                "options": .array(options.map(\.json)), "minimum": .integer(Int64(minimum)),
                "maximum": .integer(Int64(maximum)), "shuffle": .bool(shuffles),
            ]
        )
    }
}

extension OrderInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            options: try fields.options("options"),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 0),
            shuffles: try fields.bool("shuffle", default: false),
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "order",
            layout,
            ["options": .array(options.map(\.json))],
            optional: [
                "minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 0),
                "shuffle": .flag(shuffles),
            ]
        )
    }
}

extension HotTextInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            text: try fields.list("text", Block.init(json:path:)),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 1),
            layout: head.layout
        )
        guard Set(options.map(\.id)).count == options.count else {
            throw FormatProblem(path: fields.at("text"), message: "two passages share a name")
        }
    }

    var json: JSONValue {
        json(
            "hotText",
            layout,
            ["text": text.json],
            optional: ["minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 1)]
        )
    }
}
