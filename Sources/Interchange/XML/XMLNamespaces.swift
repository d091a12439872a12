/// Which prefix stands for which namespace at the current place of a walk.
///
/// Source: Namespaces in XML 1.0, third edition.
struct XMLNamespaces {
    /// For each prefix the namespaces declared around this place, the innermost last.
    private var bound: [String: [String]] = ["xml": [Self.xml], "": [""]]
    /// For each open element the prefixes it declares.
    private var declared: [[String]] = []

    static let xml = "http://www.w3.org/XML/1998/namespace"

    struct Unknown: Error {
        let prefix: String
    }

    mutating func enter() { declared.append([]) }

    mutating func leave() {
        for prefix in declared.popLast() ?? [] { bound[prefix]?.removeLast() }
    }

    /// - Returns: Whether the attribute declares a namespace and has been taken.
    mutating func declare(_ attribute: String, as namespace: String) -> Bool {
        guard attribute.utf8.starts(with: "xmlns".utf8) else { return false }
        let prefix: String
        if attribute == "xmlns" {
            prefix = ""
        } else if attribute.utf8.starts(with: "xmlns:".utf8) {
            prefix = String(attribute.dropFirst(6))
        } else {
            return false
        }
        bound[prefix, default: []].append(namespace)
        declared[declared.count - 1].append(prefix)
        return true
    }

    /// The name behind `written`; an attribute without prefix has no namespace, an element has the one around it.
    func resolve(_ written: String, isElement: Bool) throws(Unknown) -> (name: XMLName, prefix: String) {
        guard let colon = written.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return (XMLName(written, in: isElement ? namespace(of: "") ?? "" : ""), "")
        }
        let prefix = String(written[..<colon])
        guard let namespace = namespace(of: prefix), !namespace.isEmpty else { throw Unknown(prefix: prefix) }
        return (XMLName(String(written[written.utf8.index(after: colon)...]), in: namespace), prefix)
    }

    func namespace(of prefix: String) -> String? { bound[prefix]?.last }
}
