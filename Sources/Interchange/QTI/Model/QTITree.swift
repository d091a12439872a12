import Assessment

/// Compares items as trees, passing over what means nothing: order of attributes, white space between elements,
/// attributes at their defaults, locations of schemas, the spelling of a template's address.
///
/// Source: rule 1 of our definition of a lossless round trip (element tree equal after normalisation).
struct QTITree {
    /// Attributes of QTI elements whose default is as good as their absence.
    static let defaults: [String: String] = [
        "adaptive": "false", "time-dependent": "false", "shuffle": "false", "fixed": "false", "min-choices": "0",
        "match-min": "0", "min-associations": "0", "case-sensitive": "false", "required": "false",
        "orientation": "vertical", "show-hide": "show", "format": "plain", "base": "10", "max-choices": "1",
        "max-associations": "1", "tolerance-mode": "exact", "autostart": "false", "loop": "false",
        "count-attempt": "true", "mapping-indicator": "=", "power-form": "false",
    ]

    /// Returns `element` with everything removed or put in order that means nothing.
    static func normal(_ element: MarkupElement) -> MarkupElement {
        var result = MarkupElement(element.name, namespace: element.namespace)
        result.attributes = element.attributes.compactMap { attribute in
            if attribute.namespace == "http://www.w3.org/2001/XMLSchema-instance" { return nil }
            if element.isQTI, attribute.namespace.isEmpty, defaults[attribute.name] == attribute.value.trimmed {
                return nil
            }
            if element.isQTI("response-processing"), attribute.name == "template" {
                return MarkupAttribute("template", templateName(attribute.value))
            }
            return attribute
        }
        .sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
        let keepsSpace = element.isQTI("value") || element.name == "pre" || !knowsBlanks(element)
        for child in element.children {
            switch child {
            case .element(let inner): result.children.append(.element(normal(inner)))
            case .text(let text) where keepsSpace: result.children.append(.text(text))
            case .text(let text):
                let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                if !words.isEmpty { result.children.append(.text(words)) }
            }
        }
        if let only = result.children.first, result.children.count == 1, case .text(let text) = only,
            element.isQTI("value") || element.isQTI("base-value")
        {
            result.children = [.text(number(text.trimmed) ?? text)]
        }
        return result
    }

    private static func templateName(_ address: String) -> String {
        let name = PackagePath.fileName(address.trimmed)
        return name.lowercased().hasSuffix(".xml") ? String(name.dropLast(4)) : name
    }

    private static func number(_ text: String) -> String? { QTINumber.decimal(text) }

    /// White space means nothing in QTI and HTML; formulae and drawings are compared as they stand.
    private static func knowsBlanks(_ element: MarkupElement) -> Bool { element.isQTI || element.namespace.isEmpty }
}
