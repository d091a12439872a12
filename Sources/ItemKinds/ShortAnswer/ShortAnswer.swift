public import Assessment

/// One or several short typed answers, each with marking points, that people mark.
///
/// Standard form: text interactions, each marked by one `marking-points` rule whose marks are the most that this part
/// can gain; a single text of five lines or more is an essay.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, short-answer questions.
public enum ShortAnswer: ItemKind {
    public static let name = KindName(rawValue: "short-answer")
    public static let rules: [any ScoringRule.Type] = [MarkingPoints.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        let lines = version.interactions.compactMap { if case .text(let text) = $0 { text.lines } else { nil } }
        guard lines.count == version.interactions.count, version.isMarkedPlaceByPlace(rules) else { return false }
        return lines.count > 1 || lines[0] < Essay.fewestLines
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        version.askingProblems + version.scoring.schemeProblems
    }
}
