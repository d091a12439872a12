public import Assessment

/// All marks for a number that equals the key once both are rounded, in the key's unit or an equivalent one.
///
/// Parameters: `{"value":"6.02","unit":"mg","units":{"g":"1000"},"rounding":{"mode":"significant-figures","digits":2}}`;
/// the other mode is `decimal-places`. The number is turned into the key's unit first, then rounded. A half rounds
/// away from zero. All arithmetic is exact; how many digits were typed does not matter.
///
/// Source: QTI 3.0, `equalRounded` with rounding modes significantFigures (1 or more) and decimalPlaces (0 or more).
public struct EqualRounded: ScoringRule {
    public static let name = RuleName(rawValue: "equal-rounded")
    public static let version = 1

    private let marks: Mark
    private let number: KeyNumber
    private let rule: DigitRounding
    private let rounded: Mark

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        number = try KeyNumber(&fields)
        rule = try DigitRounding(json: try fields.value("rounding"), path: fields.at("rounding"))
        try fields.end()
        guard number.factors.values.allSatisfy({ $0 > .zero }) else {
            throw FormatProblem(path: "units", message: "factors must be more than 0")
        }
        guard let rounded = rule.rounded(number.value) else {
            throw FormatProblem(path: "rounding", message: "the key is too fine or too large to be rounded")
        }
        self.rounded = rounded
    }

    public var key: ResponseValue? { number.response }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        let remark: KeyRemark = rule.mode == .significantFigures ? .significantFigures : .decimalPlaces
        let key = KeyLine.number(number.value, unit: number.unit, range: nil, marks: nil)
        return [key, .remark(remark, ["digits": String(rule.digits)])] + number.unitRemarks
    }

    public func problems(with interaction: Interaction) -> [String] { number.problems(with: interaction) }

    public func mark(_ response: ResponseValue?) -> Marking {
        switch number.read(response) {
        case .number(let given): Marking(rule.rounded(given) == rounded ? marks : .zero)
        case .nothing: Marking(.zero)
        case .twoUnits: Marking(.zero, needsMarker: true)
        }
    }
}
