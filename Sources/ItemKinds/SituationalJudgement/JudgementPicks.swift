public import Assessment

/// Marks for picking the most fitting options, where each option has the points that a panel of experts gave it.
///
/// Parameters: `{"picks":3,"credit":{"A":"4","C":"4","F":"4","H":"2"}}`; options that are not named have 0 points. The
/// mark is the marks of the use × (sum of points of the options picked) ÷ (sum of the `picks` highest credits). More
/// picks than `picks` gain nothing; nothing is ever taken away. Give the use that highest sum as marks (here 12) to
/// keep the points as they are.
///
/// Source: UK Foundation Programme, situational judgement test: three of eight options, 4 points for each right one,
/// none for more than three picks; Patterson, Zibarras and Ashworth (2016), *Medical Teacher* 38, 3–17 (AMEE Guide 100).
public struct JudgementPicks: ScoringRule {
    public static let name = RuleName(rawValue: "judgement-picks")
    public static let version = 1

    private let picks: Int
    private let worth: [OptionID: Mark]
    private let best: [OptionID]

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        picks = try fields.integer("picks", in: 1...100)
        let path = fields.at("credit")
        var members = try Fields(try fields.value("credit"), path: path)
        var credit: [OptionID: Mark] = [:]
        for name in (parameters["credit"]?.members ?? [:]).keys {
            credit[OptionID(rawValue: name)] = try members.mark(name)
        }
        try fields.end()
        guard credit.values.allSatisfy({ $0 >= .zero }) else {
            throw FormatProblem(path: path, message: "must not be less than 0")
        }
        let ranked = credit.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        let top = ranked.prefix(picks).filter { $0.value > .zero }
        guard !top.isEmpty else { throw FormatProblem(path: path, message: "no option has points") }
        best = top.map(\.key).sorted()
        let sum: Mark
        do throws(Mark.Overflow) { sum = try Mark.sum(top.map(\.value)) } catch {
            throw FormatProblem(path: path, message: "the points do not add up")
        }
        var worth: [OptionID: Mark] = [:]
        for (option, points) in credit { worth[option] = try marks.part(points, of: sum) }
        self.worth = worth
    }

    public var key: ResponseValue? { .choices(best) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        worth.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { .option($0.key, marks: $0.value) } + [.remark(.tooMany, ["allowed": String(picks)])]
    }

    public func problems(with interaction: Interaction) -> [String] {
        interaction.misfits(ofPicks: worth.keys, picks: best.count)
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value else { return Marking(.zero) }
        let chosen = Set(given)
        guard chosen.count <= picks else { return Marking(.zero) }
        return Mark.marking(chosen.compactMap { worth[$0] })
    }
}
