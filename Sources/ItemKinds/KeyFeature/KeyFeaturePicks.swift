public import Assessment

/// The marks of one key feature for picks of a list; other features have rules of their own on the same response.
///
/// Parameters: `{"accept":["A","C"],"needed":1,"allowed":3,"harmful":["H"],"credit":"all"}`; `needed` is 1 and `harmful`
/// empty when missing. Nothing is gained when more than `allowed` options are chosen in all or when any harmful one is
/// among them. Else, with *f* accepted options chosen, `all` gives all marks when *f* ≥ `needed` and none below; `each`
/// gives min(*f*, `needed`)/`needed` of the marks.
///
/// Source: Page, Bordage and Allen (1995), *Academic Medicine* 70, 194–201; over-selection and harmful options: Farmer
/// and Page (2005), *Medical Education* 39, 1188–1194.
public struct KeyFeaturePicks: ScoringRule {
    public static let name = RuleName(rawValue: "key-feature")
    public static let version = 1

    private let accepted: [OptionID]
    private let harmful: [OptionID]
    private let credit: FeatureCredit

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        accepted = try fields.optionIDs("accept")
        harmful = try fields.optionIDs("harmful", atLeast: 0)
        credit = try FeatureCredit(&fields, accepted: accepted.count, marks: marks)
        try fields.end()
        guard Set(accepted).isDisjoint(with: harmful) else {
            throw FormatProblem(path: "harmful", message: "an option is both accepted and harmful")
        }
    }

    public var key: ResponseValue? { .choices(Array(accepted.prefix(credit.needed))) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        accepted.map { .option($0, marks: nil) } + credit.remarks
            + harmful.map { .remark(.harmful, ["option": $0.rawValue]) }
    }

    public func problems(with interaction: Interaction) -> [String] {
        interaction.misfits(ofPicks: accepted + harmful, picks: credit.needed)
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value else { return Marking(.zero) }
        let picks = Set(given)
        guard picks.count <= credit.allowed, picks.isDisjoint(with: harmful) else { return Marking(.zero) }
        return Marking(credit.marks(found: picks.intersection(accepted).count))
    }
}
