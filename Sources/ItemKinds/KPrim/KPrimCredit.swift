public import Assessment

/// All marks for four right statements, half of them for three, none for fewer.
///
/// Parameters: `{"key":[["S1","T"],["S2","F"],["S3","T"],["S4","F"]]}`, each of four rows with its column. A row is right
/// when it is joined to its column and to no other.
///
/// Source: Krebs (1997), The Swiss way to score multiple true-false items, in Scherpbier et al. (eds), *Advances in
/// Medical Education*, Kluwer, 158–161.
public struct KPrimCredit: ScoringRule {
    public static let name = RuleName(rawValue: "k-prim")
    public static let version = 1

    private let marks: Mark
    private let half: Mark
    private let pairs: [ResponseValue.Pair]

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        pairs = try fields.pairs("key")
        try fields.end()
        guard pairs.count == 4, Set(pairs.map(\.row)).count == 4 else {
            throw FormatProblem(path: "key", message: "four statements are needed, each once")
        }
        half = try marks.part(.one, of: Mark(2))
    }

    public var key: ResponseValue? { .pairs(pairs) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        pairs.map { .pair($0, marks: nil) } + [.remark(.allButOne, [:])]
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .match = interaction else { return ["the rule needs a match interaction"] }
        do throws(Misfit) {
            try interaction.check(.pairs(pairs))
            return []
        } catch {
            return ["the key does not fit the interaction (\(error.code))"]
        }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .pairs(let given) = value else { return Marking(.zero) }
        let right = pairs.count { pair in
            Set(given.filter { $0.row == pair.row }.map(\.column)) == [pair.column]
        }
        return Marking(right == 4 ? marks : right == 3 ? half : .zero)
    }
}
