import Assessment

/// A lettered list of options, then each row with a list to choose from: readable at 320 px and without scripts.
struct MatchControl: Sendable {
    private let id: ResponseID
    private let head: SafeHTML
    private let rows: [Row]
    private let columns: [Column]
    private let isSingle: Bool
    private let none: String

    private struct Row: Sendable {
        let id: OptionID
        let open: SafeHTML
        let name: String
    }

    private struct Column: Sendable {
        let id: OptionID
        /// `A  Aortic dissection`: a list can show text only.
        let label: String
    }

    init(
        _ match: MatchInteraction,
        id: String,
        label: SafeHTML,
        language: String,
        texts: Texts,
        renderer: ContentRenderer
    ) {
        self.id = match.id
        isSingle = match.rowMaximum == 1
        none = texts("question.choose")
        columns = match.columns.enumerated().map { place, column in
            let text = column.content.plainText
            return Column(id: column.id, label: "\(ChoiceControl.letter(place, in: language))\u{2002}\(text)")
        }
        var html: SafeHTML = """
            <div class="match" data-response="\(match.id.rawValue)" data-kind="match" role="group"\(label)>\
            <p class="label" id="\(id)-list">\(texts("question.options"))</p><ul class="match-list" aria-labelledby="\(id)-list">
            """
        for (place, column) in match.columns.enumerated() {
            let content = ItemFragment.markup(of: renderer.compactPieces(of: column.content), for: .init())
            html.append(
                "<li><span class=\"letter\">\(ChoiceControl.letter(place, in: language))</span><span>\(content)</span></li>"
            )
        }
        html.append(literal: "</ul><ol class=\"match-rows\">")
        head = html
        let isSingle = isSingle
        rows = match.rows.enumerated().map { index, row in
            let own = "\(id)-\(index + 1)"
            let name = "response.\(match.id.rawValue).\(row.id.rawValue)"
            let content = ItemFragment.markup(of: renderer.pieces(of: row.content), for: .init())
            let control: SafeHTML =
                isSingle
                ? "<select class=\"input\" name=\"\(name)\" aria-labelledby=\"\(own)\">"
                : "<div class=\"match-boxes\" role=\"group\" aria-labelledby=\"\(own)\">"
            return Row(id: row.id, open: "<li><div id=\"\(own)\">\(content)</div>\(control)", name: name)
        }
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        var chosen: Set<ResponseValue.Pair> = []
        if case .pairs(let pairs)? = state.response[id] { chosen = Set(pairs) }
        html.append(head)
        for row in rows {
            html.append(row.open)
            if isSingle {
                html.append("<option value=\"\">\(none)</option>")
                for column in columns {
                    let isChosen = chosen.contains(ResponseValue.Pair(row: row.id, column: column.id))
                    let mark: SafeHTML = isChosen ? " selected" : ""
                    html.append("<option value=\"\(column.id.rawValue)\"\(mark)>\(column.label)</option>")
                }
                html.append(literal: "</select></li>")
            } else {
                for column in columns {
                    let isChosen = chosen.contains(ResponseValue.Pair(row: row.id, column: column.id))
                    let mark: SafeHTML = isChosen ? " checked" : ""
                    html.append(
                        """
                        <label class="check"><input type="checkbox" name="\(row.name)" value="\(column.id.rawValue)"\(mark)>\
                        <span>\(column.label)</span></label>
                        """
                    )
                }
                html.append(literal: "</div></li>")
            }
        }
        html.append(literal: "</ol></div>")
    }
}
