public import Assessment

/// Responses to a situation at work of which the most fitting, usually three of eight, are picked.
///
/// Standard form: one choice interaction that takes several options, marked by `judgement-picks`.
///
/// Source: Patterson, Zibarras and Ashworth (2016), *Medical Teacher* 38, 3–17 (AMEE Guide 100); UK Foundation
/// Programme, part two of the situational judgement test.
public enum SituationalJudgementChoice: ItemKind {
    public static let name = KindName(rawValue: "situational-judgement-choice")
    public static let rules: [any ScoringRule.Type] = [JudgementPicks.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .choice = interaction else { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, use) = version.single(rules), case .choice(let choice) = interaction else { return [] }
        var problems = choice.options.problems() + version.askingProblems + version.rationaleProblems
        if let picks = use.parameters["picks"]?.number, choice.maximum != picks {
            let message = "candidates are not held to \(picks) picks"
            problems.append(Problem(.warning, code: "picks.unlimited", message: message))
        }
        return problems
    }
}
