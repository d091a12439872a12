import Assessment

/// Pairs of one list, a line each with two lists; empty lines wait for more.
struct PairsControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let offered: OfferedOptions
    private let name: String
    private let lines: AnswerLines
    private let texts: Texts

    /// - `maximum`: How many pairs may be made, 0 for any number.
    init(offered: OfferedOptions, maximum: Int, box: ControlBox, attributes: SafeHTML = "") {
        id = box.response
        self.offered = offered
        name = box.name
        texts = box.texts
        let count = offered.entries.count
        lines = AnswerLines(limit: maximum > 0 ? maximum : max(1, count * (count - 1) / 2), texts: box.texts)
        open = box.open("pairs", kind: "pairs", attributes: attributes)
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let pairs = state.pairs(id)
        html.append(open)
        lines.write(into: &html, given: pairs.count) { html, line in
            let pair = pairs.indices.contains(line - 1) ? pairs[line - 1] : nil
            writeSide(into: &html, "from", "question.pair.first", line, pair?.row, state)
            writeSide(into: &html, "to", "question.pair.second", line, pair?.column, state)
        }
        html.append(literal: "</div>")
    }

    private func writeSide(
        into html: inout SafeHTML,
        _ side: String,
        _ key: String,
        _ line: Int,
        _ chosen: OptionID?,
        _ state: ItemFragment.State
    ) {
        let label = texts(key, ["number": String(line)])
        html.append("<select class=\"input\" name=\"\(name).\(side)\" aria-label=\"\(label)\">")
        offered.writeList(into: &html, chosen: chosen, state)
        html.append(literal: "</select>")
    }
}

/// A list of lines of which more come when they are filled: with scripts at the press of a button, without by saving.
struct AnswerLines: Sendable {
    /// How many lines may be filled.
    let limit: Int
    let texts: Texts

    /// Writes the lines, from 1: those given, and empty ones up to the limit, never more than three at a time.
    func write(into html: inout SafeHTML, given: Int, _ line: (inout SafeHTML, _ number: Int) -> Void) {
        let count = max(given, min(limit, max(3, given + 2)))
        html.append("<ol class=\"lines\" data-limit=\"\(limit)\">")
        for number in 1...max(1, count) {
            html.append(literal: "<li class=\"line\">")
            line(&html, number)
            html.append(literal: "</li>")
        }
        html.append(literal: "</ol>")
        guard count < limit else { return }
        html.append(
            "<button class=\"button plain\" name=\"go\" value=\"stay\" data-more>\(texts("question.more-lines"))</button>"
        )
    }
}
