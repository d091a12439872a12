public import Foundation

/// Writes trees as XML 1.0 in UTF-8: equal trees give equal bytes.
///
/// The caller chooses the prefixes; they are declared on the root in the order given. A namespace without a chosen
/// prefix keeps the one its element came with and is declared where it first appears.
public struct XMLWriter: Sendable {
    private let prefixes: [(prefix: String, namespace: String)]
    private let layout: Layout

    /// How white space is treated.
    public enum Layout: Hashable, Sendable {
        /// Not a blank more or less than the tree holds.
        case exact
        /// Elements that hold only elements get a line for each, indented by two blanks; all others stay exact.
        case indented
    }

    /// Why a tree cannot be written.
    public enum Refusal: Error, Hashable, Sendable {
        /// XML 1.0 has no way to hold this character, not even escaped; named with the element that holds it.
        case forbiddenCharacter(Unicode.Scalar, in: String)
        /// The name would not read back as a name.
        case wrongName(String)
    }

    /// Takes prefixes with the namespaces they stand for; the prefix `""` makes a default namespace.
    public init(prefixes: KeyValuePairs<String, String> = [:], layout: Layout = .exact) {
        self.prefixes = prefixes.map { ($0.key, $0.value) }
        self.layout = layout
    }

    /// A whole document with its XML declaration and a line end behind it.
    public func document(_ root: XMLElement) throws(Refusal) -> Data {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += try fragment(root)
        text += "\n"
        return Data(text.utf8)
    }

    /// The element alone, with all the namespace declarations it needs.
    public func fragment(_ root: XMLElement) throws(Refusal) -> String {
        var text = ""
        var namespaces = XMLNamespaces()
        try write(root, depth: 0, &namespaces, into: &text)
        return text
    }

    private func write(
        _ element: XMLElement,
        depth: Int,
        _ namespaces: inout XMLNamespaces,
        into text: inout String
    ) throws(Refusal) {
        namespaces.enter()
        var tag = XMLTagNames(namespaces, chosen: prefixes)
        if depth == 0 {
            for (prefix, namespace) in prefixes { tag.declare(prefix, namespace) }
        }
        let name = try tag.elementName(element)
        var attributes: [(name: String, value: String)] = []
        for attribute in element.attributes {
            attributes.append((try tag.attributeName(attribute), attribute.value))
        }
        text += "<" + name
        for (prefix, namespace) in tag.declarations {
            text += prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\""
            try escape(namespace, inAttribute: true, of: name, into: &text)
            text += "\""
        }
        for (attribute, value) in attributes {
            text += " \(attribute)=\""
            try escape(value, inAttribute: true, of: name, into: &text)
            text += "\""
        }
        namespaces = tag.namespaces
        if element.children.isEmpty {
            text += "/>"
        } else {
            text += ">"
            try writeChildren(of: element, name: name, depth: depth, &namespaces, into: &text)
            text += "</" + name + ">"
        }
        namespaces.leave()
    }

    private func writeChildren(
        of element: XMLElement,
        name: String,
        depth: Int,
        _ namespaces: inout XMLNamespaces,
        into text: inout String
    ) throws(Refusal) {
        let breaksLines = layout == .indented && element.children.allSatisfy { $0.element != nil }
        for child in element.children {
            if breaksLines { text += "\n" + String(repeating: "  ", count: depth + 1) }
            switch child {
            case .text(let run): try escape(run, inAttribute: false, of: name, into: &text)
            case .element(let inner): try write(inner, depth: depth + 1, &namespaces, into: &text)
            }
        }
        if breaksLines { text += "\n" + String(repeating: "  ", count: depth) }
    }

    private func escape(
        _ value: String,
        inAttribute: Bool,
        of element: String,
        into text: inout String
    ) throws(Refusal) {
        // 0xEF starts the two forbidden characters beyond the controls, among many harmless ones.
        let mayNeedCare = value.utf8.contains { byte in
            byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF
        }
        guard mayNeedCare else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x26: text += "&amp;"
            case 0x3C: text += "&lt;"
            case 0x3E: text += "&gt;"
            case 0x22 where inAttribute: text += "&quot;"
            // A parser would turn these into blanks or line feeds if they stood as they are.
            case 0x0D: text += "&#13;"
            case 0x09 where inAttribute: text += "&#9;"
            case 0x0A where inAttribute: text += "&#10;"
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0xFFFE, 0xFFFF:
                throw .forbiddenCharacter(scalar, in: element)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
