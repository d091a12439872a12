/// Something wrong with what was typed: said in the summary above the form, which leads to the field, and beside it.
struct FieldProblem: Sendable, Hashable {
    let text: String
    /// The `id` of the field; `nil` where it is none's alone.
    let field: String?
    /// Such as "#minutes".
    let href: String?

    init(_ text: String, field: String? = nil) {
        self.text = text
        self.field = field
        href = field.map { "#\($0)" }
    }
}

extension [FieldProblem] {
    /// What is said beside a field; `nil` where nothing is wrong with it.
    func beside(_ field: String) -> String? {
        let texts = filter { $0.field == field }.map(\.text)
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}
