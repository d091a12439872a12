extension Block {
    /// Reads one block of format 1.
    ///
    /// - Throws: ``FormatProblem`` naming the member that is wrong.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let type = try fields.string("type")
        switch type {
        case "paragraph": self = .paragraph(try fields.list("inlines", Inline.init(json:path:)))
        case "heading":
            self = .heading(
                level: try fields.integer("level", in: 2...6),
                try fields.list("inlines", Inline.init(json:path:))
            )
        case "list":
            self = .list(
                isOrdered: try fields.bool("ordered", default: false),
                items: try fields.list("items", Self.blocks)
            )
        case "table": self = .table(try ContentTable(fields: &fields))
        case "results": self = .results(try ResultsTable(fields: &fields))
        case "image": self = .image(try ContentImage(fields: &fields))
        case "media": self = .media(try ContentMedia(fields: &fields))
        case "quotation": self = .quotation(try fields.list("blocks", Block.init(json:path:)))
        case "conditional":
            self = .conditional(try Visibility(fields: &fields), try fields.list("blocks", Block.init(json:path:)))
        case "stimulus":
            guard let hash = ContentHash(rawValue: try fields.string("hash")) else {
                throw FormatProblem(path: fields.at("hash"), message: "the hash of a file is needed")
            }
            self = .stimulus(hash, try fields.list("blocks", Block.init(json:path:)))
        case "preformatted": self = .preformatted(try fields.string("text"))
        case "interaction": self = .interaction(ResponseID(rawValue: try fields.string("response")))
        case "foreign": self = .foreign(markup: try fields.string("markup"), fallback: try fields.string("fallback"))
        default: throw FormatProblem(path: path, message: "unknown block type “\(type)”")
        }
        try fields.end()
    }

    /// Reads a list of blocks.
    public static func blocks(_ json: JSONValue, _ path: String) throws(FormatProblem) -> [Block] {
        guard let elements = json.elements else {
            throw FormatProblem(path: path, message: "a list of blocks is needed")
        }
        var blocks: [Block] = []
        for (index, element) in elements.enumerated() {
            blocks.append(try Block(json: element, path: "\(path)[\(index)]"))
        }
        return blocks
    }

    /// This block in format 1.
    public var json: JSONValue {
        switch self {
        case .paragraph(let inlines): ["type": "paragraph", "inlines": inlines.json]
        case .heading(let level, let inlines):
            ["type": "heading", "level": .integer(Int64(level)), "inlines": inlines.json]
        case .list(let isOrdered, let items):
            ["type": "list", "ordered": .bool(isOrdered), "items": .array(items.map(\.json))]
        case .table(let table): table.json
        case .results(let table): table.json
        case .image(let image): image.json
        case .media(let media): .object(media.members)
        case .quotation(let blocks): ["type": "quotation", "blocks": blocks.json]
        case .conditional(let visibility, let blocks): visibility.json(["blocks": blocks.json])
        case .stimulus(let hash, let blocks):
            ["type": "stimulus", "hash": .string(hash.rawValue), "blocks": blocks.json]
        case .preformatted(let text): ["type": "preformatted", "text": .string(text)]
        case .interaction(let response): ["type": "interaction", "response": .string(response.rawValue)]
        case .foreign(let markup, let fallback):
            ["type": "foreign", "markup": .string(markup), "fallback": .string(fallback)]
        }
    }
}

extension [Block] {
    /// All blocks in format 1.
    public var json: JSONValue { .array(map(\.json)) }
}

extension Inline {
    /// Reads one run of format 1; a plain string is text.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        if let text = json.text {
            self = .text(text)
            return
        }
        var fields = try Fields(json, path: path)
        let type = try fields.string("type")
        switch type {
        case "strong": self = .strong(try fields.list("inlines", Inline.init(json:path:)))
        case "emphasis": self = .emphasis(try fields.list("inlines", Inline.init(json:path:)))
        case "superscript": self = .superscript(try fields.list("inlines", Inline.init(json:path:)))
        case "subscript": self = .subscript(try fields.list("inlines", Inline.init(json:path:)))
        case "code": self = .code(try fields.list("inlines", Inline.init(json:path:)))
        case "break": self = .lineBreak
        case "language":
            self = .language(try fields.string("language"), try fields.list("inlines", Inline.init(json:path:)))
        case "image": self = .image(try ContentImage(fields: &fields))
        case "formula":
            self = .formula(markup: try fields.string("markup"), alternative: try fields.string("alternative"))
        case "interaction": self = .interaction(ResponseID(rawValue: try fields.string("response")))
        case "gap": self = .gap(OptionID(rawValue: try fields.string("id")))
        case "hotText":
            self = .hotText(
                OptionID(rawValue: try fields.string("id")),
                try fields.list("inlines", Inline.init(json:path:))
            )
        case "variable": self = .variable(try PrintedVariable(fields: &fields))
        case "conditional":
            self = .conditional(try Visibility(fields: &fields), try fields.list("inlines", Inline.init(json:path:)))
        case "foreign": self = .foreign(markup: try fields.string("markup"), fallback: try fields.string("fallback"))
        default: throw FormatProblem(path: path, message: "unknown inline type “\(type)”")
        }
        try fields.end()
    }

    /// Reads a list of runs.
    static func inlines(_ json: JSONValue, _ path: String) throws(FormatProblem) -> [Inline] {
        guard let elements = json.elements else { throw FormatProblem(path: path, message: "a list of runs is needed") }
        var inlines: [Inline] = []
        for (index, element) in elements.enumerated() {
            inlines.append(try Inline(json: element, path: "\(path)[\(index)]"))
        }
        return inlines
    }

    /// This run in format 1.
    public var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .strong(let inlines): ["type": "strong", "inlines": inlines.json]
        case .emphasis(let inlines): ["type": "emphasis", "inlines": inlines.json]
        case .superscript(let inlines): ["type": "superscript", "inlines": inlines.json]
        case .subscript(let inlines): ["type": "subscript", "inlines": inlines.json]
        case .code(let inlines): ["type": "code", "inlines": inlines.json]
        case .lineBreak: ["type": "break"]
        case .language(let language, let inlines):
            ["type": "language", "language": .string(language), "inlines": inlines.json]
        case .image(let image): image.json
        case .formula(let markup, let alternative):
            ["type": "formula", "markup": .string(markup), "alternative": .string(alternative)]
        case .interaction(let response): ["type": "interaction", "response": .string(response.rawValue)]
        case .gap(let id): ["type": "gap", "id": .string(id.rawValue)]
        case .hotText(let id, let inlines):
            ["type": "hotText", "id": .string(id.rawValue), "inlines": inlines.json]
        case .variable(let variable): variable.json
        case .conditional(let visibility, let inlines): visibility.json(["inlines": inlines.json])
        case .foreign(let markup, let fallback):
            ["type": "foreign", "markup": .string(markup), "fallback": .string(fallback)]
        }
    }
}

extension [Inline] {
    /// All runs in format 1.
    public var json: JSONValue { .array(map(\.json)) }
}
