public import Assessment

/// Rows joined to columns: one or several columns a row, as a matrix or two lists.
///
/// Standard form: one match interaction, marked by `match-correct` (all or nothing), `map-response` (marks a pair) or
/// one `row-match` a row. Rows that take one column each and are marked row by row are extended matching.
///
/// Source: QTI 3.0, match interaction; tabular layout: QTI 3.0 shared vocabulary, `qti-match-tabular`.
public enum Matching: ItemKind {
    public static let name = KindName(rawValue: "matching")
    public static let rules: [any ScoringRule.Type] = [MatchCorrect.self, MapResponse.self, RowMatch.self]

    public static func recognise(_ version: ItemVersion) -> Bool { match(of: version) != nil }

    private static func match(of version: ItemVersion) -> MatchInteraction? {
        guard case .match(let match) = version.marked(only: rules) else { return nil }
        let byRow = version.scoring.allSatisfy { $0.rule == RowMatch.name }
        return version.scoring.count == 1 || byRow ? match : nil
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let match = match(of: version) else { return [] }
        let problems = match.rows.problems(atLeast: 1) + match.columns.problems() + version.askingProblems
        guard version.scoring[0].rule == RowMatch.name else { return problems + version.rationaleProblems }
        let marked = version.scoring.compactMap { $0.parameters["row"]?.text }
        return match.unmarked(besides: marked) + problems + version.rationaleProblems
    }
}
