import Assessment

/// A lettered list of options, then each row with a list to choose from: readable at 320 px and without scripts.
struct MatchControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let bank: OptionBank
    private let columns: OfferedOptions
    private let rows: [Row]

    private struct Row: Sendable {
        let id: OptionID
        let visibility: Visibility?
        let own: String
        let content: [ItemFragment.Piece]
        let name: String
        /// One column at most goes with this row.
        let isSingle: Bool
    }

    init(_ match: MatchInteraction, box: ControlBox, language: String, renderer: ContentRenderer) {
        id = match.id
        open = box.open("match", kind: "match")
        let labels = OptionLabels(match.layout, language: language)
        columns = OfferedOptions(match.columns, of: box, labels: labels, renderer: renderer)
        bank = OptionBank(offered: columns, id: box.id, title: box.texts("question.options"))
        rows = match.rows.enumerated().map { index, row in
            Row(
                id: row.id,
                visibility: row.visibility,
                own: "\(box.id)-\(index + 1)",
                content: renderer.pieces(of: row.content),
                name: box.name(of: row.id),
                isSingle: (row.maximum ?? match.rowMaximum) == 1
            )
        }
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let pairs = state.pairs(id)
        html.append(open)
        bank.write(into: &html, state)
        html.append(literal: "<ol class=\"match-rows\">")
        for row in rows where state.shows(row.visibility) {
            let chosen = pairs.filter { $0.row == row.id }.map(\.column)
            html.append("<li><div id=\"\(row.own)\">")
            ItemFragment.write(row.content, into: &html, state)
            html.append(literal: "</div>")
            if row.isSingle {
                html.append("<select class=\"input\" name=\"\(row.name)\" aria-labelledby=\"\(row.own)\">")
                columns.writeList(into: &html, chosen: chosen.first, state)
                html.append(literal: "</select></li>")
            } else {
                html.append("<div class=\"match-boxes\" role=\"group\" aria-labelledby=\"\(row.own)\">")
                columns.writeBoxes(into: &html, name: row.name, chosen: Set(chosen), state)
                html.append(literal: "</div></li>")
            }
        }
        html.append(literal: "</ol></div>")
    }
}

extension OfferedOptions {
    /// A check box for each option, where several go with one row.
    func writeBoxes(into html: inout SafeHTML, name: String, chosen: Set<OptionID>, _ state: ItemFragment.State) {
        for (_, label, entry) in shown(state) {
            let mark: SafeHTML = chosen.contains(entry.id) ? " checked" : ""
            html.append(
                """
                <label class="check"><input type="checkbox" name="\(name)" value="\(entry.id.rawValue)"\(mark)>\
                <span>\(text(entry, label: label, state))</span></label>
                """
            )
        }
    }
}
