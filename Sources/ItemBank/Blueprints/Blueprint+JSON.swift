public import Assessment
public import Foundation

extension Blueprint {
    /// The number of the format that ``json`` writes.
    public static let format = 1

    /// Reads a blueprint of format 1; whether it makes sense, ``problems()`` says.
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
        id = try fields.string("id")
        name = try fields.string("name")
        size = try Size(json: try fields.value("size"), path: fields.at("size"))
        axes = try fields.list("axes", Axis.init(json:path:))
        targets = try fields.list("targets", Target.init(json:path:))
        if let window = fields.take("meanFacility") {
            meanFacility = try FacilityWindow(json: window, path: fields.at("meanFacility"))
        } else {
            meanFacility = nil
        }
        try fields.end()
    }

    /// Reads the bytes of a blueprint file.
    ///
    /// - Throws: ``FormatProblem``; syntax problems carry the byte in their message.
    public init(data: Data) throws(FormatProblem) {
        let json: JSONValue
        do {
            json = try StrictJSON.value(data)
        } catch {
            throw FormatProblem(path: "", message: error.description)
        }
        try self.init(json: json)
    }

    /// This blueprint in format 1.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": .integer(Int64(Self.format)), "id": .string(id), "name": .string(name),
            "size": ["minimum": .integer(Int64(size.minimum)), "maximum": .integer(Int64(size.maximum))],
            "axes": .array(axes.map(\.json)), "targets": .array(targets.map(\.json)),
        ]
        if let meanFacility { members["meanFacility"] = meanFacility.json }
        return .object(members)
    }

    /// The canonical bytes of this blueprint.
    public var canonicalData: Data { CanonicalJSON.data(json) }

    /// The identity of this blueprint.
    public var hash: ContentHash { ContentHash(of: json) }
}

extension Blueprint.Size {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        minimum = try fields.integer("minimum", in: 1...Blueprint.largestBound)
        maximum = try fields.integer("maximum", in: 1...Blueprint.largestBound)
        try fields.end()
    }
}

extension Blueprint.Axis {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = try fields.string("id")
        name = try fields.string("name")
        categories = try fields.list("categories", Blueprint.Category.init(json:path:))
        try fields.end()
    }

    var json: JSONValue {
        ["id": .string(id), "name": .string(name), "categories": .array(categories.map(\.json))]
    }
}

extension Blueprint.Category {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = try fields.string("id")
        name = try fields.string("name")
        try fields.end()
    }

    var json: JSONValue { ["id": .string(id), "name": .string(name)] }
}

extension Blueprint.Target {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        var cell: [String: String] = [:]
        let place = try fields.value("where")
        var categories = try Fields(place, path: fields.at("where"))
        for axis in (place.members ?? [:]).keys { cell[axis] = try categories.string(axis) }
        self.cell = cell
        let unit = try fields.string("unit")
        guard let known = Blueprint.Unit(rawValue: unit) else {
            throw FormatProblem(path: fields.at("unit"), message: "“count” or “percent” is needed")
        }
        self.unit = known
        let range = 0...Blueprint.largestBound(in: known)
        minimum = try fields.bound("minimum", in: range)
        maximum = try fields.bound("maximum", in: range)
        guard minimum != nil || maximum != nil else {
            throw FormatProblem(path: path, message: "a minimum or a maximum is needed")
        }
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "where": .object(cell.mapValues(JSONValue.string)), "unit": .string(unit.rawValue),
        ]
        if let minimum { members["minimum"] = .integer(Int64(minimum)) }
        if let maximum { members["maximum"] = .integer(Int64(maximum)) }
        return .object(members)
    }
}

extension Blueprint.FacilityWindow {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        minimum = try fields.mark("minimum")
        maximum = try fields.mark("maximum")
        try fields.end()
    }

    var json: JSONValue { ["minimum": .string(minimum.description), "maximum": .string(maximum.description)] }
}

extension Fields {
    /// An integer that may be absent.
    fileprivate mutating func bound(_ name: String, in range: ClosedRange<Int>) throws(FormatProblem) -> Int? {
        guard let value = take(name) else { return nil }
        guard let number = value.number, let bound = Int(exactly: number), range.contains(bound) else {
            throw FormatProblem(
                path: at(name),
                message: "an integer in \(range.lowerBound)…\(range.upperBound) is needed"
            )
        }
        return bound
    }
}
