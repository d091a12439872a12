public import Assessment

/// A typed answer of one to four words, marked against a list of accepted texts.
///
/// Standard form: one text interaction of one line, marked by `accept-list` with the folding `words-1`.
///
/// Source: Sam et al. (2016), *Medical Teacher* 38(6): validity of very short answer against single best answer.
public enum VeryShortAnswer: ItemKind {
    public static let name = KindName(rawValue: "very-short-answer")
    public static let rules: [any ScoringRule.Type] = [
        AcceptList.self, AcceptPatterns.self, MatchCorrect.self, MapResponse.self,
    ]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard version.interactions.count == 1, case .text(let text) = version.interactions[0], text.lines == 1,
            version.scoring.count == 1
        else { return false }
        // Typed text marked by imported patterns, an imported map or an exact key is the same kind with a narrower rule.
        return version.scoring[0].response == text.id && rules.contains { $0.name == version.scoring[0].rule }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let use = version.scoring.first, use.rule == AcceptList.name else { return [] }
        let longest = (use.parameters["accept"]?.elements ?? []).compactMap(\.text)
            .map { $0.split(separator: " ").count }.max()
        guard let longest, longest > 5 else { return [] }
        return [Problem(.warning, code: "key.long", message: "an accepted text has more than five words")]
    }
}
