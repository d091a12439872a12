public import Assessment

/// A share of the marks by how far one action was observed.
///
/// Marks one row of a checklist. Parameters: `{"credits":{"done":"1","partly":"0.5","not-done":"0"}}`: the share, in
/// 0…1, that each anchor of the row gains; exactly one gains all. The marks of the use are the weight of the point. A
/// row that was left unmarked gains nothing.
///
/// Source: Harden, Stevenson, Downie and Wilson (1975), *British Medical Journal* 1, 447–451 (checklist of an OSCE);
/// anchors with part credit as in AMEE Guide 81, part II (see `Station`).
public struct ChecklistPoint: ScoringRule {
    public static let name = RuleName(rawValue: "checklist-point")
    public static let version = 1

    private let credits: [OptionID: Mark]
    private let full: OptionID

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        var credits: [OptionID: Mark] = [:]
        var full: [OptionID] = []
        for (name, value) in try fields.object("credits") {
            guard let share = value.text.flatMap(Mark.init(parsing:)), (.zero...Mark.one).contains(share) else {
                let message = "a share in 0…1 is needed, as a string"
                throw FormatProblem(path: "\(fields.at("credits")).\(name)", message: message)
            }
            if share == .one { full.append(OptionID(rawValue: name)) }
            credits[OptionID(rawValue: name)] = try marks.part(share, of: .one)
        }
        try fields.end()
        guard full.count == 1 else {
            throw FormatProblem(path: "credits", message: "exactly one anchor must gain all marks")
        }
        self.credits = credits
        self.full = full[0]
    }

    public var key: ResponseValue? { .choices([full]) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        interaction.options.map { .option($0.id, marks: credits[$0.id] ?? .zero) }
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .choice(let choice) = interaction, choice.maximum == 1 else {
            return ["the rule needs a choice of one anchor"]
        }
        let anchors = Set(choice.options.map(\.id))
        var problems: [String] = []
        if !anchors.isSuperset(of: credits.keys) { problems.append("the rule names an unknown anchor") }
        if !anchors.isSubset(of: credits.keys) { problems.append("the rule gives an anchor no share") }
        return problems
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let chosen) = value, chosen.count == 1 else { return Marking(.zero) }
        return Marking(credits[chosen[0]] ?? .zero)
    }
}
