import Assessment

/// Rows of radio buttons, or of check boxes where more than one may be chosen; the whole row is the target.
struct ChoiceControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let offered: OfferedOptions
    private let rows: [Row]
    private let strikeWord: SafeHTML
    private let struckOut: SafeHTML

    private struct Row: Sendable {
        /// `<input … value="B"`, still open.
        let input: SafeHTML
        let open: SafeHTML
        let strike: SafeHTML
    }

    init(_ choice: ChoiceInteraction, box: ControlBox, language: String, renderer: ContentRenderer) {
        id = choice.id
        let role = choice.maximum == 1 ? "radiogroup" : "group"
        open = box.open(choice.layout.choiceClasses("choice"), kind: "choice", role: role)
        let type = choice.maximum == 1 ? "radio" : "checkbox"
        let labels = OptionLabels(choice.layout, language: language)
        offered = OfferedOptions(choice.options, of: box, labels: labels, renderer: renderer)
        rows = choice.options.enumerated().map { index, option in
            let own = "\(box.id)-\(index + 1)"
            return Row(
                input: "<input type=\"\(type)\" name=\"\(box.name)\" value=\"\(option.id.rawValue)\"",
                open: "<span class=\"option-text\" id=\"\(own)\">",
                strike: """
                    <button type="button" class="button plain strike needs-script" id="\(own)-strike" \
                    aria-labelledby="\(own)-strike \(own)"
                    """
            )
        }
        strikeWord = "\(box.texts("question.strike"))</button></div>"
        struckOut = " <span class=\"unseen\">\(box.texts("question.struck"))</span>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let chosen = state.choices(id)
        let struck = state.struckOut[id] ?? []
        html.append(open)
        for (index, label, entry) in offered.shown(state) {
            let row = rows[index]
            let isStruck = struck.contains(entry.id)
            html.append(isStruck ? "<div class=\"option struck\"><label>" : "<div class=\"option\"><label>")
            html.append(row.input)
            html.append(chosen.contains(entry.id) ? " checked>" : ">")
            if !label.isEmpty { html.append("<span class=\"letter\">\(label)</span>") }
            html.append(row.open)
            ItemFragment.write(entry.content, into: &html, state)
            html.append(literal: "</span>")
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
