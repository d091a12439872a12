public import Assessment

/// Options, or areas of an image, that are put in an order which is a matter of fact: steps of a procedure, a course
/// of events, sizes.
///
/// Standard form: one order interaction, or an image whose areas are ordered, marked by `order-match`. Orders that are
/// a matter of judgement are ranked: see ``SituationalJudgementRanking``.
///
/// Source: QTI 3.0, order and graphic-order interaction.
public enum Ordering: ItemKind {
    public static let name = KindName(rawValue: "ordering")
    public static let rules: [any ScoringRule.Type] = [OrderMatch.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        version.single(rules).map(\.interaction.isOrdered) ?? false
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, use) = version.single(rules) else { return [] }
        var problems = version.askingProblems + version.rationaleProblems
        if case .order(let order) = interaction { problems += order.options.problems() }
        let key = (use.parameters["key"]?.elements ?? []).compactMap(\.text)
        if key.count > 2, interaction.listed?.map(\.rawValue) == key, !interaction.shuffles {
            let message = "the options are offered in the order of the key"
            problems.append(Problem(.warning, code: "order.given", message: message))
        }
        return problems
    }
}
