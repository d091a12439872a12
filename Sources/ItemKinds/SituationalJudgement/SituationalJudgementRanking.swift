public import Assessment

/// Responses to a situation at work that are ranked from the most to the least fitting.
///
/// Standard form: one order interaction, marked by `rank-distance`. The key is the consensus of experts, not a fact:
/// keep how it came about in the rationale and the references.
///
/// Source: Patterson, Zibarras and Ashworth (2016), *Medical Teacher* 38, 3–17 (AMEE Guide 100); UK Foundation
/// Programme, part one of the situational judgement test.
public enum SituationalJudgementRanking: ItemKind {
    public static let name = KindName(rawValue: "situational-judgement-ranking")
    public static let rules: [any ScoringRule.Type] = [RankDistance.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        version.single(rules).map(\.interaction.isOrdered) ?? false
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, use) = version.single(rules), case .order(let order) = interaction else { return [] }
        var problems = order.options.problems() + version.askingProblems + version.rationaleProblems
        let credit = (use.parameters["credit"]?.elements ?? []).compactMap(\.text).compactMap(Mark.init(parsing:))
        if zip(credit, credit.dropFirst()).contains(where: { $0 < $1 }) {
            let message = "an option gains more when it stands farther from its place"
            problems.append(Problem(.warning, code: "credit.rising", message: message))
        }
        return problems
    }
}
