extension MediaInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            media: try ContentMedia(json: try fields.value("media"), path: fields.at("media")),
            minimumPlays: try fields.count("minimum", default: 0),
            maximumPlays: try fields.count("maximum", default: 0),
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "media",
            layout,
            ["media": .object(media.members)],
            optional: ["minimum": .integer(minimumPlays, unless: 0), "maximum": .integer(maximumPlays, unless: 0)]
        )
    }
}

extension UploadInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(id: head.id, prompt: head.prompt, types: try fields.strings("types"), layout: head.layout)
    }

    var json: JSONValue { json("upload", layout, ["types": .array(types.map(JSONValue.string))]) }
}

extension EndInteraction {
    init(_ fields: inout Fields, id: ResponseID) throws(FormatProblem) {
        self.init(id: id, title: try fields.string("title"), asksForHint: try fields.bool("hint", default: false))
    }

    var json: JSONValue { json("end", Layout(), ["title": .string(title)], optional: ["hint": .flag(asksForHint)]) }
}

extension KeptInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            name: try fields.string("name"),
            text: try fields.list("text", Block.init(json:path:))
        )
    }

    var json: JSONValue { json("kept", Layout(), ["name": .string(name), "text": text.json]) }
}
