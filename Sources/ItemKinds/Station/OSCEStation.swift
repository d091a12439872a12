public import Assessment

/// A station of an OSCE, which an examiner marks while a candidate is at work in it.
///
/// Standard form: the body is the door notice, the item's ``/Assessment/Station`` holds examiner brief, simulated
/// patient's script, props and marksheet. Each row of the marksheet is a choice of one among anchors; one rule marks
/// it: `checklist-point` for an observable action, `must-observe` for one without part credit, `domain-scale` for a
/// broad area. The row of the global rating alone has no rule: it sets the standard and gains no mark. A station is
/// answered by the examiner and never stands in a written form.
///
/// Source: Khan, Gaunt, Ramachandran and Pushkar (2013), AMEE Guide 81, part II, *Medical Teacher* 35, e1447–e1463;
/// Pell, Fuller, Homer and Roberts (2010), AMEE Guide 49, *Medical Teacher* 32, 802–811 (global rating and standard).
public enum OSCEStation: ItemKind {
    public static let name = KindName(rawValue: "osce-station")
    public static let rules: [any ScoringRule.Type] = [ChecklistPoint.self, DomainScale.self, MustObserve.self]
    public static let answeredBy = Answerer.examiner

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard version.station != nil, !version.interactions.isEmpty, !version.scoring.isEmpty else { return false }
        return rows(of: version).count == version.interactions.count
            && version.scoring.allSatisfy { use in rules.contains { $0.name == use.rule } }
    }

    private static func rows(of version: ItemVersion) -> [ChoiceInteraction] {
        version.interactions.compactMap { if case .choice(let row) = $0 { row } else { nil } }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let station = version.station else { return [] }
        var problems = rows(of: version).flatMap(problems) + unmarked(version, station.marksheet.globalRating)
        problems += rating(version, station.marksheet.globalRating)
        if version.body.plainText.isEmpty {
            let message = "the door notice does not say what the candidate is to do"
            problems.append(Problem(.error, code: "station.door", message: message))
        }
        if station.examinerBrief.plainText.isEmpty {
            let message = "the examiner brief is empty"
            problems.append(Problem(.warning, code: "station.examiner", message: message))
        }
        return problems
    }

    private static func problems(of row: ChoiceInteraction) -> [Problem] {
        let part = row.id.rawValue
        var problems = row.options.problems().map { problem in
            var problem = problem
            problem.part = part
            return problem
        }
        if row.prompt.plainText.isEmpty {
            let message = "the row does not say what is to be observed"
            problems.append(Problem(.error, code: "row.silent", message: message, part: part))
        }
        if row.maximum != 1 {
            problems.append(Problem(.error, code: "row.several", message: "a row takes one anchor", part: part))
        }
        if row.shuffles {
            problems.append(Problem(.error, code: "row.shuffled", message: "anchors have an order", part: part))
        }
        return problems
    }

    /// Rows but the global rating without a rule, and rows with two.
    private static func unmarked(_ version: ItemVersion, _ rating: GlobalRating?) -> [Problem] {
        version.interactions.map(\.id).filter { $0 != rating?.response }.compactMap { id in
            let count = version.scoring.count { $0.response == id }
            guard count != 1 else { return nil }
            let code = count == 0 ? "row.unmarked" : "row.twice"
            let message = count == 0 ? "the row has no rule that marks it" : "the row is marked by two rules"
            return Problem(.error, code: code, message: message, part: id.rawValue)
        }
    }

    private static func rating(_ version: ItemVersion, _ rating: GlobalRating?) -> [Problem] {
        guard let rating else {
            let message = "without a global rating no standard can be set by the borderline methods"
            return [Problem(.warning, code: "rating.none", message: message)]
        }
        let part = rating.response.rawValue
        guard let row = version.interaction(rating.response) else {
            return [Problem(.error, code: "rating.row", message: "the global rating has no row", part: part)]
        }
        var problems: [Problem] = []
        if !row.options.contains(where: { $0.id == rating.borderline }) {
            let message = "the borderline grade is none of its grades"
            problems.append(Problem(.error, code: "rating.borderline", message: message, part: part))
        }
        if version.scoring.contains(where: { $0.response == rating.response }) {
            let message = "the global rating gains no mark; take its rule away"
            problems.append(Problem(.error, code: "rating.marked", message: message, part: part))
        }
        return problems
    }
}
