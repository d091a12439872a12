public import Foundation

extension ItemVersion {
    /// The number of the format that ``json`` writes.
    public static let format = 1
    /// How deep the JSON of an item may nest: a form holds its body four levels deeper and is read with 64.
    public static let depthLimit = 60

    /// Reads an item version of format 1.
    ///
    /// - Throws: ``FormatProblem`` naming the member that is wrong.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == Self.format else {
            throw FormatProblem(
                path: fields.at("format"),
                message: "only format 1 is known; a newer Avicenna may read this"
            )
        }
        item = ItemID(rawValue: try fields.string("item"))
        kind = KindName(rawValue: try fields.string("kind"))
        language = try fields.string("language")
        title = try fields.string("title")
        body = try fields.list("body", Block.init(json:path:))
        interactions = try fields.list("interactions", Interaction.init(json:path:))
        scoring = try fields.list("scoring", RuleUse.init(json:path:))
        rationale = try Rationale(json: try fields.value("rationale"), path: fields.at("rationale"))
        metadata = try ItemMetadata(json: try fields.value("metadata"), path: fields.at("metadata"))
        if let json = fields.take("original") {
            original = try Original(json: json, path: fields.at("original"))
        }
        if let json = fields.take("station") { station = try Station(json: json, path: fields.at("station")) }
        try fields.end()
        try checkIdentifiers(path: path)
    }

    /// Reads the bytes of an item file.
    ///
    /// - Throws: ``FormatProblem``; syntax problems carry the byte in their message.
    public init(data: Data) throws(FormatProblem) {
        let json: JSONValue
        do {
            json = try StrictJSON.value(data, maximumDepth: 64)
        } catch {
            throw FormatProblem(path: "", message: error.description)
        }
        try self.init(json: json)
    }

    private func checkIdentifiers(path: String) throws(FormatProblem) {
        guard !item.rawValue.isEmpty, item.rawValue.utf8.count <= 200 else {
            throw FormatProblem(path: "\(path)item", message: "must have 1 to 200 bytes")
        }
        guard Set(interactions.map(\.id)).count == interactions.count else {
            throw FormatProblem(path: "\(path)interactions", message: "two interactions share a response name")
        }
        guard Set(scoring.map(\.id)).count == scoring.count else {
            throw FormatProblem(path: "\(path)scoring", message: "two rules share an outcome name")
        }
    }

    /// This version in format 1.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": .integer(Int64(Self.format)), "item": .string(item.rawValue), "kind": .string(kind.rawValue),
            "language": .string(language), "title": .string(title), "body": body.json,
            "interactions": .array(interactions.map(\.json)), "scoring": .array(scoring.map(\.json)),
            "rationale": rationale.json, "metadata": metadata.json,
        ]
        if let original { members["original"] = original.json }
        if let station { members["station"] = station.json }
        return .object(members)
    }
}

extension Rationale {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        general = try fields.list("general", Block.init(json:path:))
        var options: [OptionID: [Block]] = [:]
        for (name, member) in try fields.object("options") {
            options[OptionID(rawValue: name)] = try Block.blocks(member, "\(path).options.\(name)")
        }
        self.options = options
        try fields.end()
    }

    var json: JSONValue {
        [
            "general": general.json,
            "options": .object(Dictionary(uniqueKeysWithValues: options.map { ($0.key.rawValue, $0.value.json) })),
        ]
    }
}

extension ItemMetadata {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        var tags: [String: [String]] = [:]
        if let value = fields.take("tags") {
            var axes = try Fields(value, path: fields.at("tags"))
            for axis in (value.members ?? [:]).keys { tags[axis] = try axes.strings(axis) }
        }
        self.tags = tags
        difficulty = try fields.optionalMark("difficulty")
        if let difficulty, !(Mark.zero...Mark.one).contains(difficulty) {
            throw FormatProblem(path: fields.at("difficulty"), message: "must lie in 0…1")
        }
        authors = try fields.strings("authors")
        licence = try fields.optionalString("licence") ?? ""
        origin = try fields.optionalString("origin") ?? ""
        references = try fields.strings("references")
        enemies = try fields.strings("enemies").map(ItemID.init(rawValue:))
        if let json = fields.take("caseSet") {
            caseSet = try CaseSetPlace(json: json, path: fields.at("caseSet"))
        }
        kept = try fields.object("kept")
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "tags": .object(tags.mapValues { .array($0.map(JSONValue.string)) }),
            "authors": .array(authors.map(JSONValue.string)), "licence": .string(licence), "origin": .string(origin),
            "references": .array(references.map(JSONValue.string)),
            "enemies": .array(enemies.map { .string($0.rawValue) }),
        ]
        if let difficulty { members["difficulty"] = .string(difficulty.description) }
        if let caseSet { members["caseSet"] = caseSet.json }
        if !kept.isEmpty { members["kept"] = .object(kept) }
        return .object(members)
    }
}

extension Original {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        format = try fields.string("format")
        fileName = try fields.string("fileName")
        guard let bytes = Data(base64Encoded: try fields.string("bytes")) else {
            throw FormatProblem(path: fields.at("bytes"), message: "is not base64")
        }
        self.bytes = bytes
        unread = try fields.strings("unread")
        try fields.end()
    }

    var json: JSONValue {
        [
            "format": .string(format), "fileName": .string(fileName), "bytes": .string(bytes.base64EncodedString()),
            "unread": .array(unread.map(JSONValue.string)),
        ]
    }
}
