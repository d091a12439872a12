public import Assessment

/// An item of any form that is marked by the rules it came with, in the processing language of QTI.
///
/// Standard form: one interaction or more, and one use of the rule `processing`, named for the first of them, which
/// looks at all responses. Whatever a named rule can do is of another kind; this one takes the rest, so it stands last
/// in the catalogue. Its rules are shown and exported, not edited here.
///
/// Source: QTI 3.0 information model, response processing.
public enum ProcessedItem: ItemKind {
    public static let name = KindName(rawValue: "processed")
    public static let rules: [any ScoringRule.Type] = [ProcessingRuleMarking.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let first = version.interactions.first, version.scoring.count == 1 else { return false }
        return version.scoring[0].rule == ProcessingRuleMarking.name && version.scoring[0].response == first.id
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let use = version.scoring.first, let processing = use.parameters["processing"] else { return [] }
        let declared = Set((processing["responses"]?.elements ?? []).compactMap { $0["identifier"]?.text })
        return version.interactions.map(\.id.rawValue).filter { !declared.contains($0) }.map { name in
            Problem(.error, code: "processing.response", message: "the rules declare no such response", part: name)
        }
    }
}
