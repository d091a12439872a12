import Assessment

extension ItemPage {
    /// One draw of an item, as no candidate need have it, and where a question that is answered in turns begins.
    struct Preview: Sendable {
        let seed: UInt64
        let state: ItemSession.State
        let corrects: [ResponseID: [String]]
        /// Whether anything is drawn.
        let isDrawn: Bool
        /// The outcomes before the first turn; `nil` for an item that is not answered in turns.
        let outcomes: [String: [String]]?

        /// The item as a candidate with this draw first sees it.
        var shown: ItemFragment.State { ItemFragment.State(variables: state.shown, outcomes: outcomes) }

        /// The draw with this seed; `nil` where the item draws nothing and takes no turns, or its rule cannot be made.
        init?(of item: ItemVersion, seed: UInt64, catalogue: Catalogue) {
            // A rule that cannot be made is among the item's problems.
            let rules = item.scoring.compactMap { try? catalogue.rule($0) }
            guard let rule = rules.first(where: { $0.isDrawn || $0.takesTurns }) else { return nil }
            let drawn = rule.draw(seed: seed)
            guard let state = drawn ?? (rule.isDrawn ? nil : ItemSession.State()) else { return nil }
            self.seed = seed
            self.state = state
            isDrawn = rule.isDrawn
            outcomes = rule.taken([], drawn: drawn)?.outcomes
            corrects = rule.correctResponses(drawn: state)
        }
    }

    /// What was drawn, what is correct then, and the way to another draw.
    struct Draw: Sendable {
        let heading: String
        let values: [Fact]
        let againHref: String
    }
}

extension ItemPage.Draw {
    /// `number`: Of an older version, which the way to another draw keeps.
    init(_ preview: ItemPage.Preview, of item: ItemVersion, at path: String, number: Int?, _ texts: Texts) {
        heading = texts("item.draw", ["number": String(preview.seed)])
        var values = preview.state.shown.sorted { $0.key < $1.key }.map {
            ItemPage.Fact(label: $0.key, value: $0.value.joined(separator: "; "))
        }
        for interaction in item.interactions {
            guard let correct = preview.corrects[interaction.id] else { continue }
            let words = correct.map { KeyWords.option(OptionID(rawValue: $0), in: interaction, item.language) }
            values.append(
                ItemPage.Fact(
                    label: texts("item.draw.correct", ["response": interaction.id.rawValue]),
                    value: words.joined(separator: "; ")
                )
            )
        }
        self.values = values
        let version = number.map { [("version", String($0))] } ?? []
        againHref = Href.to(path, version + [("draw", String(preview.seed &+ 1))])
    }
}
