/// Values of a response and what each is worth.
///
/// Source: QTI 3.0 information model, "mapping". Numbers are kept as they are written.
public struct Mapping: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var key: String
        public var value: String
        /// Unset counts as false: the default of the schemas of 2.2 and 3.0.
        public var isCaseSensitive: Bool

        public init(key: String, value: String, isCaseSensitive: Bool = false) {
            self.key = key
            self.value = value
            self.isCaseSensitive = isCaseSensitive
        }
    }

    public var entries: [Entry]
    public var defaultValue: String
    public var lowerBound: String?
    public var upperBound: String?

    public init(
        entries: [Entry],
        defaultValue: String = "0",
        lowerBound: String? = nil,
        upperBound: String? = nil
    ) {
        self.entries = entries
        self.defaultValue = defaultValue
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }
}

extension Mapping {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let entries = try fields.list("entries") { (json, path) throws(FormatProblem) in
            var fields = try Fields(json, path: path)
            let entry = Entry(
                key: try fields.string("key"),
                value: try fields.string("value"),
                isCaseSensitive: try fields.bool("caseSensitive", default: false)
            )
            try fields.end()
            return entry
        }
        self.init(
            entries: entries,
            defaultValue: try fields.optionalString("default") ?? "0",
            lowerBound: try fields.optionalString("lower"),
            upperBound: try fields.optionalString("upper")
        )
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "default": .string(defaultValue),
            "entries": .array(
                entries.map { entry in
                    [
                        "key": .string(entry.key), "value": .string(entry.value),
                        "caseSensitive": .bool(entry.isCaseSensitive),
                    ]
                }
            ),
        ]
        if let lowerBound { members["lower"] = .string(lowerBound) }
        if let upperBound { members["upper"] = .string(upperBound) }
        return .object(members)
    }
}
