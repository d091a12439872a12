public import Assessment

/// Words or passages chosen where they stand in a text.
///
/// Standard form: one hot-text interaction, marked by `match-correct`, `map-response` or, where candidates are told how
/// many to choose, `pick-n`.
///
/// Source: QTI 3.0, hot-text interaction.
public enum HotText: ItemKind {
    public static let name = KindName(rawValue: "hot-text")
    public static let rules: [any ScoringRule.Type] = [MatchCorrect.self, MapResponse.self, PickN.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .hotText = interaction else { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, _) = version.single(rules), case .hotText(let text) = interaction else { return [] }
        // The same word may stand at two places of a text.
        let problems = text.options.problems().filter { $0.code != "options.equal" }
        return problems + version.askingProblems + version.rationaleProblems
    }
}
