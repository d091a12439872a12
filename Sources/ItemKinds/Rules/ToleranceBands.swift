public import Assessment

/// The mark of the first band that holds a typed number: full marks near the key, fewer around it.
///
/// Parameters: `{"bands":[{"value":"1822","lower":"0","upper":"0","mark":"1"},{"value":"1822","lower":"2","upper":"2",
/// "mark":"0.5"}]}`. A band reaches from `lower` below its value to `upper` above it, rims included; the order of the
/// bands counts. The number has no unit. All arithmetic is exact.
///
/// Source: the numerical question type of Moodle 3.3 as its documentation describes it (several answers, each with an
/// accepted error and a grade; the first that fits counts), which GIFT and Moodle XML exchange.
public struct ToleranceBands: ScoringRule {
    public static let name = RuleName(rawValue: "tolerance-bands")
    public static let version = 1

    private let bands: [Band]

    private struct Band {
        let value: Mark
        let range: ClosedRange<Mark>
        let mark: Mark
    }

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        bands = try fields.list("bands", Self.band)
        try fields.end()
        guard bands.contains(where: { $0.mark > .zero }) else {
            throw FormatProblem(path: "bands", message: "must hold one that gains something")
        }
    }

    private static func band(_ json: JSONValue, _ path: String) throws(FormatProblem) -> Band {
        var fields = try Fields(json, path: path)
        let value = try fields.mark("value")
        let (lower, upper) = (try fields.mark("lower"), try fields.mark("upper"))
        let mark = try fields.mark("mark")
        try fields.end()
        guard lower >= .zero, upper >= .zero else {
            throw FormatProblem(path: path, message: "a band must not reach less than nothing around its value")
        }
        do throws(Mark.Overflow) {
            return Band(value: value, range: try value.subtracting(lower)...value.adding(upper), mark: mark)
        } catch {
            throw FormatProblem(path: path, message: "the numbers are too fine or too large")
        }
    }

    public var key: ResponseValue? {
        let most = bands.map(\.mark).max()
        return bands.first { $0.mark == most }.map { .number($0.value.description, unit: nil) }
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .number(let number) = interaction else { return ["the rule needs a number interaction"] }
        return number.units.isEmpty ? [] : ["the rule knows no units"]
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .number(let text, _) = value, let typed = TypedNumber(text, units: []) else { return Marking(.zero) }
        return Marking(bands.first { $0.range.contains(typed.value) }?.mark ?? .zero)
    }
}
