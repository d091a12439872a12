public import Assessment

/// Four statements that are each judged true or false and marked together: 4 right 1, 3 right ½.
///
/// Standard form: one match interaction of four rows and two columns, marked by `k-prim`.
///
/// Source: Krebs (1997), see ``KPrimCredit``; Krebs (2004), *Anleitung zur Herstellung von MC-Fragen und MC-Prüfungen*,
/// Universität Bern, type K'.
public enum KPrim: ItemKind {
    public static let name = KindName(rawValue: "k-prim")
    public static let rules: [any ScoringRule.Type] = [KPrimCredit.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .match = interaction else { return false }
        return true
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, use) = version.single(rules), case .match(let match) = interaction else { return [] }
        let marked = (use.parameters["key"]?.elements ?? []).compactMap { $0.elements?.first?.text }
        var problems = match.statementProblems(marked: marked) + version.askingProblems + version.rationaleProblems
        if match.columns.count != 2 || match.rowMaximum != 1 {
            let message = "each statement takes one of two judgements"
            problems.append(Problem(.error, code: "judgements.two", message: message))
        }
        return problems
    }
}
