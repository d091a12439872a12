import Assessment

/// Rows of radio buttons, or of check boxes where more than one may be chosen; the whole row is the target.
struct ChoiceControl: Sendable {
    private let id: ResponseID
    private let open: SafeHTML
    private let language: String
    private let options: [Row]
    private let strikeWord: SafeHTML
    private let struckOut: SafeHTML

    private struct Row: Sendable {
        let id: OptionID
        /// `<input … value="B"`, still open.
        let input: SafeHTML
        let content: SafeHTML
        let strike: SafeHTML
    }

    init(
        _ choice: ChoiceInteraction,
        id: String,
        label: SafeHTML,
        language: String,
        texts: Texts,
        renderer: ContentRenderer
    ) {
        self.id = choice.id
        self.language = language
        let role = choice.maximum == 1 ? "radiogroup" : "group"
        open =
            "<div class=\"choice\" data-response=\"\(choice.id.rawValue)\" data-kind=\"choice\" role=\"\(role)\"\(label)>"
        let type = choice.maximum == 1 ? "radio" : "checkbox"
        let name = "response.\(choice.id.rawValue)"
        options = choice.options.enumerated().map { index, option in
            let own = "\(id)-\(index + 1)"
            let content = ItemFragment.markup(of: renderer.compactPieces(of: option.content), for: .init())
            return Row(
                id: option.id,
                input: "<input type=\"\(type)\" name=\"\(name)\" value=\"\(option.id.rawValue)\"",
                content: "<span class=\"option-text\" id=\"\(own)\">\(content)</span>",
                strike: """
                    <button type="button" class="button plain strike needs-script" id="\(own)-strike" \
                    aria-labelledby="\(own)-strike \(own)"
                    """
            )
        }
        let word = texts("question.strike")
        strikeWord = "\(word)</button></div>"
        struckOut = " <span class=\"unseen\">\(texts("question.struck"))</span>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        var chosen: Set<OptionID> = []
        if case .choices(let choices)? = state.response[id] { chosen = Set(choices) }
        let struck = state.struckOut[id] ?? []
        let order = state.orders[id] ?? Array(options.indices)
        html.append(open)
        for (place, index) in order.enumerated() where options.indices.contains(index) {
            let row = options[index]
            let isStruck = struck.contains(row.id)
            html.append(isStruck ? "<div class=\"option struck\"><label>" : "<div class=\"option\"><label>")
            html.append(row.input)
            html.append(chosen.contains(row.id) ? " checked><span class=\"letter\">" : "><span class=\"letter\">")
            html.append(escaping: Self.letter(place, in: language))
            html.append(literal: "</span>")
            html.append(row.content)
            if isStruck { html.append(struckOut) }
            html.append(literal: "</label>")
            html.append(row.strike)
            html.append(isStruck ? " aria-pressed=\"true\">" : " aria-pressed=\"false\">")
            html.append(strikeWord)
        }
        html.append(literal: "</div>")
    }

    /// The letter of a place, from 0: A–Z or the letters of the item's own script, then numbers.
    ///
    /// Letters belong to places, not to options, and are never stored.
    static func letter(_ place: Int, in language: String = "en") -> String {
        switch language.prefix(while: { $0 != "-" }) {
        case "ar", "fa", "ur": place < arabic.count ? arabic[place] : String(place + 1)
        case "he": place < 22 ? hebrew[place] : String(place + 1)
        default: place < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place))) : String(place + 1)
        }
    }

    private static let arabic = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع".split(separator: " ").map(String.init)
    private static let hebrew = "אבגדהוזחטיכלמנסעפצקרשת".map { String($0) }
}
