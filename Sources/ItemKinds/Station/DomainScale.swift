public import Assessment

/// A share of the marks by the level reached on a scale, in equal steps from nothing to all.
///
/// Marks one domain, such as communication, judged as a whole. Parameters: `{"levels":["L0","L1","L2"]}`: all anchors of
/// the row, the lowest first; level *k* of *n* + 1, counted from 0, gains *k*/*n* of the marks. A row that was left
/// unmarked gains nothing.
///
/// Source: Regehr, MacRae, Reznick and Szalay (1998), *Academic Medicine* 73, 993–997 (global process scales beside
/// checklists).
public struct DomainScale: ScoringRule {
    public static let name = RuleName(rawValue: "domain-scale")
    public static let version = 1

    private let levels: [OptionID]
    private let shares: Shares

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        levels = try fields.strings("levels").map(OptionID.init(rawValue:))
        try fields.end()
        guard levels.count >= 2, Set(levels).count == levels.count else {
            throw FormatProblem(path: "levels", message: "two levels or more are needed, each once")
        }
        shares = try Shares(of: marks, in: levels.count - 1)
    }

    public var key: ResponseValue? { levels.last.map { .choices([$0]) } }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        levels.indices.map { .option(levels[$0], marks: shares[$0]) }
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .choice(let choice) = interaction, choice.maximum == 1 else {
            return ["the rule needs a choice of one level"]
        }
        return choice.options.map(\.id) == levels ? [] : ["the levels are not those of the row, the lowest first"]
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let chosen) = value, chosen.count == 1, let level = levels.firstIndex(of: chosen[0]) else {
            return Marking(.zero)
        }
        return Marking(shares[level])
    }
}
