/// A table by which an outcome is looked up from a number.
///
/// Source: QTI 3.0 information model, "match-table" and "interpolation-table". Values are kept as they are written.
public struct LookupTable: Hashable, Sendable {
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// The entry whose source is exactly the number, which is an integer.
        case match
        /// The first entry, in the order of the document, whose source is not above the number.
        ///
        /// Source: our notes on interchange, section 6.2 (JQTI+ and Cito's engine do the same).
        case interpolation
    }

    public struct Entry: Hashable, Sendable {
        public var source: String
        public var target: String
        /// Whether the source itself belongs to the entry; interpolation alone asks.
        public var includesBoundary: Bool

        public init(source: String, target: String, includesBoundary: Bool = true) {
            self.source = source
            self.target = target
            self.includesBoundary = includesBoundary
        }
    }

    public var method: Method
    public var entries: [Entry]
    /// What a number gives that no entry holds; `nil` is NULL.
    public var defaultValue: String?

    public init(_ method: Method, entries: [Entry], defaultValue: String? = nil) {
        self.method = method
        self.entries = entries
        self.defaultValue = defaultValue
    }
}

extension LookupTable {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let method: Method = try fields.word("method")
        let entries = try fields.list("entries") { (json, path) throws(FormatProblem) in
            var fields = try Fields(json, path: path)
            let entry = Entry(
                source: try fields.string("source"),
                target: try fields.string("target"),
                includesBoundary: try fields.bool("includesBoundary", default: true)
            )
            try fields.end()
            return entry
        }
        self.init(method, entries: entries, defaultValue: try fields.optionalString("default"))
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "method": .string(method.rawValue),
            "entries": .array(
                entries.map { entry in
                    [
                        "source": .string(entry.source), "target": .string(entry.target),
                        "includesBoundary": .bool(entry.includesBoundary),
                    ]
                }
            ),
        ]
        if let defaultValue { members["default"] = .string(defaultValue) }
        return .object(members)
    }
}
