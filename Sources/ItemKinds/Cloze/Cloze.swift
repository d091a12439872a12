public import Assessment

/// Sentences with several gaps in which something is chosen, typed or counted, each gap with its own mark.
///
/// Standard form: two interactions or more that stand inside sentences or cells, each a choice with maximum 1, a text
/// of one line or a number, and each marked by one rule of its own.
///
/// Source: QTI 3.0, inline-choice and text-entry interaction; Moodle's embedded answers.
public enum Cloze: ItemKind {
    public static let name = KindName(rawValue: "cloze")
    public static let rules: [any ScoringRule.Type] = [
        MatchCorrect.self, MapResponse.self, AcceptList.self, WithinTolerance.self, EqualRounded.self,
    ]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard version.interactions.count > 1, version.isMarkedPlaceByPlace(rules) else { return false }
        let inline = Set(version.body.runs.flatMap(\.responses))
        return version.interactions.allSatisfy { interaction in
            guard inline.contains(interaction.id) else { return false }
            return switch interaction {
            case .choice(let choice): choice.maximum == 1
            case .text(let text): text.lines == 1 && text.maximum == 1
            case .number: true
            case .order, .hotText, .match, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept: false
            }
        }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        var problems = version.askingProblems + version.rationaleProblems
        for case .choice(let choice) in version.interactions { problems += choice.options.problems() }
        return problems
    }
}
