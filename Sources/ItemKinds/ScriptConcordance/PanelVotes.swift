public import Assessment

/// Marks by how many of a panel chose the same option: votes for it over votes for the option most chosen.
///
/// Parameters: `{"votes":{"A":1,"B":2,"C":9,"D":3}}`; an option that is not named has no votes. The mark is the marks of
/// the use × (votes of the option chosen) ÷ (votes of the modal option), so that the modal option gains all.
///
/// Source: Fournier, Demeester and Charlin (2008), *BMC Medical Informatics and Decision Making* 8, 18; Lubarsky, Dory,
/// Duggan, Gagnon and Charlin (2013), *Medical Teacher* 35, 184–193 (AMEE Guide 75).
public struct PanelVotes: ScoringRule {
    public static let name = RuleName(rawValue: "panel-votes")
    public static let version = 1

    private let votes: [OptionID: Int]
    private let worth: [OptionID: Mark]
    private let modal: OptionID

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        var members = try Fields(try fields.value("votes"), path: "votes")
        var votes: [OptionID: Int] = [:]
        for name in (parameters["votes"]?.members ?? [:]).keys {
            votes[OptionID(rawValue: name)] = try members.integer(name, in: 0...10_000)
        }
        try fields.end()
        guard let modal = votes.max(by: { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }),
            modal.value > 0
        else { throw FormatProblem(path: "votes", message: "nobody voted") }
        self.votes = votes
        self.modal = modal.key
        var worth: [OptionID: Mark] = [:]
        for (option, count) in votes { worth[option] = try marks.part(Mark(count), of: Mark(modal.value)) }
        self.worth = worth
    }

    /// The option most chosen; of several, the first by name.
    public var key: ResponseValue? { .choices([modal]) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        [
            .votes(
                votes.sorted { $0.key < $1.key }
                    .map { KeyLine.Vote(option: $0.key, votes: $0.value, marks: worth[$0.key] ?? .zero) }
            )
        ]
    }

    public func problems(with interaction: Interaction) -> [String] {
        interaction.misfits(ofPicks: votes.keys, picks: 1)
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value, given.count == 1 else { return Marking(.zero) }
        return Marking(worth[given[0]] ?? .zero)
    }
}
