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
        let isQTI = element.isQTI
        var result = MarkupElement(element.name, namespace: element.namespace)
        result.attributes = element.attributes.compactMap { attribute in
            if attribute.namespace == "http://www.w3.org/2001/XMLSchema-instance" { return nil }
            guard isQTI else { return attribute }
            if attribute.namespace.isEmpty, defaults[attribute.name] == attribute.value.trimmed { return nil }
            if attribute.name == "template", element.isQTI("response-processing") {
                return MarkupAttribute("template", templateName(attribute.value))
            }
            return attribute
        }
        if result.attributes.count > 1 {
            result.attributes.sort { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
        }
        // White space means nothing in QTI and HTML; formulae and drawings are compared as they stand.
        let keepsSpace = element.isQTI("value") || element.name == "pre" || !(isQTI || element.namespace.isEmpty)
        for child in element.children {
            switch child {
            case .element(let inner): result.children.append(.element(normal(inner)))
            case .text(let text) where keepsSpace: result.children.append(.text(text))
            case .text(let text):
                let words = words(text)
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

    /// `text` with one blank for every run of white space and none at its edges.
    private static func words(_ text: String) -> String {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        // Nearly all of what is compared is the indentation of files: characters cost too much there.
        var (bytes, isBlank) = ([UInt8](), false)
        for byte in text.utf8 {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                isBlank = !bytes.isEmpty
            } else {
                if isBlank { bytes.append(0x20) }
                isBlank = false
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func templateName(_ address: String) -> String {
        let name = PackagePath.fileName(address.trimmed)
        return name.lowercased().hasSuffix(".xml") ? String(name.dropLast(4)) : name
    }

    private static func number(_ text: String) -> String? { QTINumber.decimal(text) }
}
