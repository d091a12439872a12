public import Assessment

/// Several right options of one list, whose number the candidate is told (PickN) or not.
///
/// Standard form: one choice interaction that takes more than one option, marked by `pick-n`; imported items may be
/// marked by `match-correct` or `map-response`.
///
/// Source: Bauer et al. (2011), *Advances in Health Sciences Education* 16, 211–221; at most eight options: Ripkey,
/// Case and Swanson (1996), *Academic Medicine* 71 (10 Suppl.), S46–S48, on items that tell the number to pick.
public enum MultipleResponse: ItemKind {
    public static let name = KindName(rawValue: "multiple-response")
    public static let rules: [any ScoringRule.Type] = [PickN.self, MatchCorrect.self, MapResponse.self]

    public static func recognise(_ version: ItemVersion) -> Bool { parts(of: version) != nil }

    private static func parts(of version: ItemVersion) -> (choice: ChoiceInteraction, use: RuleUse)? {
        guard let (interaction, use) = version.single(rules), case .choice(let choice) = interaction,
            choice.maximum != 1
        else { return nil }
        return (choice, use)
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (choice, use) = parts(of: version) else { return [] }
        var problems = choice.options.problems() + version.askingProblems + version.rationaleProblems
        let key = use.parameters["key"]?.elements?.count ?? 0
        if key > 0, key >= choice.options.count {
            problems.append(Problem(.warning, code: "key.all", message: "every option is right: nothing is chosen"))
        }
        if use.rule == PickN.name, choice.maximum != key {
            let message = "candidates are not held to the number of options that the key has"
            problems.append(Problem(.warning, code: "picks.unlimited", message: message))
        }
        return problems
    }
}
