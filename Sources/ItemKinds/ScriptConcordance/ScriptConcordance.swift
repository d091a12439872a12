public import Assessment

/// A case with some uncertainty and one or several questions: if you thought of this, and then found that, the
/// hypothesis becomes how much more or less likely? The key is what a panel of experts answered.
///
/// Standard form: choice interactions with maximum 1 over a scale of five points, each marked by one `panel-votes`.
///
/// Source: Charlin, Roy, Brailovsky, Goulet and van der Vleuten (2000), *Teaching and Learning in Medicine* 12,
/// 189–195; panel of 10 to 15 for a stable key: Gagnon, Charlin, Coletti, Sauvé and van der Vleuten (2005), *Medical
/// Education* 39, 284–291; items on which all agree test facts, not judgement: Lubarsky et al. (2013), *Medical
/// Teacher* 35, 184–193 (AMEE Guide 75).
public enum ScriptConcordance: ItemKind {
    public static let name = KindName(rawValue: "script-concordance")
    public static let rules: [any ScoringRule.Type] = [PanelVotes.self]
    private static let smallestPanel = 10

    public static func recognise(_ version: ItemVersion) -> Bool {
        version.isMarkedPlaceByPlace(rules)
            && version.interactions.allSatisfy {
                if case .choice(let choice) = $0 { choice.maximum == 1 } else { false }
            }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        var problems = version.askingProblems
        for case .choice(let choice) in version.interactions {
            problems += choice.options.problems()
            if choice.options.count != 5 {
                let message = "a scale of five points is usual"
                problems.append(Problem(.warning, code: "scale.points", message: message, part: choice.id.rawValue))
            }
        }
        for use in version.scoring {
            let votes = (use.parameters["votes"]?.members ?? [:]).values.compactMap(\.number)
            let panel = votes.reduce(Int64(0)) { $0.addingReportingOverflow($1).partialValue }
            if panel < smallestPanel {
                let message = "a panel of \(panel) is small: 10 to 15 make a stable key"
                problems.append(Problem(.warning, code: "panel.small", message: message, part: use.id.rawValue))
            }
            if panel > 1, votes.contains(panel) {
                let message = "the whole panel agrees: there is no uncertainty to judge"
                problems.append(Problem(.warning, code: "panel.unanimous", message: message, part: use.id.rawValue))
            }
        }
        return problems
    }
}
