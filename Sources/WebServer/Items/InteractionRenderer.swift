import Assessment

/// Draws the interactions of one item as controls, ready for the state of any candidate.
struct InteractionRenderer {
    private let item: ItemVersion
    private let texts: Texts
    private let idPrefix: String

    init(item: ItemVersion, texts: Texts, idPrefix: String) {
        self.item = item
        self.texts = texts
        self.idPrefix = idPrefix
    }

    /// The lead-in and control of the interaction at `index`; inside a sentence only the control.
    func pieces(at index: Int, isInline: Bool, mediaURL: @escaping (String) -> String) -> [ItemFragment.Piece] {
        let interaction = item.interactions[index]
        let id = "\(idPrefix)r\(index + 1)"
        let renderer = ContentRenderer(texts: texts, headings: 3, of: interaction.prompt, mediaURL: mediaURL)
        var pieces: [ItemFragment.Piece] = []
        var label: SafeHTML = " aria-label=\"\(texts("question.answer", ["number": String(index + 1)]))\""
        if !interaction.prompt.isEmpty && !isInline {
            label = " aria-labelledby=\"\(id)-lead\""
            pieces.append("<div class=\"lead-in\" id=\"\(id)-lead\">" as SafeHTML)
            pieces.append(all: renderer.pieces(of: interaction.prompt))
            pieces.append("</div>" as SafeHTML)
        }
        pieces.append(control(for: interaction, id: id, label: label, isInline: isInline, renderer: renderer))
        return pieces
    }

    private func control(
        for interaction: Interaction,
        id: String,
        label: SafeHTML,
        isInline: Bool,
        renderer: ContentRenderer
    ) -> ItemFragment.Piece {
        switch interaction {
        case .choice(let choice):
            .choice(
                ChoiceControl(choice, id: id, label: label, language: item.language, texts: texts, renderer: renderer)
            )
        case .match(let match):
            .match(MatchControl(match, id: id, label: label, language: item.language, texts: texts, renderer: renderer))
        case .text(let text):
            .text(TextControl(text, id: id, label: label, isInline: isInline))
        case .number(let number):
            .number(NumberControl(number, id: id, label: label, texts: texts, isInline: isInline))
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            .markup(SafeHTML())
        }
    }
}
