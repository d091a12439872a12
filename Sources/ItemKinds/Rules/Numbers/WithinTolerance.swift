public import Assessment

/// All marks for a number inside a tolerance around the key, in the key's unit or an equivalent one.
///
/// Parameters: `{"value":"12.5","unit":"mg","tolerance":{"mode":"absolute","lower":"0.5","upper":"0.5"},
/// "units":{"g":"1000"}}`. `relative` tolerances are shares of the key ("0.05"). `units` gives the factor that turns
/// an accepted unit into the key's unit. Both rims count. All arithmetic is exact.
///
/// Source: QTI 3.0, `equal` with tolerance modes absolute and relative (there in per cent).
public struct WithinTolerance: ScoringRule {
    public static let name = RuleName(rawValue: "within-tolerance")
    public static let version = 1

    private let marks: Mark
    private let number: KeyNumber
    private let range: ClosedRange<Mark>

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        number = try KeyNumber(&fields)
        var tolerance = try Fields(try fields.value("tolerance"), path: "tolerance")
        let mode = try tolerance.string("mode")
        let (lower, upper) = (try tolerance.mark("lower"), try tolerance.mark("upper"))
        try tolerance.end()
        try fields.end()
        guard lower >= .zero, upper >= .zero, number.factors.values.allSatisfy({ $0 > .zero }) else {
            throw FormatProblem(path: "tolerance", message: "tolerances and factors must not be negative")
        }
        guard mode == "absolute" || mode == "relative" else {
            throw FormatProblem(path: "tolerance.mode", message: "must be “absolute” or “relative”")
        }
        range = try Self.range(around: number.value, lower: lower, upper: upper, isRelative: mode == "relative")
    }

    private static func range(
        around value: Mark,
        lower: Mark,
        upper: Mark,
        isRelative: Bool
    ) throws(FormatProblem) -> ClosedRange<Mark> {
        do throws(Mark.Overflow) {
            let size = value < .zero ? try Mark.zero.subtracting(value) : value
            let below = isRelative ? try size.multiplied(by: lower) : lower
            let above = isRelative ? try size.multiplied(by: upper) : upper
            return try value.subtracting(below)...value.adding(above)
        } catch {
            throw FormatProblem(path: "tolerance", message: "the numbers are too fine or too large")
        }
    }

    public var key: ResponseValue? { number.response }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        [.number(number.value, unit: number.unit, range: range, marks: nil)] + number.unitRemarks
    }

    public func problems(with interaction: Interaction) -> [String] { number.problems(with: interaction) }

    public func mark(_ response: ResponseValue?) -> Marking {
        switch number.read(response) {
        case .number(let given): Marking(range.contains(given) ? marks : .zero)
        case .nothing: Marking(.zero)
        case .twoUnits: Marking(.zero, needsMarker: true)
        }
    }
}
