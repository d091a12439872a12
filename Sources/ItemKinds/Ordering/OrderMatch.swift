public import Assessment

/// Marks for putting options in order.
///
/// Parameters: `{"key":["A","B","C"],"credit":"exact"}`. With *n* options in the key, `credit` says:
/// - `exact`: all marks for exactly this order, else none;
/// - `position`: *k*/*n* of the marks, where *k* options stand at the key's own place, counted from the first;
/// - `adjacent`: *k*/(*n* − 1) of the marks, where *k* of the key's *n* − 1 pairs of neighbours stand directly one after
///   the other in the same order.
///
/// Options left out gain nothing at `position`; the places behind them count as they were given.
///
/// Source: QTI 3.0, `match` on ordered containers and partial credit through `index`; the grading types “absolute
/// position” and “relative to the next item (excluding last)” of Moodle's ordering question.
public struct OrderMatch: ScoringRule {
    public static let name = RuleName(rawValue: "order-match")
    public static let version = 1

    /// What of the order is paid.
    public enum Credit: String, Hashable, Sendable, CaseIterable { case exact, position, adjacent }

    private let marks: Mark
    private let order: [OptionID]
    private let credit: Credit
    private let neighbours: Set<[OptionID]>
    private let shares: Shares

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        order = try fields.optionIDs("key", atLeast: 2)
        credit = try fields.word("credit")
        try fields.end()
        neighbours = Self.neighbours(in: order)
        shares = try Shares(of: marks, in: credit == .adjacent ? order.count - 1 : order.count)
    }

    private static func neighbours(in order: [OptionID]) -> Set<[OptionID]> {
        Set(zip(order, order.dropFirst()).map { [$0, $1] })
    }

    public var key: ResponseValue? { .choices(order) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        let remark: KeyRemark =
            switch credit {
            case .exact: .wholeOrder
            case .position: .eachPlace
            case .adjacent: .eachNeighbour
            }
        return [.order(order), .remark(remark, [:])]
    }

    public func problems(with interaction: Interaction) -> [String] { interaction.misfits(ofOrder: order) }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .choices(let given) = value else { return Marking(.zero) }
        return switch credit {
        case .exact: Marking(given == order ? marks : .zero)
        case .position: Marking(shares[zip(order, given).count { $0 == $1 }])
        case .adjacent: Marking(shares[Self.neighbours(in: given).intersection(neighbours).count])
        }
    }
}

extension Interaction {
    /// What keeps a key that orders options as in `order` from fitting here.
    func misfits(ofOrder order: [OptionID]) -> [String] {
        guard let listed, let listedMaximum, isOrdered else { return ["the rule needs options to put in order"] }
        var problems: [String] = []
        if !Set(order).isSubset(of: Set(listed)) { problems.append("the key names an unknown option") }
        let places = listedMaximum == 0 ? listed.count : listedMaximum
        if order.count != places { problems.append("the key has \(order.count) places, the answer \(places)") }
        return problems
    }
}
