public import Assessment

/// One or several points set on an image, or an object placed there, each in an area that gains.
///
/// Standard form: one image interaction for points or for placing, marked by `area-match`.
///
/// Source: QTI 3.0, select-point and position-object interaction.
public enum PointOnImage: ItemKind {
    public static let name = KindName(rawValue: "point-on-image")
    public static let rules: [any ScoringRule.Type] = [AreaMatch.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .image(let image) = interaction else { return false }
        return switch image.task {
        case .point, .place: true
        case .choose, .order, .associate, .label: false
        }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, use) = version.single(rules), case .image(let image) = interaction else { return [] }
        var problems = image.areaProblems + version.askingProblems + version.rationaleProblems
        let gaining = (use.parameters["areas"]?.elements ?? [])
            .count { ($0["mark"]?.text.flatMap(Mark.init(parsing:)) ?? .zero) > .zero }
        if image.maximum > gaining {
            let message = "\(image.maximum) points may be set for \(gaining) areas that gain"
            problems.append(Problem(.warning, code: "points.spare", message: message))
        }
        return problems
    }
}
