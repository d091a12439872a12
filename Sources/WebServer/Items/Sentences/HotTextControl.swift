import Assessment

/// One passage of a text that can be chosen where it stands: its words are the label of a box or radio button.
struct HotTextControl: ItemControl {
    private let response: ResponseID
    private let id: OptionID
    private let input: SafeHTML
    private let words: [ItemFragment.Piece]

    /// The text of `form` with its passages as controls.
    static func pieces(
        _ form: HotTextInteraction,
        box: ControlBox,
        renderer: ContentRenderer
    ) -> [ItemFragment.Piece] {
        let isSingle = form.maximum == 1
        var renderer = renderer
        renderer.hotText = { id, words in
            [.control(HotTextControl(response: form.id, id: id, name: box.name, isSingle: isSingle, words: words))]
        }
        let role = isSingle ? "radiogroup" : "group"
        var pieces: [ItemFragment.Piece] = [.markup(box.open("hot-text", kind: "choice", role: role))]
        pieces.append(all: renderer.pieces(of: form.text))
        pieces.append("</div>" as SafeHTML)
        return pieces
    }

    private init(response: ResponseID, id: OptionID, name: String, isSingle: Bool, words: [ItemFragment.Piece]) {
        self.response = response
        self.id = id
        self.words = words
        let type = isSingle ? "radio" : "checkbox"
        input = "<label class=\"hot\"><input type=\"\(type)\" name=\"\(name)\" value=\"\(id.rawValue)\""
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(input)
        html.append(state.choices(response).contains(id) ? " checked><span>" : "><span>")
        ItemFragment.write(words, into: &html, state)
        html.append(literal: "</span></label>")
    }
}
