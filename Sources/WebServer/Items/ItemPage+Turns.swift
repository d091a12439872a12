import Assessment

extension ItemPage {
    /// A part of an item that is shown by an outcome, with its condition in words.
    struct TurnPart: Sendable {
        let condition: String
        let content: SafeHTML

        /// Every part of the text that an outcome shows or hides, in reading order, outer ones with those inside them.
        static func all(
            of item: ItemVersion,
            for state: ItemFragment.State,
            _ texts: Texts,
            _ mediaURL: @escaping (String) -> String
        ) -> [TurnPart] {
            item.body.parts.map { visibility, blocks in
                var part = item
                part.body = blocks
                let asked = Set(blocks.flatMap(\.responses))
                part.interactions = item.interactions.filter { asked.contains($0.id) }
                let fragment = ItemFragment(item: part, texts: texts, idPrefix: "part-", mediaURL: mediaURL)
                var content = ItemFragment.markup(of: fragment.vignette, for: state)
                content.append(ItemFragment.markup(of: fragment.answers, for: state))
                let words = ["variable": visibility.variable, "value": visibility.value]
                return TurnPart(
                    condition: texts(visibility.isShown ? "item.turns.shown" : "item.turns.hidden", words),
                    content: content
                )
            }
        }
    }
}

extension [Block] {
    /// The parts that outcomes show or hide.
    fileprivate var parts: [(Visibility, [Block])] {
        flatMap { block -> [(Visibility, [Block])] in
            if case .conditional(let visibility, let inner) = block, visibility.origin == .outcome {
                // That something comes after an answer says less than the condition within.
                return (visibility.variable == "numAttempts" ? [] : [(visibility, inner)]) + inner.parts
            }
            if case .table(let table) = block { return table.rows.flatMap { $0.flatMap { $0.parts } } }
            return block.inlines.parts + block.blocks.parts
        }
    }
}

extension [Inline] {
    fileprivate var parts: [(Visibility, [Block])] {
        flatMap { inline -> [(Visibility, [Block])] in
            if case .conditional(let visibility, let inner) = inline, visibility.origin == .outcome {
                return [(visibility, [.paragraph(inner)])] + inner.parts
            }
            return inline.inlines.parts
        }
    }
}
