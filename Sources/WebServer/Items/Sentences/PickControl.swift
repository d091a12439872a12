import Assessment

/// A choice inside a sentence: a list, or radio buttons between its words where a list could not show the options.
///
/// A list takes one choice; where more may be made, check boxes stand in the sentence.
struct PickControl: ItemControl {
    private let id: ResponseID
    private let offered: OfferedOptions
    private let open: SafeHTML
    /// `<input type="radio" name="…"`, still open; `nil` where a list is drawn.
    private let input: SafeHTML?

    init(_ choice: ChoiceInteraction, box: ControlBox, renderer: ContentRenderer) {
        id = choice.id
        offered = OfferedOptions(choice.options, of: box, labels: .none, renderer: renderer)
        let response = box.response.rawValue
        if choice.maximum == 1 && offered.isPlain {
            open = """
                <span class="gap" data-response="\(response)" data-kind="pick"><select class="input" id="\(box.id)" \
                name="\(box.name)"\(box.label)>
                """
            input = nil
        } else {
            let role = choice.maximum == 1 ? "radiogroup" : "group"
            open =
                "<span class=\"hot-list\" data-response=\"\(response)\" data-kind=\"choice\" role=\"\(role)\"\(box.label)>"
            input = "<input type=\"\(choice.maximum == 1 ? "radio" : "checkbox")\" name=\"\(box.name)\""
        }
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let chosen = state.choices(id)
        html.append(open)
        guard let input else {
            offered.writeList(into: &html, chosen: chosen.first, state)
            html.append(literal: "</select></span>")
            return
        }
        for (_, _, entry) in offered.shown(state) {
            // A formula alone is no name to every reader of a page.
            let name = state.plainText(of: entry.blocks)
            html.append("<label class=\"hot\">\(input) value=\"\(entry.id.rawValue)\" aria-label=\"\(name)\"")
            html.append(chosen.contains(entry.id) ? " checked><span>" : "><span>")
            ItemFragment.write(entry.content, into: &html, state)
            html.append(literal: "</span></label> ")
        }
        html.append(literal: "</span>")
    }
}
