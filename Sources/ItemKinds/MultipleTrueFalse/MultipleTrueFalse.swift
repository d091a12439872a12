public import Assessment

/// Statements that are each judged true or false, each with its own mark, and with a penalty where the school has one.
///
/// Standard form: one match interaction (rows are statements, the two columns are the judgements, each row takes one)
/// with one `row-match` or `row-penalty` rule a statement; with `row-match` there are at least three statements.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, true/false items; penalties as in
/// formula scoring, see ``RowPenalty``.
public enum MultipleTrueFalse: ItemKind {
    public static let name = KindName(rawValue: "multiple-true-false")
    public static let rules: [any ScoringRule.Type] = [RowPenalty.self, RowMatch.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard case .match(let match) = version.marked(only: rules), match.columns.count == 2, match.rowMaximum == 1
        else { return false }
        // Extended matching has more options than stems; what has a penalty is no extended matching at any size.
        return match.rows.count > 2 || version.scoring.allSatisfy { $0.rule == RowPenalty.name }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard case .match(let match) = version.marked(only: rules) else { return [] }
        return match.statementProblems(marked: version.scoring.compactMap { $0.parameters["row"]?.text })
            + version.askingProblems + version.rationaleProblems
    }
}

extension MatchInteraction {
    /// What is wrong with statements and judgements, and with the rules that mark the rows called `marked`.
    func statementProblems(marked: [String]) -> [Problem] {
        rows.problems(atLeast: 1) + columns.problems() + unmarked(besides: marked)
    }

    /// Rows that no rule marks, or that two do, where `marked` names those that rules mark.
    func unmarked(besides marked: [String]) -> [Problem] {
        var problems: [Problem] = []
        for row in rows where !marked.contains(row.id.rawValue) {
            let message = "a row has no rule that marks it"
            problems.append(Problem(.error, code: "stem.unmarked", message: message, part: row.id.rawValue))
        }
        if Set(marked).count != marked.count {
            problems.append(Problem(.error, code: "stem.twice", message: "a row is marked by two rules"))
        }
        return problems
    }
}
