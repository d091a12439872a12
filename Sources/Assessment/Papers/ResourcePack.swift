/// A frozen set of allowed resources for an open-book sitting: pages of our own content tree.
public struct ResourcePack: Hashable, Sendable {
    public var id: String
    public var title: String
    public var language: String
    public var pages: [Page]

    public struct Page: Hashable, Sendable {
        public var id: String
        public var title: String
        public var blocks: [Block]
    }

    /// Reads a pack of format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        id = try fields.string("id")
        title = try fields.string("title")
        language = try fields.string("language")
        pages = try fields.list("pages", Page.init(json:path:))
        try fields.end()
    }

    /// This pack in format 1.
    public var json: JSONValue {
        [
            "format": 1, "id": .string(id), "title": .string(title), "language": .string(language),
            "pages": .array(pages.map(\.json)),
        ]
    }

    /// The identity of this pack.
    public var hash: ContentHash { ContentHash(of: json) }
}

extension ResourcePack.Page {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = try fields.string("id")
        title = try fields.string("title")
        blocks = try fields.list("blocks", Block.init(json:path:))
        try fields.end()
    }

    var json: JSONValue { ["id": .string(id), "title": .string(title), "blocks": blocks.json] }
}
