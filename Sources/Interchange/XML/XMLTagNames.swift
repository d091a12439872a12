/// Finds the prefixes for one tag and remembers what must be declared in it.
struct XMLTagNames {
    private(set) var namespaces: XMLNamespaces
    /// What this tag declares, in order.
    private(set) var declarations: [(prefix: String, namespace: String)] = []
    private let chosen: [(prefix: String, namespace: String)]
    /// Prefixes that this tag already relies on, so that no second meaning may be given to them here.
    private var used: Set<String> = []

    init(_ namespaces: XMLNamespaces, chosen: [(prefix: String, namespace: String)]) {
        self.namespaces = namespaces
        self.chosen = chosen
    }

    mutating func declare(_ prefix: String, _ namespace: String) {
        guard !declarations.contains(where: { $0.prefix == prefix }), prefix != "xml" else { return }
        declarations.append((prefix, namespace))
        _ = namespaces.declare(prefix.isEmpty ? "xmlns" : "xmlns:" + prefix, as: namespace)
    }

    mutating func elementName(_ element: XMLElement) throws(XMLWriter.Refusal) -> String {
        let prefix: String
        if element.name.namespace.isEmpty {
            prefix = ""
        } else {
            prefix = chosenPrefix(of: element.name.namespace, orElse: element.prefix, mayBeEmpty: true)
        }
        use(prefix, for: element.name.namespace)
        return try written(prefix, element.name.local)
    }

    mutating func attributeName(_ attribute: XMLAttribute) throws(XMLWriter.Refusal) -> String {
        let namespace = attribute.name.namespace
        guard !namespace.isEmpty else { return try written("", attribute.name.local) }
        guard namespace != XMLNamespaces.xml else { return try written("xml", attribute.name.local) }
        var prefix = chosenPrefix(of: namespace, orElse: attribute.prefix, mayBeEmpty: false)
        var number = 1
        while prefix.isEmpty || (used.contains(prefix) && namespaces.namespace(of: prefix) != namespace) {
            prefix = "ns\(number)"
            number += 1
        }
        use(prefix, for: namespace)
        return try written(prefix, attribute.name.local)
    }

    private func chosenPrefix(of namespace: String, orElse own: String, mayBeEmpty: Bool) -> String {
        chosen.first { $0.namespace == namespace && (mayBeEmpty || !$0.prefix.isEmpty) }?.prefix ?? own
    }

    private mutating func use(_ prefix: String, for namespace: String) {
        if (namespaces.namespace(of: prefix) ?? "") != namespace {
            // A declaration of the same tag that says otherwise gives way: nothing in the tag relies on it.
            declarations.removeAll { $0.prefix == prefix }
            declare(prefix, namespace)
        }
        used.insert(prefix)
    }

    private func written(_ prefix: String, _ local: String) throws(XMLWriter.Refusal) -> String {
        let name = prefix.isEmpty ? local : prefix + ":" + local
        for part in prefix.isEmpty ? [local] : [prefix, local] {
            guard let first = part.unicodeScalars.first, Self.startsName(first),
                part.unicodeScalars.allSatisfy(Self.continuesName)
            else { throw .wrongName(name) }
        }
        return name
    }

    /// Source: Namespaces in XML 1.0, NCName; XML 1.0 fifth edition, productions 4 and 4a.
    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default:
            false
        }
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName(scalar)
        }
    }
}
