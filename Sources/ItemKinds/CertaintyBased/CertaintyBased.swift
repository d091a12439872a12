public import Assessment

/// Any automatically marked question with one answer, and beside it the question how certain the candidate is.
///
/// Standard form: the interaction of the question and a choice of `C1`, `C2` or `C3`; the one rule is `certainty`, which
/// wraps the question's own. It rewards knowing what one knows; keep it formative unless the regulations say otherwise.
///
/// Source: Gardner-Medwin (1995), see ``Certainty``.
public enum CertaintyBased: ItemKind {
    public static let name = KindName(rawValue: "certainty-based")
    public static let rules: [any ScoringRule.Type] = [Certainty.self] + Certainty.verdicts

    public static func recognise(_ version: ItemVersion) -> Bool { scale(of: version) != nil }

    private static func scale(of version: ItemVersion) -> ChoiceInteraction? {
        guard version.interactions.count == 2, version.scoring.count == 1, version.scoring[0].rule == Certainty.name,
            version.interaction(version.scoring[0].response) != nil,
            let place = version.scoring[0].parameters["certainty"]?.text.map(ResponseID.init(rawValue:)),
            place != version.scoring[0].response, case .choice(let scale) = version.interaction(place)
        else { return nil }
        return scale
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let scale = scale(of: version), let answer = version.interaction(version.scoring[0].response) else {
            return []
        }
        var problems = version.askingProblems + version.rationaleProblems
        if scale.options.map(\.id) != Certainty.levels || scale.maximum != 1 {
            let message = "certainty is a choice of C1, C2 or C3, in this order"
            problems.append(Problem(.error, code: "certainty.scale", message: message, part: scale.id.rawValue))
        }
        if scale.shuffles {
            problems.append(Problem(.error, code: "certainty.shuffled", message: "a scale has an order"))
        }
        if case .choice(let choice) = answer { problems += choice.options.problems() }
        return problems
    }
}
