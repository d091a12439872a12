import Assessment

/// Reads the rows of a marksheet with what each anchor gains by the rule of its row.
struct MarksheetRows {
    let item: ItemVersion
    let station: Station
    let catalogue: Catalogue
    let texts: Texts
    let renderer: ContentRenderer

    /// The row with this response; `nil` when the item has none.
    func row(_ id: ResponseID) -> StationParts.Row? {
        guard let index = item.interactions.firstIndex(where: { $0.id == id }) else { return nil }
        let interaction = item.interactions[index]
        let use = item.scoring.first { $0.response == id }
        // A rule that cannot be made is a problem of the item, which the page lists.
        let rule = use.flatMap { try? catalogue.rule($0) }
        let rating = station.marksheet.globalRating.flatMap { $0.response == id ? $0 : nil }
        return StationParts.Row(
            place: "row-\(index + 1)",
            number: marked.firstIndex(of: id).map { String($0 + 1) },
            prompt: compact(interaction.prompt),
            worth: use.map { texts("item.key.marks", ["marks": $0.marks.description]) },
            remark: remark(rule, at: interaction, rating),
            anchors: interaction.options.map { option in
                StationParts.Anchor(
                    words: compact(option.content),
                    value: option.id.rawValue,
                    gain: rule.map { $0.mark(.choices([option.id])).mark.description }
                        ?? (option.id == rating?.borderline ? texts("station.borderline") : nil)
                )
            }
        )
    }

    /// The rows that a rule marks, as they stand on the marksheet.
    private var marked: [ResponseID] {
        station.marksheet.content.flatMap(\.responses).filter { id in item.scoring.contains { $0.response == id } }
    }

    private func remark(_ rule: (any ScoringRule)?, at interaction: Interaction, _ rating: GlobalRating?) -> String? {
        if rating != nil { return texts("station.rating") }
        let mustBeObserved = rule?.keyLines(for: interaction).contains(.remark(.mustObserve, [:])) ?? false
        return mustBeObserved ? texts("station.must-observe") : nil
    }

    private func compact(_ blocks: [Block]) -> SafeHTML {
        ItemFragment.markup(of: renderer.compactPieces(of: blocks), for: ItemFragment.State())
    }
}
