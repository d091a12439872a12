/// One part of an XML document: an element with all it holds, or a run of text.
///
/// Comments are left out, CDATA sections are text like any other, neighbouring text is one run; white space is kept as
/// it stands.
public enum XMLNode: Hashable, Sendable {
    case element(XMLElement)
    case text(String)

    public var element: XMLElement? {
        if case .element(let element) = self { element } else { nil }
    }
}

/// An element's or attribute's name, with the namespace as a URI; `""` is no namespace.
public struct XMLName: Hashable, Sendable {
    public var namespace: String
    public var local: String

    public init(_ local: String, in namespace: String = "") {
        self.local = local
        self.namespace = namespace
    }
}

/// One attribute; declarations of namespaces are not attributes here.
public struct XMLAttribute: Hashable, Sendable {
    public var name: XMLName
    /// The prefix as written, `""` for none; it means nothing to a reader, only the namespace does.
    public var prefix: String
    public var value: String

    public init(_ name: XMLName, prefix: String = "", _ value: String) {
        self.name = name
        self.prefix = prefix
        self.value = value
    }
}

/// An element with its attributes in the order of the document.
public struct XMLElement: Hashable, Sendable {
    public var name: XMLName
    /// The prefix as written, `""` for none; it means nothing to a reader, only the namespace does.
    public var prefix: String
    public var attributes: [XMLAttribute]
    public var children: [XMLNode]
    /// Where the start tag's `<` stands, counted from 1, columns in code points; 0 for an element made by us.
    public var line: Int
    public var column: Int

    public init(
        _ name: XMLName,
        prefix: String = "",
        attributes: [XMLAttribute] = [],
        children: [XMLNode] = [],
        line: Int = 0,
        column: Int = 0
    ) {
        self.name = name
        self.prefix = prefix
        self.attributes = attributes
        self.children = children
        self.line = line
        self.column = column
    }

    /// An element for writing: attributes without namespace, in the order given.
    public init(
        _ local: String,
        in namespace: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        children: [XMLNode] = []
    ) {
        self.init(
            XMLName(local, in: namespace),
            attributes: attributes.map { XMLAttribute(XMLName($0.key), $0.value) },
            children: children
        )
    }
}
