import Assessment

/// Options with a number each: the number is the place.
///
/// Scripts add buttons that move a row.
///
/// Rows stand in the order given so far, those without a place behind. Numbers need not be complete: those given make
/// the response, by size.
struct OrderControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let offered: OfferedOptions
    private let rows: [Row]
    private let moves: (up: String, down: String)

    private struct Row: Sendable {
        let own: String
        let input: SafeHTML
    }

    /// Draws options to be put in order; `minimum` and `maximum` 0 ask for all of them.
    init(
        _ options: [Option],
        minimum: Int,
        maximum: Int,
        box: ControlBox,
        labels: OptionLabels,
        renderer: ContentRenderer
    ) {
        id = box.response
        let texts = box.texts
        offered = OfferedOptions(options, of: box, labels: labels, renderer: renderer)
        let isWhole = maximum == 0 || maximum >= options.count
        let count = String(maximum == 0 ? options.count : min(maximum, options.count))
        let hint =
            isWhole
            ? texts("question.order.all", ["count": count])
            : minimum == maximum
                ? texts("question.order.exactly", ["count": count])
                : texts("question.order.some", ["count": count])
        let attributes: SafeHTML = isWhole ? " data-control=\"order\" data-whole" : " data-control=\"order\""
        open = """
            \(box.open("order", kind: "order", attributes: attributes))<p class="hint" id="\(box.id)-hint">\(hint)\
            <span class="needs-script"> \(texts("question.order.keys"))</span></p>\
            <span class="unseen" id="\(box.id)-place">\(texts("question.order.place"))</span><ol class="order-rows">
            """
        rows = options.enumerated().map { index, option in
            let own = "\(box.id)-\(index + 1)"
            return Row(
                own: own,
                input: """
                    <li class="order-row"><input class="input" type="text" inputmode="numeric" size="2" autocomplete="off" \
                    name="\(box.name(of: option.id))" aria-labelledby="\(box.id)-place \(own)" \
                    aria-describedby="\(box.id)-hint" dir="ltr" value="
                    """
            )
        }
        moves = (texts("question.order.up"), texts("question.order.down"))
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        var places: [OptionID: Int] = [:]
        for (place, id) in state.chosen(id).enumerated() where places[id] == nil { places[id] = place + 1 }
        let shown = offered.shown(state)
        let placed = shown.filter { places[$0.entry.id] != nil }
            .sorted { places[$0.entry.id] ?? 0 < places[$1.entry.id] ?? 0 }
        html.append(open)
        for (index, label, entry) in placed + shown.filter({ places[$0.entry.id] == nil }) {
            let own = rows[index].own
            html.append(rows[index].input)
            if let place = places[entry.id] { html.append(escaping: String(place)) }
            html.append("\"><div class=\"order-text\" id=\"\(own)\">")
            if !label.isEmpty { html.append("<span class=\"letter\">\(label)</span> ") }
            ItemFragment.write(entry.content, into: &html, state)
            html.append(
                """
                </div><span class="order-moves needs-script"><button type="button" class="button" data-move="-1" \
                id="\(own)-up" aria-labelledby="\(own)-up \(own)"><span aria-hidden="true">↑</span>\(moves.up)</button>\
                <button type="button" class="button" data-move="1" id="\(own)-down" \
                aria-labelledby="\(own)-down \(own)"><span aria-hidden="true">↓</span>\(moves.down)</button></span></li>
                """
            )
        }
        html.append(literal: "</ol></div>")
    }
}
