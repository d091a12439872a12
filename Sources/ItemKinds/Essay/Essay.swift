public import Assessment

/// A long typed answer that people mark.
///
/// Standard form: one text interaction of five lines or more, marked by `marking-points`; its list of points may be
/// empty. Shorter texts and several parts are a short answer.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, essay questions.
public enum Essay: ItemKind {
    public static let name = KindName(rawValue: "essay")
    public static let rules: [any ScoringRule.Type] = [MarkingPoints.self]
    /// From how many lines on a text is an essay.
    static let fewestLines = 5

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .text(let text) = interaction else { return false }
        return text.lines >= fewestLines
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        version.askingProblems + version.scoring.schemeProblems
    }
}
