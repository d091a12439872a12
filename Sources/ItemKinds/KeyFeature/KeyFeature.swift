public import Assessment

/// A short case and questions about its critical steps, answered by a limited number of picks or typed answers; every
/// key feature has its own mark.
///
/// Standard form: choice interactions or places for several texts; each rule is a `key-feature` or `key-feature-text`,
/// one or more to each interaction. Steps that may not be returned to are a case set's.
///
/// Source: Page, Bordage and Allen (1995), *Academic Medicine* 70, 194–201; Farmer and Page (2005), *Medical Education*
/// 39, 1188–1194.
public enum KeyFeature: ItemKind {
    public static let name = KindName(rawValue: "key-feature")
    public static let rules: [any ScoringRule.Type] = [KeyFeaturePicks.self, KeyFeatureTexts.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        !version.interactions.isEmpty
            && Set(version.scoring.map(\.response)) == Set(version.interactions.map(\.id))
            && version.scoring.allSatisfy { use in rules.contains { $0.name == use.rule } }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        var problems = version.askingProblems + version.rationaleProblems
        for case .choice(let choice) in version.interactions { problems += choice.options.problems() }
        for interaction in version.interactions {
            let allowed = version.scoring.filter { $0.response == interaction.id }
                .compactMap { $0.parameters["allowed"]?.number }
            if Set(allowed).count > 1 {
                let message = "the features of one question allow different numbers of answers"
                problems.append(
                    Problem(.warning, code: "allowed.differ", message: message, part: interaction.id.rawValue)
                )
            }
        }
        return problems
    }
}
