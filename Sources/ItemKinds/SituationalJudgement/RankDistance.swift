public import Assessment

/// Marks for a ranking by how far each option stands from its place in the key: near misses gain, too.
///
/// Parameters: `{"key":["C","A","B","E","D"],"credit":["4","3","2","1","0"]}`; `credit` gives the points of an option
/// that stands 0, 1, 2 … places from its own, nothing beyond the end of the list; the first is more than 0 and no
/// later one is more than the first or less than 0. With *n* options in the key, the mark is the marks of the use ×
/// (sum of points) ÷ (*n* × first credit). An option that is left out, or named again, gains nothing; nothing is ever
/// taken away. Give the use *n* × first credit marks (here 20) to keep the points as they are.
///
/// Source: UK Foundation Programme, situational judgement test: five options, 4 points less the distance each, 20 an
/// item, no negative marking; Patterson, Zibarras and Ashworth (2016), *Medical Teacher* 38, 3–17 (AMEE Guide 100).
public struct RankDistance: ScoringRule {
    public static let name = RuleName(rawValue: "rank-distance")
    public static let version = 1

    private let marks: Mark
    private let order: [OptionID]
    private let places: [OptionID: Int]
    /// Marks of one option by distance; as many as there can be distances.
    private let worth: [Mark]

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        order = try fields.optionIDs("key", atLeast: 2)
        let path = fields.at("credit")
        let credit = try fields.list("credit") { (json, path) throws(FormatProblem) -> Mark in
            guard let mark = json.text.flatMap(Mark.init(parsing:)) else {
                throw FormatProblem(path: path, message: "a decimal or fraction as a string is needed")
            }
            return mark
        }
        try fields.end()
        guard let best = credit.first, best > .zero, credit.allSatisfy({ (.zero...best).contains($0) }) else {
            throw FormatProblem(path: path, message: "the first must be more than 0, the others lie between 0 and it")
        }
        guard credit.count <= order.count else {
            throw FormatProblem(path: path, message: "there are only \(order.count) distances")
        }
        places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let each = try Shares(of: marks, in: order.count)[1]
        var worth: [Mark] = []
        for distance in order.indices {
            worth.append(distance < credit.count ? try each.part(credit[distance], of: best) : .zero)
        }
        self.worth = worth
    }

    public var key: ResponseValue? { .choices(order) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] { [.order(order), .distances(worth)] }

    public func problems(with interaction: Interaction) -> [String] { interaction.misfits(ofOrder: order) }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value else { return Marking(.zero) }
        if given == order { return Marking(marks) }
        var seen: Set<OptionID> = []
        return Mark.marking(
            given.enumerated().compactMap { place, option in
                guard let own = places[option], seen.insert(option).inserted else { return nil }
                let distance = abs(own - place)
                return distance < worth.count ? worth[distance] : nil
            }
        )
    }
}
