/// One node of markup that came from outside, before our rules are applied to it.
public enum MarkupNode: Hashable, Sendable {
    case element(MarkupElement)
    case text(String)

    /// The element when this is one, else `nil`.
    public var element: MarkupElement? {
        if case .element(let element) = self { element } else { nil }
    }
}

/// An element of markup, whatever language it was written in: name, attributes in their order, children.
///
/// HTML has no namespaces here (``namespace`` is empty); XML names are local names and compared together with the URI.
public struct MarkupElement: Hashable, Sendable {
    public var name: String
    public var namespace: String
    public var attributes: [MarkupAttribute]
    public var children: [MarkupNode]
    /// Where the element starts in its file, counted from 1; 0 when nobody knows.
    public var line: Int
    public var column: Int

    public init(
        _ name: String,
        namespace: String = "",
        attributes: [MarkupAttribute] = [],
        children: [MarkupNode] = [],
        line: Int = 0,
        column: Int = 0
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.line = line
        self.column = column
    }

    /// The value of the attribute without namespace called `name`.
    public subscript(name: String) -> String? {
        attributes.first { $0.name == name && $0.namespace.isEmpty }?.value
    }

    /// The child elements, without the text between them.
    public var elements: [MarkupElement] { children.compactMap(\.element) }

    /// The child elements called `name`.
    public func elements(_ name: String) -> [MarkupElement] { elements.filter { $0.name == name } }

    /// The first child element called `name`.
    public func first(_ name: String) -> MarkupElement? {
        for case .element(let child) in children where child.name == name { return child }
        return nil
    }

    /// All text below this element as it stands, without markup.
    public var text: String {
        var text = ""
        appendText(to: &text)
        return text
    }

    private func appendText(to text: inout String) {
        for child in children {
            switch child {
            case .text(let run): text += run
            case .element(let element): element.appendText(to: &text)
            }
        }
    }

    /// Whether `condition` holds for this element or any below it.
    public func contains(where condition: (MarkupElement) -> Bool) -> Bool {
        condition(self) || elements.contains { $0.contains(where: condition) }
    }

    /// The language that the element names, by `xml:lang` or `lang`.
    public var language: String? {
        let named = attributes.first { $0.name == "lang" && $0.namespace == MarkupAttribute.xmlNamespace }
        return (named ?? attributes.first { $0.name == "lang" && $0.namespace.isEmpty })?.value
    }
}

/// One attribute of an element.
public struct MarkupAttribute: Hashable, Sendable {
    public var name: String
    /// The namespace's URI; empty for the plain attributes that nearly all are.
    public var namespace: String
    public var value: String

    public init(_ name: String, namespace: String = "", _ value: String) {
        self.name = name
        self.namespace = namespace
        self.value = value
    }

    /// The namespace of `xml:lang` and `xml:base`.
    public static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"
}
