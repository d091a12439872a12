public import Assessment

/// A number set on a scale.
///
/// Standard form: one slider interaction, marked by `within-tolerance` without a unit.
///
/// Source: QTI 3.0, slider interaction.
public enum Slider: ItemKind {
    public static let name = KindName(rawValue: "slider")
    public static let rules: [any ScoringRule.Type] = [WithinTolerance.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .slider = interaction else { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, _) = version.single(rules), case .slider(let slider) = interaction else { return [] }
        var problems = version.askingProblems + version.rationaleProblems
        if slider.step <= .zero || slider.lower >= slider.upper {
            problems.append(Problem(.error, code: "scale.empty", message: "the scale has no steps"))
        }
        return problems
    }
}
