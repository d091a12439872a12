import Assessment

/// An interaction as it is written, with the declaration of the response that it gives.
struct QTIAsked {
    let element: MarkupElement
    let response: ResponseDeclaration
    let prompt: [Block]

    var id: ResponseID { ResponseID(rawValue: response.identifier) }

    var isSingle: Bool { response.cardinality == .single }

    var shuffles: Bool { QTINumber.boolean(element["shuffle"] ?? "false") ?? false }

    /// Class names and `data-` attributes; an orientation becomes the class that QTI 3 has for it.
    var layout: Layout {
        var classes = (element["class"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        if element["orientation"]?.trimmed == "horizontal", !classes.contains(where: { $0.hasPrefix(Self.direction) }) {
            classes.append("\(Self.direction)horizontal")
        }
        let data = element.attributes.filter { $0.name.hasPrefix("data-") && $0.namespace.isEmpty }
        return Layout(
            classes: classes,
            data: Dictionary(data.map { (String($0.name.dropFirst(5)), $0.value) }) { first, _ in first }
        )
    }

    private static let direction = "qti-orientation-"

    /// - Throws: ``Obstacle`` unless the declared response is one that this interaction gives.
    func needs(_ cardinalities: Set<Cardinality>, _ types: Set<ValueType>) throws(Obstacle) {
        guard cardinalities.contains(response.cardinality), let type = response.baseType, types.contains(type) else {
            let declared = "\(response.cardinality.rawValue) \(response.baseType?.rawValue ?? "")".trimmed
            throw Obstacle("\(element.name) gives another response than the declared one (\(declared))")
        }
    }
}

extension Set<ValueType> {
    /// What names a choice; files that call it a text exist.
    static let ofChoices: Set<ValueType> = [.identifier, .intOrIdentifier, .string]
}

extension Set<Cardinality> {
    static let oneOrSeveral: Set<Cardinality> = [.single, .multiple]
}

extension MarkupElement {
    /// An attribute that counts something; `nil` when it is absent.
    func count(_ attribute: String) throws(Obstacle) -> Int? {
        guard let text = self[attribute]?.trimmed else { return nil }
        guard let number = QTINumber.double(text), (0...1000_000).contains(number), number.rounded() == number else {
            throw Obstacle("\(attribute) of \(name) is no count")
        }
        return Int(number)
    }
}
