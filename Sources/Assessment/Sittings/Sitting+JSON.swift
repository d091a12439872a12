public import Foundation

extension Sitting {
    /// Reads a sitting of format 1; instants are milliseconds since 1970 in UTC, spans are seconds.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        id = SittingID(rawValue: try fields.string("id"))
        title = try fields.string("title")
        guard let form = ContentHash(rawValue: try fields.string("form")) else {
            throw FormatProblem(path: fields.at("form"), message: "is no hash")
        }
        self.form = form
        window = try Window(json: try fields.value("window"), path: fields.at("window"))
        duration = .seconds(try fields.integer("duration", in: 60...7 * 24 * 3600))
        zone = try fields.string("zone")
        isPractice = try fields.bool("practice", default: false)
        if let resources = try fields.optionalString("resources") {
            guard let hash = ContentHash(rawValue: resources) else {
                throw FormatProblem(path: fields.at("resources"), message: "is no hash")
            }
            self.resources = hash
        }
        passMark = try fields.optionalMark("passMark")
        try fields.end()
    }

    /// This sitting in format 1.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": 1, "id": .string(id.rawValue), "title": .string(title), "form": .string(form.rawValue),
            "window": window.json, "duration": .integer(duration.components.seconds), "zone": .string(zone),
            "practice": .bool(isPractice),
        ]
        if let resources { members["resources"] = .string(resources.rawValue) }
        if let passMark { members["passMark"] = .string(passMark.description) }
        return .object(members)
    }
}

extension Window {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        opens = Date(milliseconds: Int64(try fields.integer("opens")))
        closes = Date(milliseconds: Int64(try fields.integer("closes")))
        guard opens < closes else { throw FormatProblem(path: path, message: "closes before it opens") }
        try fields.end()
    }

    var json: JSONValue {
        ["opens": .integer(opens.milliseconds), "closes": .integer(closes.milliseconds)]
    }
}

extension Adjustment {
    /// Reads one adjustment of format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        let type = try fields.string("type")
        switch type {
        case "extra-time": self = .extraTime(percent: try fields.integer("percent", in: 0...900))
        case "extra-minutes": self = .extraMinutes(try fields.integer("minutes", in: 0...1440))
        case "own-start": self = .ownStart(try Window(json: try fields.value("window"), path: fields.at("window")))
        default: throw FormatProblem(path: path, message: "unknown adjustment “\(type)”")
        }
        try fields.end()
    }

    /// This adjustment in format 1.
    public var json: JSONValue {
        switch self {
        case .extraTime(let percent): ["type": "extra-time", "percent": .integer(Int64(percent))]
        case .extraMinutes(let minutes): ["type": "extra-minutes", "minutes": .integer(Int64(minutes))]
        case .ownStart(let window): ["type": "own-start", "window": window.json]
        }
    }
}

extension Date {
    /// The instant `milliseconds` after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded to the nearest: an instant made of whole milliseconds
    /// is only nearly so in binary, and rounding down would take one off.
    ///
    /// Stays within ±(2^53 − 1), the numbers of canonical JSON.
    public var milliseconds: Int64 {
        let limit = 9_007_199_254_740_991.0
        return Int64(min(max((timeIntervalSince1970 * 1000).rounded(), -limit), limit))
    }
}
