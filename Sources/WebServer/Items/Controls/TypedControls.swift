import Assessment

/// One line, or several, to type into.
struct TextControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let isLong: Bool
    private let close: SafeHTML

    init(_ text: TextInteraction, box: ControlBox, isInline: Bool) {
        id = text.id
        isLong = text.lines > 1 && !isInline
        var field: SafeHTML = """
             name="\(box.name)"\(box.label) dir="auto" autocomplete="off" autocapitalize="off" spellcheck="false"
            """
        if !text.placeholder.isEmpty { field.append(attribute: "placeholder", text.placeholder) }
        let holder: SafeHTML = isInline ? "<span class=\"gap\"" : "<div class=\"typed\""
        let start: SafeHTML = "\(holder) data-response=\"\(text.id.rawValue)\" data-kind=\"text\">"
        let rows = text.layout.heightInLines ?? text.lines
        open =
            isLong
            ? "\(start)<textarea class=\"input\" id=\"\(box.id)\" rows=\"\(rows)\"\(field)>"
            : "\(start)<input class=\"input\" type=\"text\" id=\"\(box.id)\" size=\"\(text.size)\"\(field) value=\""
        close = isLong ? "</textarea></div>" : isInline ? "\"></span>" : "\"></div>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        // A browser drops the first line end of a text area.
        if isLong { html.append(literal: "\n") }
        switch state.response[id] {
        case .text(let typed)?: html.append(escaping: typed)
        case .texts(let typed)?: html.append(escaping: typed.joined(separator: "\n"))
        case .choices, .pairs, .number, .points, .file, .pressed, nil: break
        }
        html.append(close)
    }
}

/// Several texts at one place, a field each.
struct TextsControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let field: SafeHTML
    private let lines: AnswerLines
    private let texts: Texts

    init(_ text: TextInteraction, box: ControlBox) {
        id = text.id
        texts = box.texts
        open = box.open("typed texts", kind: "texts")
        lines = AnswerLines(limit: text.maximum == 0 ? 100 : text.maximum, texts: box.texts)
        field = """
            <input class="input" type="text" name="\(box.name)" size="\(text.size)" dir="auto" autocomplete="off" \
            autocapitalize="off" spellcheck="false"
            """
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let given: [String] =
            switch state.response[id] {
            case .text(let text)?: [text]
            case .texts(let texts)?: texts
            case .choices, .pairs, .number, .points, .file, .pressed, nil: []
            }
        html.append(open)
        lines.write(into: &html, given: given.count) { html, line in
            html.append("\(field) aria-label=\"\(texts("question.text-line", ["number": String(line)]))\" value=\"")
            if given.indices.contains(line - 1) { html.append(escaping: given[line - 1]) }
            html.append(literal: "\">")
        }
        html.append(literal: "</div>")
    }
}

extension TextInteraction {
    /// Characters that its field is wide.
    fileprivate var size: Int { layout.inputWidth ?? min(60, max(4, expectedLength)) }
}

/// A number with its unit: a fixed one beside the field, or a list of those offered.
struct NumberControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let units: [String]
    private let unitOpen: SafeHTML
    private let close: SafeHTML

    init(_ number: NumberInteraction, box: ControlBox, isInline: Bool) {
        id = number.id
        units = number.units
        let holder: SafeHTML = isInline ? "<span class=\"gap\"" : "<div class=\"typed number-answer\""
        open = """
            \(holder) data-response="\(number.id.rawValue)" data-kind="number"><input class="input" type="text" \
            inputmode="decimal" id="\(box.id)" name="\(box.name)"\(box.label) dir="ltr" \
            size="\(number.layout.inputWidth ?? 12)" autocomplete="off" value="
            """
        switch number.units.count {
        case 0: unitOpen = ""
        case 1:
            unitOpen = """
                <input type="hidden" name="\(box.name).unit" value="\(number.units[0])">\
                <bdi class="unit" dir="ltr">\(number.units[0])</bdi>
                """
        default:
            let unit = box.texts("question.unit")
            unitOpen = """
                <select class="input" name="\(box.name).unit" aria-label="\(unit)"><option value="">\(unit)</option>
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
