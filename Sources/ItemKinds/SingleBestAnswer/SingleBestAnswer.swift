public import Assessment

/// One best option of several plausible ones: a vignette, a lead-in, three to eight options and one key.
///
/// Standard form: one choice interaction with maximum 1, marked by `match-correct` with one keyed option, or by
/// `map-response` where a second-best option gains a part.
///
/// Source: Case and Swanson (2002), *Constructing Written Test Questions*, NBME, one-best-answer items.
public enum SingleBestAnswer: ItemKind {
    public static let name = KindName(rawValue: "single-best-answer")
    public static let rules: [any ScoringRule.Type] = [MatchCorrect.self, MapResponse.self]

    public static func recognise(_ version: ItemVersion) -> Bool { parts(of: version) != nil }

    static func parts(of version: ItemVersion) -> (choice: ChoiceInteraction, key: OptionID)? {
        guard let (interaction, use) = version.single(rules), case .choice(let choice) = interaction,
            choice.maximum == 1
        else { return nil }
        let keys: [String?]
        if use.rule == MatchCorrect.name {
            keys = (use.parameters["key"]?.elements ?? []).map(\.text)
        } else {
            let entries = (use.parameters["entries"]?.elements ?? [])
                .map { (key: $0["key"]?.text, mark: $0["mark"]?.text.flatMap(Mark.init(parsing:)) ?? .zero) }
            let best = entries.map(\.mark).max().flatMap { $0 > .zero ? $0 : nil }
            keys = entries.filter { $0.mark == best }.map(\.key)
        }
        guard keys.count == 1, let key = keys[0] else { return nil }
        return (choice, OptionID(rawValue: key))
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (choice, key) = parts(of: version) else { return [] }
        var problems: [Problem] = []
        if !(3...8).contains(choice.options.count) {
            problems.append(Problem(.warning, code: "options.count", message: "three to eight options are usual"))
        }
        problems += choice.options.problems() + version.askingProblems
        if version.rationale.options[key]?.isEmpty ?? true, version.rationale.general.isEmpty {
            problems.append(Problem(.warning, code: "rationale.missing", message: "why the key is right is not said"))
        }
        return problems
    }
}
