public import Assessment

/// All marks when exactly the keyed columns are joined to one row, a penalty when others are, none when it is left
/// blank; other rows do not matter.
///
/// Gives each statement of a multiple-true-false item its own mark. Parameters:
/// `{"row":"S1","key":["T"],"wrong":"-0.5"}`; `wrong` is what a wrong answer gains, at most 0. It is given as marks, not
/// as a share, and no floor is set here: a result may be floored, a statement's mark is not.
///
/// Source: formula scoring with a penalty for wrong and nothing for omitted statements: Muijtjens, van Mameren,
/// Hoogenboom, Evers and van der Vleuten (1999), *Medical Education* 33, 267–275.
public struct RowPenalty: ScoringRule {
    public static let name = RuleName(rawValue: "row-penalty")
    public static let version = 1

    private let match: RowMatch
    private let wrong: Mark

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        let row = try fields.string("row")
        let key = try fields.strings("key")
        wrong = try fields.mark("wrong")
        try fields.end()
        guard wrong <= .zero else { throw FormatProblem(path: "wrong", message: "must not be more than 0") }
        let own: JSONValue = ["row": .string(row), "key": .array(key.map(JSONValue.string))]
        match = try RowMatch(parameters: own, marks: marks)
    }

    public var key: ResponseValue? { match.key }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        match.keyLines(for: interaction) + [.remark(.wrong, ["marks": wrong.description])]
    }

    public var takesMarksAway: Bool { wrong < .zero }

    public func problems(with interaction: Interaction) -> [String] { match.problems(with: interaction) }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .pairs(let pairs) = value, pairs.contains(where: { $0.row == match.row }) else {
            return Marking(.zero)
        }
        let marking = match.mark(value)
        return marking.mark == .zero ? Marking(wrong) : marking
    }
}
