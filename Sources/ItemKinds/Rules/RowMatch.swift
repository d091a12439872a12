public import Assessment

/// All marks when exactly the keyed columns are joined to one row; other rows do not matter.
///
/// Gives each stem of an extended-matching item, and each label of a labelling item, its own mark. Parameters:
/// `{"row":"S1","key":["C"]}`; of labels the row is the label and the key its place.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME: each stem is one scored question.
public struct RowMatch: ScoringRule {
    public static let name = RuleName(rawValue: "row-match")
    public static let version = 1

    private let marks: Mark
    /// The stem that this rule marks.
    public let row: OptionID
    /// The columns that belong to it.
    public let columns: Set<OptionID>

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        row = OptionID(rawValue: try fields.string("row"))
        columns = Set(try fields.strings("key").map(OptionID.init(rawValue:)))
        try fields.end()
        guard !columns.isEmpty else { throw FormatProblem(path: "key", message: "must not be empty") }
    }

    public var key: ResponseValue? {
        .pairs(columns.sorted().map { ResponseValue.Pair(row: row, column: $0) })
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard let joined = interaction.joined else { return ["the rule needs a match interaction"] }
        var problems: [String] = []
        if !joined.rows.contains(row) { problems.append("the rule names an unknown stem") }
        if !columns.isSubset(of: joined.columns) { problems.append("the key names an unknown option") }
        if joined.rowMaximum > 0, columns.count > joined.rowMaximum {
            problems.append("the key has more options than a stem may take")
        }
        return problems
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .pairs(let pairs) = value else { return Marking(.zero) }
        let given = Set(pairs.filter { $0.row == row }.map(\.column))
        return Marking(given == columns ? marks : .zero)
    }
}
