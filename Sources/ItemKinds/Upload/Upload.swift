public import Assessment

/// A file that the candidate hands in and people mark.
///
/// Standard form: one upload interaction, marked by `marking-points`.
///
/// Source: QTI 3.0, upload interaction.
public enum Upload: ItemKind {
    public static let name = KindName(rawValue: "upload")
    public static let rules: [any ScoringRule.Type] = [MarkingPoints.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .upload = interaction else { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        version.askingProblems + version.scoring.schemeProblems
    }
}
