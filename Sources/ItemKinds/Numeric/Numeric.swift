public import Assessment

/// A typed number with tolerance and unit.
///
/// Standard form: one number interaction, marked by `within-tolerance`; equivalent units are converted exactly. Imported
/// questions with several accepted errors are marked by `tolerance-bands`.
///
/// Source: QTI 3.0 implementation guide, numeric entry with `equal` and tolerance.
public enum Numeric: ItemKind {
    public static let name = KindName(rawValue: "numeric")
    public static let rules: [any ScoringRule.Type] = [WithinTolerance.self, ToleranceBands.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard version.interactions.count == 1, case .number(let number) = version.interactions[0],
            version.scoring.count == 1
        else { return false }
        return version.scoring[0].response == number.id && rules.contains { $0.name == version.scoring[0].rule }
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard case .number(let number) = version.interactions.first else { return [] }
        guard Set(number.units).count == number.units.count, !number.units.contains("") else {
            return [Problem(.error, code: "units.twice", message: "units must be named once and not be empty")]
        }
        return []
    }
}
