public import Assessment

/// One best option of several plausible ones: a vignette, a lead-in, three to eight options and one key.
///
/// Standard form: one choice interaction with maximum 1, marked by `match-correct` with one keyed option.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, one-best-answer items.
public enum SingleBestAnswer: ItemKind {
    public static let name = KindName(rawValue: "single-best-answer")
    public static let rules: [any ScoringRule.Type] = [MatchCorrect.self, MapResponse.self]

    public static func recognise(_ version: ItemVersion) -> Bool { parts(of: version) != nil }

    static func parts(of version: ItemVersion) -> (choice: ChoiceInteraction, key: OptionID)? {
        guard version.interactions.count == 1, case .choice(let choice) = version.interactions[0], choice.maximum == 1,
            version.scoring.count == 1, version.scoring[0].rule == MatchCorrect.name,
            version.scoring[0].response == choice.id,
            let key = version.scoring[0].parameters["key"]?.elements, key.count == 1, let option = key[0].text
        else { return nil }
        return (choice, OptionID(rawValue: option))
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (choice, key) = parts(of: version) else { return [] }
        var problems: [Problem] = []
        if !(3...8).contains(choice.options.count) {
            problems.append(Problem(.warning, code: "options.count", message: "three to eight options are usual"))
        }
        if choice.options.count < 2 {
            problems.append(Problem(.error, code: "options.few", message: "at least two options are needed"))
        }
        if Set(choice.options.map(\.id)).count != choice.options.count {
            problems.append(Problem(.error, code: "options.twice", message: "two options share an identifier"))
        }
        let texts = choice.options.map { $0.content.plainText.lowercased() }
        if Set(texts).count != texts.count, choice.options.allSatisfy({ $0.content.flatMap(\.media).isEmpty }) {
            problems.append(Problem(.error, code: "options.equal", message: "two options say the same"))
        }
        if choice.prompt.plainText.isEmpty && version.body.plainText.isEmpty {
            problems.append(Problem(.error, code: "stem.empty", message: "neither stem nor lead-in has a word"))
        }
        if version.rationale.options[key]?.isEmpty ?? true, version.rationale.general.isEmpty {
            problems.append(Problem(.warning, code: "rationale.missing", message: "why the key is right is not said"))
        }
        return problems
    }
}
