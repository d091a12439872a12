extension Interaction {
    /// Reads one interaction of format 1.
    ///
    /// - Throws: ``FormatProblem`` naming the member that is wrong.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let type = try fields.string("type")
        let id = ResponseID(rawValue: try fields.string("id"))
        let head = (id: id, prompt: try fields.list("prompt", Block.init(json:path:)), layout: try Layout(&fields))
        switch type {
        case "choice": self = .choice(try ChoiceInteraction(&fields, head))
        case "order": self = .order(try OrderInteraction(&fields, head))
        case "hotText": self = .hotText(try HotTextInteraction(&fields, head))
        case "match": self = .match(try MatchInteraction(&fields, head))
        case "associate": self = .associate(try AssociateInteraction(&fields, head))
        case "gapMatch": self = .gapMatch(try GapMatchInteraction(&fields, head))
        case "text": self = .text(try TextInteraction(&fields, head))
        case "number": self = .number(try NumberInteraction(&fields, head))
        case "slider": self = .slider(try SliderInteraction(&fields, head))
        case "image": self = .image(try ImageInteraction(&fields, head))
        case "media": self = .media(try MediaInteraction(&fields, head))
        case "upload": self = .upload(try UploadInteraction(&fields, head))
        case "end": self = .end(try EndInteraction(&fields, id: id))
        case "kept": self = .kept(try KeptInteraction(&fields, head))
        default: throw FormatProblem(path: path, message: "unknown interaction type “\(type)”")
        }
        try fields.end()
    }

    /// This interaction in format 1.
    ///
    /// A member at its default is left out, but for those that format 1 has always written.
    public var json: JSONValue {
        switch self {
        case .choice(let form): form.json
        case .order(let form): form.json
        case .hotText(let form): form.json
        case .match(let form): form.json
        case .associate(let form): form.json
        case .gapMatch(let form): form.json
        case .text(let form): form.json
        case .number(let form): form.json
        case .slider(let form): form.json
        case .image(let form): form.json
        case .media(let form): form.json
        case .upload(let form): form.json
        case .end(let form): form.json
        case .kept(let form): form.json
        }
    }
}

/// What every interaction begins with.
typealias InteractionHead = (id: ResponseID, prompt: [Block], layout: Layout)

extension InteractionForm {
    /// The members that every interaction has, and `members`; those at their default, `nil`, are left out.
    func json(
        _ type: String,
        _ layout: Layout,
        _ members: [String: JSONValue],
        optional: [String: JSONValue?] = [:]
    ) -> JSONValue {
        var all = members
        all["type"] = .string(type)
        all["id"] = .string(id.rawValue)
        if type != "end" { all["prompt"] = prompt.json }
        for (name, value) in optional { if let value { all[name] = value } }
        if !layout.classes.isEmpty { all["classes"] = .array(layout.classes.map(JSONValue.string)) }
        if !layout.data.isEmpty { all["data"] = .object(layout.data.mapValues(JSONValue.string)) }
        return .object(all)
    }
}

extension JSONValue {
    /// A number, left out at its default.
    static func integer(_ value: Int, unless usual: Int) -> JSONValue? {
        value == usual ? nil : .integer(Int64(value))
    }

    /// A flag, left out when it is false.
    static func flag(_ value: Bool) -> JSONValue? { value ? .bool(true) : nil }

    /// A text, left out when it is empty.
    static func text(_ value: String) -> JSONValue? { value.isEmpty ? nil : .string(value) }
}

extension Layout {
    fileprivate init(_ fields: inout Fields) throws(FormatProblem) {
        classes = try fields.strings("classes")
        var data: [String: String] = [:]
        for (name, value) in try fields.object("data") {
            guard let text = value.text else {
                throw FormatProblem(path: "\(fields.at("data")).\(name)", message: "a string is needed")
            }
            data[name] = text
        }
        self.data = data
    }
}

extension Option {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = OptionID(rawValue: try fields.string("id"))
        content = try fields.list("content", Block.init(json:path:))
        isFixed = try fields.bool("fixed", default: false)
        maximum = try fields.optionalInteger("maximum", in: 0...1000)
        minimum = try fields.optionalInteger("minimum", in: 0...1000) ?? 0
        if let json = fields.take("visibility") {
            visibility = try Visibility(json: json, path: fields.at("visibility"))
        }
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id.rawValue), "content": content.json, "fixed": .bool(isFixed),
        ]
        if let maximum { members["maximum"] = .integer(Int64(maximum)) }
        if minimum > 0 { members["minimum"] = .integer(Int64(minimum)) }
        if let visibility { members["visibility"] = .object(visibility.members) }
        return .object(members)
    }
}

extension Fields {
    /// A list of options.
    mutating func options(_ name: String) throws(FormatProblem) -> [Option] {
        try list(name, Option.init(json:path:))
    }

    /// How many there may or must be.
    mutating func count(_ name: String, default usual: Int? = nil) throws(FormatProblem) -> Int {
        guard let usual else { return try integer(name, in: 0...1000) }
        return try optionalInteger(name, in: 0...1000) ?? usual
    }
}
