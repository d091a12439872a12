import Assessment

extension ItemVersion {
    /// The one interaction and the one use of a rule that marks it, where there are no others and the rule is one of
    /// `rules`.
    func single(_ rules: [any ScoringRule.Type]) -> (interaction: Interaction, use: RuleUse)? {
        guard interactions.count == 1, scoring.count == 1, scoring[0].response == interactions[0].id,
            rules.contains(where: { $0.name == scoring[0].rule })
        else { return nil }
        return (interactions[0], scoring[0])
    }

    /// The one interaction, where every rule is one of `rules` and marks it, and there is at least one.
    func marked(only rules: [any ScoringRule.Type]) -> Interaction? {
        guard interactions.count == 1, !scoring.isEmpty,
            scoring.allSatisfy({ use in
                use.response == interactions[0].id && rules.contains { $0.name == use.rule }
            })
        else { return nil }
        return interactions[0]
    }

    /// Whether each interaction has one rule of its own, and each is one of `rules`.
    func isMarkedPlaceByPlace(_ rules: [any ScoringRule.Type]) -> Bool {
        !scoring.isEmpty && scoring.count == interactions.count
            && Set(scoring.map(\.response)) == Set(interactions.map(\.id))
            && scoring.allSatisfy { use in rules.contains { $0.name == use.rule } }
    }

    /// What a candidate needs whatever the kind: words that ask.
    var askingProblems: [Problem] {
        let words = [body.plainText] + interactions.map(\.prompt.plainText)
        guard words.allSatisfy(\.isEmpty) else { return [] }
        return [Problem(.error, code: "stem.empty", message: "neither stem nor lead-in has a word")]
    }

    /// Why the key is right should be said.
    var rationaleProblems: [Problem] {
        guard rationale.general.isEmpty, rationale.options.isEmpty else { return [] }
        return [Problem(.warning, code: "rationale.missing", message: "why the key is right is not said")]
    }
}

extension [Option] {
    /// What makes options no choice: fewer than `minimum`, one identifier for two, or two that say the same.
    func problems(atLeast minimum: Int = 2) -> [Problem] {
        var problems: [Problem] = []
        if count < minimum {
            let message = "at least \(minimum == 2 ? "two" : String(minimum)) options are needed"
            problems.append(Problem(.error, code: "options.few", message: message))
        }
        if Set(map(\.id)).count != count {
            problems.append(Problem(.error, code: "options.twice", message: "two options share an identifier"))
        }
        let texts = map { $0.content.plainText.lowercased() }
        if Set(texts).count != texts.count, allSatisfy({ $0.content.flatMap(\.media).isEmpty }) {
            problems.append(Problem(.error, code: "options.equal", message: "two options say the same"))
        }
        return problems
    }
}
