public import Assessment

/// Marks for choosing the right options where candidates are told how many there are.
///
/// Parameters: `{"key":["A","C","D"],"credit":"all"}`. With *n* options in the key, *r* of them chosen and *p* options
/// chosen in all, nothing is gained when *p* > *n*; otherwise `credit` says:
/// - `all`: all marks when *r* = *n*, else none (dichotomous, DS);
/// - `half`: all marks when *r* = *n*, half of them when *r* ≥ *n*/2, else none (PS50);
/// - `each`: *r*/*n* of the marks (PS1/*n*).
///
/// Source: Bauer, Holzer, Kopp and Fischer (2011), *Advances in Health Sciences Education* 16, 211–221: none of the
/// three takes marks for wrong picks.
public struct PickN: ScoringRule {
    public static let name = RuleName(rawValue: "pick-n")
    public static let version = 1

    /// How a part of the key is paid.
    public enum Credit: String, Hashable, Sendable, CaseIterable { case all, half, each }

    private let marks: Mark
    private let options: [OptionID]
    private let credit: Credit
    private let shares: Shares
    private let half: Mark

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        options = try fields.optionIDs("key")
        credit = try fields.word("credit")
        try fields.end()
        shares = try Shares(of: marks, in: options.count)
        half = try marks.part(.one, of: Mark(2))
    }

    public var key: ResponseValue? { .choices(options) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        let picks = ["picks": String(options.count)]
        let remark: KeyRemark =
            switch credit {
            case .all: .allPicks
            case .half: .halfPicks
            case .each: .eachPick
            }
        return options.map { .option($0, marks: credit == .each ? shares[1] : nil) }
            + [.remark(remark, picks), .remark(.tooMany, ["allowed": String(options.count)])]
    }

    public func problems(with interaction: Interaction) -> [String] {
        interaction.misfits(ofPicks: options, picks: options.count)
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value else { return Marking(.zero) }
        let picks = Set(given)
        guard picks.count <= options.count else { return Marking(.zero) }
        let right = picks.intersection(options).count
        return switch credit {
        case .all: Marking(right == options.count ? marks : .zero)
        case .half: Marking(right == options.count ? marks : 2 * right >= options.count ? half : .zero)
        case .each: Marking(shares[right])
        }
    }
}
