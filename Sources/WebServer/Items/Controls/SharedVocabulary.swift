import Assessment

/// The class names of QTI's shared vocabulary that pages honour; all others are kept and mean nothing here.
///
/// Source: QTI 3.0, shared vocabulary and CSS classes.
extension Assessment.Layout {
    /// Our own classes for a list of options, after `first`: columns, a row, controls that are not shown.
    func choiceClasses(_ first: String) -> String {
        var names = [first]
        if let columns = number("qti-choices-stacking-", in: 1...5), columns > 1 {
            names.append("columns-\(columns)")
        } else if classes.contains("qti-orientation-horizontal") {
            names.append("in-row")
        }
        if classes.contains("qti-input-control-hidden") { names.append("bare") }
        return names.joined(separator: " ")
    }

    /// How many characters wide a field is to be.
    var inputWidth: Int? { number("qti-input-width-", in: 1...72) }

    /// How many lines high a field for long text is to be.
    var heightInLines: Int? { number("qti-height-lines-", in: 1...40) }

    private func number(_ prefix: String, in range: ClosedRange<Int>) -> Int? {
        classes.lazy.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }
            .first { range.contains($0) }
    }
}
