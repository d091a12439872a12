/// Areas of an image and what a point in each is worth.
///
/// Source: QTI 3.0 information model, "area-mapping". Numbers are kept as they are written.
public struct AreaMapping: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// `circle`, `rect`, `poly`, `ellipse` or `default`.
        public var shape: String
        /// Numbers with commas between them, in pixels of the image's declared size.
        public var coordinates: String
        public var value: String

        public init(shape: String, coordinates: String, value: String) {
            self.shape = shape
            self.coordinates = coordinates
            self.value = value
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

extension AreaMapping {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let entries = try fields.list("entries") { (json, path) throws(FormatProblem) in
            var fields = try Fields(json, path: path)
            let entry = Entry(
                shape: try fields.string("shape"),
                coordinates: try fields.string("coordinates"),
                value: try fields.string("value")
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
                        "shape": .string(entry.shape), "coordinates": .string(entry.coordinates),
                        "value": .string(entry.value),
                    ]
                }
            ),
        ]
        if let lowerBound { members["lower"] = .string(lowerBound) }
        if let upperBound { members["upper"] = .string(upperBound) }
        return .object(members)
    }
}
