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
        let isInline = isInline && interaction.fitsSentence
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
        let box = ControlBox(response: interaction.id, id: id, label: label, texts: texts)
        pieces.append(all: control(for: interaction, box, isInline: isInline, renderer, mediaURL))
        return pieces
    }

    private func control(
        for interaction: Interaction,
        _ box: ControlBox,
        isInline: Bool,
        _ renderer: ContentRenderer,
        _ mediaURL: @escaping (String) -> String
    ) -> [ItemFragment.Piece] {
        let language = item.language
        switch interaction {
        case .choice(let form) where isInline: return [.control(PickControl(form, box: box, renderer: renderer))]
        case .choice(let form):
            return [.control(ChoiceControl(form, box: box, language: language, renderer: renderer))]
        case .order(let form):
            let order = OrderControl(
                form.options,
                minimum: form.minimum,
                maximum: form.maximum,
                box: box,
                labels: .none,
                renderer: renderer
            )
            return [.control(order)]
        case .hotText(let form): return HotTextControl.pieces(form, box: box, renderer: renderer)
        case .match(let form):
            return [.control(MatchControl(form, box: box, language: language, renderer: renderer))]
        case .associate(let form): return associate(form, box, renderer)
        case .gapMatch(let form):
            return GapControl.pieces(form, box: box, language: language, renderer: renderer)
        case .text(let form) where form.maximum != 1 && !isInline: return [.control(TextsControl(form, box: box))]
        case .text(let form): return [.control(TextControl(form, box: box, isInline: isInline))]
        case .number(let form): return [.control(NumberControl(form, box: box, isInline: isInline))]
        case .slider(let form): return [.control(SliderControl(form, box: box, language: language))]
        case .image(let form):
            return RegionControls(form: form, box: box, language: language, renderer: renderer, mediaURL: mediaURL)
                .pieces()
        case .media(let form): return [.control(PlaysControl(form, box: box, mediaURL: mediaURL))]
        case .upload(let form): return [.control(UploadControl(form, box: box))]
        case .end(let form): return [.control(EndControl(form, box: box))]
        case .kept(let form): return KeptControl.pieces(form, box: box, renderer: renderer)
        }
    }

    /// Options that a list cannot show in full are read first, by letter.
    private func associate(
        _ form: AssociateInteraction,
        _ box: ControlBox,
        _ renderer: ContentRenderer
    ) -> [ItemFragment.Piece] {
        let plain = OfferedOptions(form.options, of: box, labels: .none, renderer: renderer)
        if plain.isPlain { return [.control(PairsControl(offered: plain, maximum: form.maximum, box: box))] }
        let labels = OptionLabels(form.layout, language: item.language)
        let offered = OfferedOptions(form.options, of: box, labels: labels, renderer: renderer)
        return [
            .control(OptionBank(offered: offered, id: box.id, title: texts("question.options"))),
            .control(PairsControl(offered: offered, maximum: form.maximum, box: box)),
        ]
    }
}

extension Interaction {
    /// Whether its control is a piece of a line, so that it can stand between words.
    var fitsSentence: Bool {
        switch self {
        case .choice, .number, .end: true
        case .text(let form): form.maximum == 1
        case .order, .hotText, .match, .associate, .gapMatch, .slider, .image, .media, .upload, .kept: false
        }
    }
}
