import Assessment

/// A place in a fragment where the state of one candidate is written: a control, or words that hang on a draw.
protocol ItemControl: Sendable {
    func write(into html: inout SafeHTML, _ state: ItemFragment.State)
}

/// What every control opens with: its box names the response and the way its fields are read.
///
/// `data-kind` is read by `answers.js` and, without scripts, mirrored by ``ResponseForm``; `data-control` asks for the
/// scripts that only some controls need.
struct ControlBox: Sendable {
    let response: ResponseID
    /// Begins the ids of the elements inside.
    let id: String
    /// ` aria-labelledby="…"`, or a label of its own.
    let label: SafeHTML
    let texts: Texts

    /// The name of the field that holds the value.
    var name: String { "response.\(response.rawValue)" }

    /// The name of the field of one row, gap or region.
    func name(of part: OptionID) -> String { "\(name).\(part.rawValue)" }

    /// The start tag of the box; `attributes` are those that only this control has.
    func open(_ classes: String, kind: String, role: String = "group", attributes: SafeHTML = "") -> SafeHTML {
        """
        <div class="\(classes)" data-response="\(response.rawValue)" data-kind="\(kind)"\(attributes) role="\(role)"\(label)>
        """
    }
}
