import Assessment

/// A button that has the responses so far looked at.
///
/// It is named `go` like all buttons that leave the page; whether it was pressed is carried in a field of its own.
struct EndControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let close: SafeHTML

    init(_ end: EndInteraction, box: ControlBox) {
        id = end.id
        open = """
            <span class="end-attempt" data-response="\(end.id.rawValue)" data-kind="press"><input type="hidden" \
            name="\(box.name)" value="
            """
        let title = end.title.isEmpty ? box.texts(end.asksForHint ? "question.hint" : "question.try") : end.title
        close = """
            "><button class="button" name="go" value="press:\(end.id.rawValue)">\(title)</button></span>
            """
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        if case .pressed(true)? = state.response[id] { html.append(literal: "true") }
        html.append(close)
    }
}

/// What stands in the place of an interaction that cannot be answered here.
struct KeptControl {
    static func pieces(
        _ kept: KeptInteraction,
        box: ControlBox,
        renderer: ContentRenderer
    ) -> [ItemFragment.Piece] {
        var pieces: [ItemFragment.Piece] = []
        pieces.append("<div class=\"held kept\" role=\"group\"\(box.label)>" as SafeHTML)
        pieces.append(all: renderer.pieces(of: kept.text))
        pieces.append(
            "<p class=\"muted\">\(box.texts("question.kept", ["name": kept.name]))</p></div>" as SafeHTML
        )
        return pieces
    }
}
