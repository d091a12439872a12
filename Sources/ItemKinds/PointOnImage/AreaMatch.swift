public import Assessment

/// The sum of the marks of the areas that points were set in, within bounds.
///
/// Parameters: `{"areas":[{"shape":"circle","coordinates":[120,45,10],"mark":"1"}],"default":"0","lower":"0",
/// "upper":"2"}`, shapes and coordinates as QTI writes them, in pixels of the image. A point counts for the first area,
/// in the order of the list, that holds it; the rim belongs to the area. An area pays once, however many points lie in
/// it; a point in none gains `default`; the same point set twice is one point. Nothing given gains 0 before the bounds.
///
/// Source: QTI 3.0, `mapResponsePoint` and the template `map_response_point`; readings where engines disagree: our notes
/// on interchange, section 6.2.
public struct AreaMatch: ScoringRule {
    public static let name = RuleName(rawValue: "area-match")
    public static let version = 1

    private let areas: [(area: Area, mark: Mark)]
    private let fallback: Mark
    private let lower: Mark?
    private let upper: Mark?

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        areas = try fields.list("areas", Self.area)
        fallback = try fields.mark("default")
        lower = try fields.optionalMark("lower")
        upper = try fields.optionalMark("upper")
        try fields.end()
        guard !areas.isEmpty else { throw FormatProblem(path: "areas", message: "must not be empty") }
    }

    private static func area(_ json: JSONValue, _ path: String) throws(FormatProblem) -> (area: Area, mark: Mark) {
        var fields = try Fields(json, path: path)
        let shape: Area.Shape = try fields.word("shape")
        let coordinates = try fields.list("coordinates") { (json, path) throws(FormatProblem) -> Int in
            guard let number = json.number, (-100_000...100_000).contains(number) else {
                throw FormatProblem(path: path, message: "must lie in -100000…100000")
            }
            return Int(number)
        }
        let mark = try fields.mark("mark")
        try fields.end()
        guard let area = Area(shape, coordinates) else {
            let message = "\(coordinates.count) do not suit \(shape.rawValue)"
            throw FormatProblem(path: fields.at("coordinates"), message: message)
        }
        return (area, mark)
    }

    private func first(holding point: ResponseValue.Point) -> Int? { areas.firstIndex { $0.area.covers(point) } }

    /// One point in each area that gains, where it has one that no earlier area takes.
    public var key: ResponseValue? {
        let points = areas.indices.filter { areas[$0].mark > .zero }.compactMap { index in
            areas[index].area.candidates.first { first(holding: $0) == index }
        }
        return points.isEmpty ? nil : .points(points)
    }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        var lines = areas.map { KeyLine.area($0.area, marks: $0.mark) }
        if fallback != .zero { lines.append(.remark(.others, ["marks": fallback.description])) }
        if let lower { lines.append(.remark(.lowest, ["marks": lower.description])) }
        if let upper { lines.append(.remark(.highest, ["marks": upper.description])) }
        return lines
    }

    public var takesMarksAway: Bool {
        lower.map { $0 < .zero } ?? (fallback < .zero || areas.contains { $0.mark < .zero })
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .image(let form) = interaction else { return ["the rule needs points on an image"] }
        switch form.task {
        case .choose, .order, .associate, .label: return ["the rule needs points on an image"]
        case .point, .place: break
        }
        guard let width = form.image.widthInPixels, let height = form.image.heightInPixels else { return [] }
        return areas.allSatisfy { $0.area.touches(width: width, height: height) } ? [] : ["an area lies off the image"]
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        var paid: Set<Int> = []
        var seen: Set<ResponseValue.Point> = []
        var gains: [Mark] = []
        if case .points(let points) = value {
            for point in points where seen.insert(point).inserted {
                guard let index = first(holding: point) else {
                    gains.append(fallback)
                    continue
                }
                if paid.insert(index).inserted { gains.append(areas[index].mark) }
            }
        }
        var marking = Mark.marking(gains)
        guard !marking.needsMarker else { return marking }
        if let lower { marking.mark = max(marking.mark, lower) }
        if let upper { marking.mark = min(marking.mark, upper) }
        return marking
    }
}
