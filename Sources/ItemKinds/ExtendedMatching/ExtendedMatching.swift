public import Assessment

/// A theme, one option list of up to 26 options, a lead-in and several stems, each with its own mark.
///
/// Standard form: one match interaction (rows are stems, each takes one column) with one `row-match` rule a stem.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, extended-matching items.
public enum ExtendedMatching: ItemKind {
    public static let name = KindName(rawValue: "extended-matching")
    public static let rules: [any ScoringRule.Type] = [RowMatch.self, MapResponse.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard version.interactions.count == 1, case .match(let match) = version.interactions[0], match.rowMaximum == 1,
            !version.scoring.isEmpty
        else { return false }
        return version.scoring.allSatisfy { $0.rule == RowMatch.name && $0.response == match.id }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard version.interactions.count == 1, case .match(let match) = version.interactions[0] else { return [] }
        var problems: [Problem] = []
        let marked = version.scoring.compactMap { $0.parameters["row"]?.text }
        for row in match.rows where !marked.contains(row.id.rawValue) {
            problems.append(
                Problem(
                    .error,
                    code: "stem.unmarked",
                    message: "a stem has no rule that marks it",
                    part: row.id.rawValue
                )
            )
        }
        if Set(marked).count != marked.count {
            problems.append(Problem(.error, code: "stem.twice", message: "a stem is marked by two rules"))
        }
        for options in [match.rows, match.columns] where Set(options.map(\.id)).count != options.count {
            problems.append(Problem(.error, code: "options.twice", message: "two options or stems share an identifier"))
        }
        if match.columns.count > 26 {
            problems.append(Problem(.error, code: "options.many", message: "more than 26 options cannot be lettered"))
        }
        if match.columns.count <= match.rows.count {
            problems.append(
                Problem(.warning, code: "options.few", message: "with so few options the last stem answers itself")
            )
        }
        if match.prompt.plainText.isEmpty {
            problems.append(Problem(.warning, code: "leadin.empty", message: "the lead-in is missing"))
        }
        return problems
    }
}
