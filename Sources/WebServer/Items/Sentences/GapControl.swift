import Assessment

/// One gap of a text: a list of the labels that can fill it.
struct GapControl: ItemControl {
    private let response: ResponseID
    private let gap: OptionID
    private let offered: OfferedOptions
    private let open: SafeHTML

    /// The labels to be read first, then the text with its gaps as lists.
    static func pieces(
        _ form: GapMatchInteraction,
        box: ControlBox,
        language: String,
        renderer: ContentRenderer
    ) -> [ItemFragment.Piece] {
        let plain = OfferedOptions(form.options, of: box, labels: .none, renderer: renderer)
        let labels = plain.isPlain ? OptionLabels.none : OptionLabels(form.layout, language: language)
        let offered = OfferedOptions(form.options, of: box, labels: labels, renderer: renderer)
        let numbers = Dictionary(form.gaps.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
        var renderer = renderer
        renderer.gap = { gap in
            let name = box.texts("question.gap", ["number": String(numbers[gap] ?? 0)])
            return [.control(GapControl(gap, offered, box: box, name: name))]
        }
        let bank = OptionBank(offered: offered, id: box.id, title: box.texts("question.labels"))
        var pieces: [ItemFragment.Piece] = [.markup(box.open("gap-match", kind: "gaps")), .control(bank)]
        if form.options.allSatisfy({ ($0.maximum ?? 1) == 1 }) {
            pieces.append("<p class=\"hint\">\(box.texts("question.labels.once"))</p>" as SafeHTML)
        }
        pieces.append(all: renderer.pieces(of: form.text))
        pieces.append("</div>" as SafeHTML)
        return pieces
    }

    private init(_ gap: OptionID, _ offered: OfferedOptions, box: ControlBox, name: String) {
        response = box.response
        self.gap = gap
        self.offered = offered
        open = """
            <span class="gap"><select class="input" name="\(box.name(of: gap))" aria-label="\(name)">
            """
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        offered.writeList(into: &html, chosen: state.pairs(response).first { $0.column == gap }?.row, state)
        html.append(literal: "</select></span>")
    }
}
