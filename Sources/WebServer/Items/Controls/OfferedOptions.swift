import Assessment

/// Options as one candidate meets them: in the candidate's order, without those that a draw hides, labelled by place.
struct OfferedOptions: Sendable {
    let entries: [Entry]
    private let response: ResponseID
    private let labels: OptionLabels
    private let none: String

    struct Entry: Sendable {
        let id: OptionID
        let content: [ItemFragment.Piece]
        /// What a list shows, which can hold text only.
        let blocks: [Block]
        let visibility: Visibility?
    }

    init(_ options: [Option], of box: ControlBox, labels: OptionLabels, renderer: ContentRenderer) {
        response = box.response
        self.labels = labels
        none = box.texts("question.choose")
        entries = options.map {
            Entry(
                id: $0.id,
                content: renderer.compactPieces(of: $0.content),
                blocks: $0.content,
                visibility: $0.visibility
            )
        }
    }

    /// Whether a list shows all there is: no option holds an image, a formula or more than one block.
    var isPlain: Bool {
        entries.allSatisfy { entry in
            guard entry.blocks.count == 1, case .paragraph(let inlines)? = entry.blocks.first else { return false }
            return inlines.flatMap(\.all).allSatisfy { inline in
                switch inline {
                case .text, .strong, .emphasis, .code, .language, .variable, .conditional: true
                case .superscript, .subscript, .lineBreak, .image, .formula, .interaction, .gap, .hotText, .foreign:
                    false
                }
            }
        }
    }

    /// The options that this candidate is offered, each with its index in the author's order and the label of its place.
    func shown(_ state: ItemFragment.State) -> [(index: Int, label: String, entry: Entry)] {
        let order = state.orders[response] ?? Array(entries.indices)
        let offered = order.filter { entries.indices.contains($0) && state.shows(entries[$0].visibility) }
        return offered.enumerated().map { place, index in (index, labels.label(place), entries[index]) }
    }

    /// The words of an option in a list, after its label.
    func text(_ entry: Entry, label: String, _ state: ItemFragment.State) -> String {
        let words = state.plainText(of: entry.blocks)
        return label.isEmpty ? words : words.isEmpty ? label : "\(label)\u{2002}\(words)"
    }

    /// The `<option>`s of a list, the empty one first; what was given stays in it even when it is not offered.
    func writeList(into html: inout SafeHTML, chosen: OptionID?, _ state: ItemFragment.State) {
        html.append("<option value=\"\">\(none)</option>")
        var isWritten = chosen == nil
        for (_, label, entry) in shown(state) {
            let mark: SafeHTML = entry.id == chosen ? " selected" : ""
            isWritten = isWritten || entry.id == chosen
            html.append("<option value=\"\(entry.id.rawValue)\"\(mark)>\(text(entry, label: label, state))</option>")
        }
        guard !isWritten, let chosen else { return }
        let words = entries.first { $0.id == chosen }.map { state.plainText(of: $0.blocks) } ?? chosen.rawValue
        html.append("<option value=\"\(chosen.rawValue)\" selected>\(words)</option>")
    }
}

/// All that is offered, to be read before it is chosen from lists: they can hold text only.
struct OptionBank: ItemControl {
    let offered: OfferedOptions
    let id: String
    let title: String

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(
            "<p class=\"label\" id=\"\(id)-list\">\(title)</p><ul class=\"match-list\" aria-labelledby=\"\(id)-list\">"
        )
        for (_, label, entry) in offered.shown(state) {
            html.append(label.isEmpty ? "<li><span>" : "<li><span class=\"letter\">\(label)</span><span>")
            ItemFragment.write(entry.content, into: &html, state)
            html.append(literal: "</span></li>")
        }
        html.append(literal: "</ul>")
    }
}

/// What stands before an option: the letter of its place in the item's script, unless the author wants another label.
struct OptionLabels: Sendable {
    private let style: Style
    private let suffix: String
    private let language: String

    private enum Style: Sendable { case letters, none, decimal, lowerAlpha, upperAlpha }

    /// Source: QTI 3.0, shared vocabulary, `qti-labels-…` and `qti-labels-suffix-…`.
    init(_ layout: Assessment.Layout = Assessment.Layout(), language: String) {
        self.language = language
        let classes = Set(layout.classes)
        style =
            if classes.contains("qti-labels-none") {
                .none
            } else if classes.contains("qti-labels-decimal") {
                .decimal
            } else if classes.contains("qti-labels-lower-alpha") {
                .lowerAlpha
            } else if classes.contains("qti-labels-upper-alpha") {
                .upperAlpha
            } else {
                .letters
            }
        suffix =
            classes.contains("qti-labels-suffix-period")
            ? "." : classes.contains("qti-labels-suffix-parenthesis") ? ")" : ""
    }

    /// No labels at all.
    static let none = OptionLabels(Assessment.Layout(classes: ["qti-labels-none"]), language: "en")

    /// The label of a place, from 0; empty where there are none.
    func label(_ place: Int) -> String {
        let label =
            switch style {
            case .none: ""
            case .decimal: String(place + 1)
            case .letters: ChoiceControl.letter(place, in: language)
            case .lowerAlpha: ChoiceControl.letter(place).lowercased()
            case .upperAlpha: ChoiceControl.letter(place)
            }
        return label.isEmpty ? "" : label + suffix
    }
}
