extension ContentMedia {
    init(fields: inout Fields) throws(FormatProblem) {
        kind = try fields.word("kind")
        sources = try fields.list("sources", Source.init(json:path:))
        alternative = try fields.string("alt")
        if let json = fields.take("captions") { captions = try Source(json: json, path: fields.at("captions")) }
        widthInPixels = try fields.optionalInteger("width", in: 1...20_000)
        heightInPixels = try fields.optionalInteger("height", in: 1...20_000)
    }

    /// Reads a recording that stands as a member of something else.
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.string("type") == "media" else {
            throw FormatProblem(path: fields.at("type"), message: "a recording is needed")
        }
        try self.init(fields: &fields)
        try fields.end()
    }

    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "type": "media", "kind": .string(kind.rawValue), "sources": .array(sources.map(\.json)),
            "alt": .string(alternative),
        ]
        if let captions { members["captions"] = captions.json }
        if let widthInPixels { members["width"] = .integer(Int64(widthInPixels)) }
        if let heightInPixels { members["height"] = .integer(Int64(heightInPixels)) }
        return members
    }
}

extension ContentMedia.Source {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        media = try fields.string("media")
        type = try fields.optionalString("type") ?? ""
        try fields.end()
    }

    var json: JSONValue {
        type.isEmpty ? ["media": .string(media)] : ["media": .string(media), "type": .string(type)]
    }
}
