public import Assessment

/// A mark scheme for people: what earns what, and what a good answer says.
///
/// Parameters: `{"points":[{"id":"P1","text":"Names the drug","marks":"1","anchors":[{"marks":"0.5","text":"…"}]}],
/// "model":"…"}`; an empty list leaves the marks to the marker's judgement, `anchors` and `model` may be missing. The
/// marks of the use are the most that the part can gain, even where the points add up to more. Nothing given gains
/// nothing; anything else gains nothing until a marker has decided.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, on short-answer and essay questions
/// with a scoring key; QTI 3.0, `external-scored="human"` and rubric blocks for scorers.
public struct MarkingPoints: ScoringRule {
    public static let name = RuleName(rawValue: "marking-points")
    public static let version = 1

    /// What a marker looks for, in the author's order.
    public let points: [MarkingPoint]
    /// An answer that gains all marks; empty when the author gave none.
    public let model: String

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        points = try fields.list("points", Self.point)
        model = try fields.optionalString("model") ?? ""
        try fields.end()
        guard Set(points.map(\.id)).count == points.count else {
            throw FormatProblem(path: "points", message: "two points share an identifier")
        }
    }

    private static func point(_ json: JSONValue, _ path: String) throws(FormatProblem) -> MarkingPoint {
        var fields = try Fields(json, path: path)
        let id = try fields.string("id")
        let text = try fields.string("text")
        let marks = try fields.mark("marks")
        let anchors = try fields.list("anchors") { (json, path) throws(FormatProblem) -> MarkingPoint.Anchor in
            var fields = try Fields(json, path: path)
            let anchor = MarkingPoint.Anchor(marks: try fields.mark("marks"), text: try fields.string("text"))
            try fields.end()
            guard (.zero...marks).contains(anchor.marks) else {
                throw FormatProblem(path: fields.at("marks"), message: "must lie in 0…\(marks)")
            }
            return anchor
        }
        try fields.end()
        guard marks > .zero else { throw FormatProblem(path: fields.at("marks"), message: "must be more than 0") }
        return MarkingPoint(id: id, text: text, marks: marks, anchors: anchors)
    }

    public var key: ResponseValue? { nil }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        points.map(KeyLine.point) + (model.isEmpty ? [] : [.model(model)]) + [.remark(.marker, [:])]
    }

    public var leavesMarkingToPeople: Bool { true }

    public func problems(with interaction: Interaction) -> [String] {
        switch interaction {
        case .text, .upload, .kept: []
        case .choice, .order, .hotText, .match, .associate, .gapMatch, .number, .slider, .image, .media, .end:
            ["the rule needs a text or a file"]
        }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        Marking(.zero, needsMarker: value.map { !$0.isBlank } ?? false)
    }
}

extension [RuleUse] {
    /// What a mark scheme leaves open: no points at all, or points that cannot reach the marks of their part.
    var schemeProblems: [Problem] {
        compactMap { use in
            let marks = (use.parameters["points"]?.elements ?? []).compactMap { $0["marks"]?.text }
                .compactMap(Mark.init(parsing:))
            guard !marks.isEmpty else {
                let message = "no marking point tells the marker what earns marks"
                return Problem(.warning, code: "points.none", message: message, part: use.id.rawValue)
            }
            // A sum too large for a mark reaches those of the part.
            guard let sum = try? Mark.sum(marks), sum < use.marks else { return nil }
            let message = "the points add up to \(sum) of \(use.marks) marks"
            return Problem(.warning, code: "points.few", message: message, part: use.id.rawValue)
        }
    }
}
