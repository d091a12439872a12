extension ImageInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            image: try ContentImage(json: try fields.value("image"), path: fields.at("image")),
            task: try Self.task(&fields),
            regions: try fields.list("regions", Region.init(json:path:)),
            minimum: try fields.count("minimum", default: 0),
            maximum: try fields.count("maximum", default: 1),
            layout: head.layout
        )
        guard Set(regions.map(\.id)).count == regions.count else {
            throw FormatProblem(path: fields.at("regions"), message: "two areas share a name")
        }
    }

    private static func task(_ fields: inout Fields) throws(FormatProblem) -> Task {
        let name = try fields.string("task")
        switch name {
        case "choose": return .choose
        case "order": return .order
        case "associate": return .associate
        case "label": return .label(try fields.options("labels"))
        case "point": return .point
        case "place": return .place(try ContentImage(json: try fields.value("object"), path: fields.at("object")))
        default: throw FormatProblem(path: fields.at("task"), message: "unknown task “\(name.prefix(60))”")
        }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["image": image.json]
        switch task {
        case .choose: members["task"] = "choose"
        case .order: members["task"] = "order"
        case .associate: members["task"] = "associate"
        case .label(let labels):
            members["task"] = "label"
            members["labels"] = .array(labels.map(\.json))
        case .point: members["task"] = "point"
        case .place(let object):
            members["task"] = "place"
            members["object"] = object.json
        }
        return json(
            "image",
            layout,
            members,
            optional: [
                "regions": regions.isEmpty ? nil : .array(regions.map(\.json)),
                "minimum": .integer(minimum, unless: 0), "maximum": .integer(maximum, unless: 1),
            ]
        )
    }
}

extension ImageInteraction.Region {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = OptionID(rawValue: try fields.string("id"))
        area = try Area(&fields)
        label = try fields.optionalString("label") ?? ""
        maximum = try fields.count("maximum", default: 1)
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id.rawValue), "shape": .string(area.shape.rawValue),
            "coordinates": .array(area.coordinates.map { .integer(Int64($0)) }),
        ]
        if !label.isEmpty { members["label"] = .string(label) }
        if maximum != 1 { members["maximum"] = .integer(Int64(maximum)) }
        return .object(members)
    }
}

extension Area {
    fileprivate init(_ fields: inout Fields) throws(FormatProblem) {
        let shape: Shape = try fields.word("shape")
        let path = fields.at("coordinates")
        let coordinates = try fields.list("coordinates") { (json, path) throws(FormatProblem) -> Int in
            guard let number = json.number, (-100_000...100_000).contains(number) else {
                throw FormatProblem(path: path, message: "must lie in -100000…100000")
            }
            return Int(number)
        }
        guard let area = Area(shape, coordinates) else {
            throw FormatProblem(path: path, message: "\(coordinates.count) do not suit \(shape.rawValue)")
        }
        self = area
    }
}
