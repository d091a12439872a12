/// Writes markup as XML text: one text for one tree, so that what is kept can be compared and hashed.
///
/// Namespaces are declared where they change; empty elements are closed at once; no white space is added.
public struct MarkupText {
    private var text = ""
    /// Prefixes for attributes of a namespace; elements declare theirs as the default.
    private static let prefixes = [
        MarkupAttribute.xmlNamespace: "xml",
        "http://www.w3.org/1999/xlink": "xlink",
        "http://www.w3.org/2001/XMLSchema-instance": "xsi",
        "http://www.w3.org/2001/10/synthesis": "ssml",
        "http://www.idpf.org/2007/ops": "epub",
    ]

    /// Returns the text of `element`; `outer` is the default namespace at the place where the text will stand.
    public static func text(of element: MarkupElement, in outer: String = "") -> String {
        var writer = MarkupText()
        writer.write(element, in: outer)
        return writer.text
    }

    /// Returns the text of `nodes`, one behind the other.
    public static func text(of nodes: [MarkupNode], in outer: String = "") -> String {
        var writer = MarkupText()
        for node in nodes { writer.write(node, in: outer) }
        return writer.text
    }

    /// Escapes what would start markup in running text.
    public static func escaped(_ text: String) -> String {
        var writer = MarkupText()
        writer.write(text, isAttribute: false)
        return writer.text
    }

    /// Escapes what would end an attribute in double quotes or be normalised away in it.
    public static func escapedAttribute(_ text: String) -> String {
        var writer = MarkupText()
        writer.write(text, isAttribute: true)
        return writer.text
    }

    private mutating func write(_ node: MarkupNode, in outer: String) {
        switch node {
        case .text(let run): write(run, isAttribute: false)
        case .element(let element): write(element, in: outer)
        }
    }

    private mutating func write(_ element: MarkupElement, in outer: String) {
        text += "<\(element.name)"
        if element.namespace != outer { text += " xmlns=\"\(Self.escapedAttribute(element.namespace))\"" }
        for (index, attribute) in element.attributes.enumerated() {
            let prefix = Self.prefixes[attribute.namespace] ?? (attribute.namespace.isEmpty ? "" : "ns\(index)")
            if prefix.isEmpty {
                text += " \(attribute.name)=\""
            } else {
                if prefix != "xml" {
                    text += " xmlns:\(prefix)=\"\(Self.escapedAttribute(attribute.namespace))\""
                }
                text += " \(prefix):\(attribute.name)=\""
            }
            write(attribute.value, isAttribute: true)
            text += "\""
        }
        guard !element.children.isEmpty else {
            text += "/>"
            return
        }
        text += ">"
        for child in element.children { write(child, in: element.namespace) }
        text += "</\(element.name)>"
    }

    private mutating func write(_ run: String, isAttribute: Bool) {
        for scalar in run.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"" where isAttribute: text += "&quot;"
            case "\r": text += "&#13;"
            case "\n" where isAttribute: text += "&#10;"
            case "\t" where isAttribute: text += "&#9;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
