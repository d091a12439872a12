/// Finding one's way in a tree. Names are compared with their namespace; where none is given it is the element's own,
/// so that a QTI reader never picks up a MathML element of the same local name.
extension XMLElement {
    public var local: String { name.local }

    public var namespace: String { name.namespace }

    /// The child elements, without the text between them.
    public var elements: [XMLElement] { children.compactMap(\.element) }

    /// The first child of that name; `namespace` is this element's own where it is not given.
    public func child(named local: String, in namespace: String? = nil) -> XMLElement? {
        let wanted = XMLName(local, in: namespace ?? name.namespace)
        for case .element(let element) in children where element.name == wanted { return element }
        return nil
    }

    /// The children of that name, in order; `namespace` is this element's own where it is not given.
    public func children(named local: String, in namespace: String? = nil) -> [XMLElement] {
        let wanted = XMLName(local, in: namespace ?? name.namespace)
        return children.compactMap { node in
            guard case .element(let element) = node, element.name == wanted else { return nil }
            return element
        }
    }

    /// The elements of that name below this one at any depth, in the order of their start tags.
    public func descendants(named local: String, in namespace: String? = nil) -> [XMLElement] {
        let wanted = XMLName(local, in: namespace ?? name.namespace)
        var found: [XMLElement] = []
        collect(wanted, into: &found)
        return found
    }

    /// The value of an attribute; most have no namespace, even where their element has one.
    public func attribute(_ local: String, in namespace: String = "") -> String? {
        let wanted = XMLName(local, in: namespace)
        return attributes.first { $0.name == wanted }?.value
    }

    /// All text within the element and its descendants, as it stands.
    public var text: String {
        if children.count == 1, case .text(let only) = children[0] { return only }
        var result = ""
        collectText(into: &result)
        return result
    }

    /// ``text`` without white space at either end (space, tab and line ends, as XML counts it).
    public var trimmedText: String {
        let text = text
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard let first = text.utf8.firstIndex(where: { !isSpace($0) }),
            let last = text.utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }

    private func collect(_ wanted: XMLName, into found: inout [XMLElement]) {
        for case .element(let element) in children {
            if element.name == wanted { found.append(element) }
            element.collect(wanted, into: &found)
        }
    }

    private func collectText(into result: inout String) {
        for child in children {
            switch child {
            case .text(let text): result += text
            case .element(let element): element.collectText(into: &result)
            }
        }
    }
}
