/// Names one case set: items that share one scenario and are kept together.
public struct CaseSetID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Where an item stands in its case set.
public struct CaseSetPlace: Hashable, Sendable {
    public var set: CaseSetID
    /// From 1; later steps may tell what earlier ones ask, so that no order but this one is fair.
    public var step: Int

    /// The steps that a case may have; far more than any candidate could bear.
    public static let steps = 1...99

    public init(set: CaseSetID, step: Int) {
        self.set = set
        self.step = step
    }
}

extension CaseSetPlace {
    public init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        set = CaseSetID(rawValue: try fields.string("set"))
        guard !set.rawValue.isEmpty, set.rawValue.utf8.count <= 200 else {
            throw FormatProblem(path: fields.at("set"), message: "must have 1 to 200 bytes")
        }
        step = try fields.integer("step", in: Self.steps)
        try fields.end()
    }

    public var json: JSONValue { ["set": .string(set.rawValue), "step": .integer(Int64(step))] }
}
