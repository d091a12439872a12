import Assessment

/// One line, or several, to type into.
struct TextControl: Sendable {
    private let id: ResponseID
    private let open: SafeHTML
    private let isLong: Bool
    private let close: SafeHTML

    init(_ text: TextInteraction, id: String, label: SafeHTML, isInline: Bool) {
        self.id = text.id
        isLong = text.lines > 1 && !isInline
        let field: SafeHTML = """
             name="response.\(text.id.rawValue)"\(label) dir="auto" autocomplete="off" autocapitalize="off" spellcheck="false"
            """
        let size = min(60, max(4, text.expectedLength))
        let box: SafeHTML = isInline ? "<span class=\"gap\"" : "<div class=\"typed\""
        let holder: SafeHTML = "\(box) data-response=\"\(text.id.rawValue)\" data-kind=\"text\">"
        open =
            isLong
            ? "\(holder)<textarea class=\"input\" id=\"\(id)\" rows=\"\(text.lines)\"\(field)>"
            : "\(holder)<input class=\"input\" type=\"text\" id=\"\(id)\" size=\"\(size)\"\(field) value=\""
        close = isLong ? "</textarea></div>" : isInline ? "\"></span>" : "\"></div>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        // A browser drops the first line end of a text area.
        if isLong { html.append(literal: "\n") }
        if case .text(let typed)? = state.response[id] { html.append(escaping: typed) }
        html.append(close)
    }
}

/// A number with its unit: a fixed one beside the field, or a list of those offered.
struct NumberControl: Sendable {
    private let id: ResponseID
    private let open: SafeHTML
    private let units: [String]
    private let unitOpen: SafeHTML
    private let close: SafeHTML

    init(_ number: NumberInteraction, id: String, label: SafeHTML, texts: Texts, isInline: Bool) {
        self.id = number.id
        units = number.units
        let name = number.id.rawValue
        let box: SafeHTML = isInline ? "<span class=\"gap\"" : "<div class=\"typed number-answer\""
        open = """
            \(box) data-response="\(name)" data-kind="number"><input class="input" type="text" inputmode="decimal" id="\(id)" \
            name="response.\(name)"\(label) dir="ltr" size="12" autocomplete="off" value="
            """
        switch number.units.count {
        case 0: unitOpen = ""
        case 1:
            unitOpen = """
                <input type="hidden" name="response.\(name).unit" value="\(number.units[0])">\
                <bdi class="unit" dir="ltr">\(number.units[0])</bdi>
                """
        default:
            unitOpen = """
                <select class="input" name="response.\(name).unit" aria-label="\(texts("question.unit"))">\
                <option value="">\(texts("question.unit"))</option>
                """
        }
        close = isInline ? "</span>" : "</div>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        var (typed, chosen): (String, String?) = ("", nil)
        if case .number(let number, let unit)? = state.response[id] { (typed, chosen) = (number, unit) }
        html.append(open)
        html.append(escaping: typed)
        html.append(literal: "\">")
        html.append(unitOpen)
        if units.count > 1 {
            for unit in units {
                let mark: SafeHTML = unit == chosen ? " selected" : ""
                html.append("<option value=\"\(unit)\"\(mark)>\(unit)</option>")
            }
            html.append(literal: "</select>")
        }
        html.append(close)
    }
}
