extension Form {
    /// Reads a form of format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        paper = PaperID(rawValue: try fields.string("paper"))
        title = try fields.string("title")
        language = try fields.string("language")
        instructions = try fields.list("instructions", Block.init(json:path:))
        sections = try fields.list("sections", Section.init(json:path:))
        try fields.end()
    }

    /// This form in format 1.
    public var json: JSONValue {
        [
            "format": 1, "paper": .string(paper.rawValue), "title": .string(title), "language": .string(language),
            "instructions": instructions.json, "sections": .array(sections.map(\.json)),
        ]
    }
}

extension Form.Section {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        title = try fields.string("title")
        shuffles = try fields.bool("shuffle", default: false)
        lockpoint = try Lockpoint(from: &fields)
        positions = try fields.list("positions", Form.Position.init(json:path:))
        try fields.end()
    }

    var json: JSONValue {
        let members: [String: JSONValue] = [
            "title": .string(title), "shuffle": .bool(shuffles), "positions": .array(positions.map(\.json)),
        ]
        return .object(members.merging(lockpoint.members) { own, _ in own })
    }
}

extension Form.Position {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        language = try fields.string("language")
        body = try fields.list("body", Block.init(json:path:))
        interactions = try fields.list("interactions", Interaction.init(json:path:))
        follows = try fields.bool("follows", default: false)
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "language": .string(language), "body": body.json, "interactions": .array(interactions.map(\.json)),
        ]
        if follows { members["follows"] = true }
        return .object(members)
    }
}

extension FormKey {
    /// Reads the key of a form, format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        guard let form = ContentHash(rawValue: try fields.string("form")) else {
            throw FormatProblem(path: fields.at("form"), message: "is no hash")
        }
        self.form = form
        entries = try fields.list("entries", Entry.init(json:path:))
        try fields.end()
    }

    /// This key in format 1.
    public var json: JSONValue {
        ["format": 1, "form": .string(form.rawValue), "entries": .array(entries.map(\.json))]
    }
}

extension FormKey.Entry {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        item = ItemID(rawValue: try fields.string("item"))
        guard let version = ContentHash(rawValue: try fields.string("version")) else {
            throw FormatProblem(path: fields.at("version"), message: "is no hash")
        }
        self.version = version
        kind = KindName(rawValue: try fields.string("kind"))
        scoring = try fields.list("scoring", RuleUse.init(json:path:))
        rationale = try Rationale(json: try fields.value("rationale"), path: fields.at("rationale"))
        let tags = fields.take("tags")
        var axes = try Fields(tags ?? .object([:]), path: fields.at("tags"))
        var read: [String: [String]] = [:]
        for axis in (tags?.members ?? [:]).keys { read[axis] = try axes.strings(axis) }
        self.tags = read
        try fields.end()
    }

    var json: JSONValue {
        [
            "item": .string(item.rawValue), "version": .string(version.rawValue), "kind": .string(kind.rawValue),
            "scoring": .array(scoring.map(\.json)), "rationale": rationale.json,
            "tags": .object(tags.mapValues { .array($0.map(JSONValue.string)) }),
        ]
    }
}
