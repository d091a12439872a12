extension Paper {
    /// Reads a paper of format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        id = PaperID(rawValue: try fields.string("id"))
        title = try fields.string("title")
        language = try fields.string("language")
        instructions = try fields.list("instructions", Block.init(json:path:))
        sections = try fields.list("sections", Section.init(json:path:))
        try fields.end()
    }

    /// This paper in format 1.
    public var json: JSONValue {
        [
            "format": 1, "id": .string(id.rawValue), "title": .string(title), "language": .string(language),
            "instructions": instructions.json, "sections": .array(sections.map(\.json)),
        ]
    }
}

extension Paper.Section {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        title = try fields.string("title")
        shuffles = try fields.bool("shuffle", default: false)
        lockpoint = try Lockpoint(from: &fields)
        entries = try fields.list("entries", Paper.Entry.init(json:path:))
        try fields.end()
    }

    var json: JSONValue {
        let members: [String: JSONValue] = [
            "title": .string(title), "shuffle": .bool(shuffles), "entries": .array(entries.map(\.json)),
        ]
        return .object(members.merging(lockpoint.members) { own, _ in own })
    }
}

extension Paper.Entry {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        item = ItemID(rawValue: try fields.string("item"))
        guard let version = ContentHash(rawValue: try fields.string("version")) else {
            throw FormatProblem(path: fields.at("version"), message: "is no hash")
        }
        self.version = version
        try fields.end()
    }

    var json: JSONValue { ["item": .string(item.rawValue), "version": .string(version.rawValue)] }
}
