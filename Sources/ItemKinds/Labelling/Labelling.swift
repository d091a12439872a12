public import Assessment

/// Labels put on areas of an image, or into the gaps of a text.
///
/// Standard form: one image interaction for labels, or one gap match, marked by `match-correct` (all or nothing),
/// `map-response` (marks a pair: the label, then its place) or one `row-match` a label.
///
/// Source: QTI 3.0, graphic-gap-match and gap-match interaction.
public enum Labelling: ItemKind {
    public static let name = KindName(rawValue: "labelling")
    public static let rules: [any ScoringRule.Type] = [MapResponse.self, MatchCorrect.self, RowMatch.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let interaction = version.marked(only: rules), interaction.joined != nil,
            version.scoring.count == 1 || version.scoring.allSatisfy({ $0.rule == RowMatch.name })
        else { return false }
        if case .match = interaction { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let interaction = version.marked(only: rules) else { return [] }
        var problems = version.askingProblems + version.rationaleProblems
        var labels: [Option] = []
        if case .gapMatch(let text) = interaction {
            labels = text.options
            if Set(text.gaps).count != text.gaps.count {
                problems.append(Problem(.error, code: "gaps.twice", message: "two gaps share an identifier"))
            }
        }
        if case .image(let image) = interaction {
            problems += image.areaProblems
            if case .label(let options) = image.task { labels = options }
        }
        problems += labels.problems()
        if interaction.joined?.columns.isEmpty ?? true {
            problems.append(Problem(.error, code: "gaps.none", message: "there is no place for a label"))
        }
        return problems
    }
}
