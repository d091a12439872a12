import Assessment

/// The form of a draft's sections: where answers are closed, and case sets apart.
///
/// Posts to `/papers/{id}/sections` with `csrf`, `revision`, `lockpoint.<index>` (from 0, in the paper's order) and `do`:
/// `lockpoints` or `apart`.
struct SectionChoices: Sendable {
    let action: String
    let revision: String
    let rows: [Row]
    /// Case sets share a section with other items, or are torn over several.
    let canPartCaseSets: Bool

    struct Row: Sendable {
        let name: String
        let label: String
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// `nil` for a paper without items.
    init?(_ record: PaperPage.Record, _ sections: [PaperPage.Section], path: String, texts: Texts) {
        guard sections.contains(where: { !$0.items.isEmpty }) else { return nil }
        action = "\(path)/sections"
        revision = String(record.revision)
        rows = sections.enumerated().map { index, section in
            Row(
                name: "lockpoint.\(index)",
                label: Self.label(section, index, texts),
                choices: Lockpoint.allCases.map { lockpoint in
                    Choice(
                        value: lockpoint.rawValue,
                        label: texts("paper.lockpoint.\(lockpoint.rawValue)"),
                        isChosen: lockpoint == section.lockpoint
                    )
                }
            )
        }
        canPartCaseSets =
            sections.contains { section in
                let sets = Set(section.items.map { $0.caseSet?.set })
                return sets.count > 1 && sets != [nil]
            } || Self.areTorn(sections)
    }

    private static func label(_ section: PaperPage.Section, _ index: Int, _ texts: Texts) -> String {
        let number = ["number": String(index + 1)]
        guard !section.title.isEmpty else { return texts("paper.section", number) }
        return texts("paper.section.named", number.merging(["title": section.title]) { own, _ in own })
    }

    private static func areTorn(_ sections: [PaperPage.Section]) -> Bool {
        let sets = sections.flatMap { section in Set(section.items.compactMap { $0.caseSet?.set }) }
        return Set(sets).count < sets.count
    }
}
