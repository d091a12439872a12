import Assessment

/// A number on a scale: a field, and with scripts a slider beside it that sets the field.
///
/// A slider alone would look answered before it is touched, and could not be set without scripts or fine hands.
struct SliderControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let close: SafeHTML

    init(_ slider: SliderInteraction, box: ControlBox, language: String) {
        id = slider.id
        let (lower, upper) = (slider.lower.description, slider.upper.description)
        let hint = box.texts("question.slider", ["lower": lower, "upper": upper, "step": slider.step.description])
        open = """
            \(box.open("slider", kind: "slider", attributes: " data-control=\"slider\""))\
            <p class="hint" id="\(box.id)-hint">\(hint)</p><input class="input" type="text" inputmode="decimal" \
            name="\(box.name)" size="8"\(box.label) aria-describedby="\(box.id)-hint" dir="ltr" autocomplete="off" value="
            """
        // The scale begins where reading does, or ends there when it is turned round.
        let isRightToLeft = (Texts.direction(of: language) == .rightToLeft) != slider.isReversed
        let direction = isRightToLeft ? "rtl" : "ltr"
        let upright = slider.isVertical ? " upright" : ""
        var end: SafeHTML = """
            "><div class="scale needs-script\(upright)" dir="\(direction)"><input type="range" \
            min="\(Self.decimal(slider.lower))" max="\(Self.decimal(slider.upper))" step="\(Self.decimal(slider.step))"\
            \(box.label)><div class="scale-ends" aria-hidden="true">
            """
        for step in Self.labels(slider) { end.append("<span dir=\"ltr\">\(step)</span>") }
        end.append(literal: "</div></div></div>")
        close = end
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        if case .number(let typed, _)? = state.response[id] { html.append(escaping: typed) }
        html.append(close)
    }

    /// The two ends, or each step where the author wants them and they find room.
    private static func labels(_ slider: SliderInteraction) -> [String] {
        let ends = [slider.lower.description, slider.upper.description]
        guard slider.labelsSteps else { return ends }
        var labels: [String] = []
        var place = slider.lower
        while place < slider.upper || place == slider.upper {
            labels.append(place.description)
            // Steps that cannot be counted have no labels, as too many have none.
            guard labels.count <= 11, let next = try? place.adding(slider.step) else { return ends }
            place = next
        }
        return labels
    }

    /// A browser knows no fractions.
    private static func decimal(_ mark: Mark) -> String {
        let text = mark.description
        return text.contains("/") ? String(mark.approximate) : text
    }
}
