/// Reads HTML text into a tree of markup as browsers would show it: tolerant, bounded, and without running anything.
///
/// Tags that are left open are closed where the next one demands it; end tags without a start are passed over; names
/// that no markup may have are dropped, so that the tree can be written again without harm. Comments, DOCTYPE and
/// processing instructions leave no trace.
public struct HTMLReader {
    /// Why the text is not read.
    public enum Refusal: Error, Hashable, Sendable {
        case tooLong(bytes: Int)
        case tooDeep(line: Int)
        case tooManyNodes(line: Int)
    }

    /// Source of the figures: rule I3 of the threat model, which names them for XML.
    public static let byteLimit = 10 << 20
    public static let depthLimit = 100
    public static let nodeLimit = 1_000_000
    /// Attributes of one element beyond these are passed over: what is kept must be readable as XML again.
    public static let attributeLimit = 200

    private var source: HTMLSource
    /// The open elements, outermost first.
    private var open: [MarkupElement] = []
    private var roots: [MarkupNode] = []
    private var nodeCount = 0

    private init(_ text: String) { source = HTMLSource(text) }

    /// Returns the nodes at the top of `text`.
    ///
    /// - Throws: ``Refusal`` when the text is longer, deeper or larger than the limits.
    public static func nodes(_ text: String) throws(Refusal) -> [MarkupNode] {
        guard text.utf8.count <= byteLimit else { throw .tooLong(bytes: text.utf8.count) }
        var reader = HTMLReader(text)
        try reader.read()
        return reader.roots
    }

    private mutating func read() throws(Refusal) {
        while let token = source.next(inForeign: isInForeign) {
            switch token {
            case .text(let text): try add(text)
            case .start(let tag): try start(tag)
            case .end(let name): end(name)
            case .nothing: break
            }
        }
        while !open.isEmpty { close() }
    }

    private var isInForeign: Bool { open.contains { !$0.namespace.isEmpty } }

    private mutating func add(_ text: String) throws(Refusal) {
        nodeCount += 1
        guard nodeCount <= Self.nodeLimit else { throw .tooManyNodes(line: source.line) }
        append(.text(text.permitted))
    }

    private mutating func append(_ node: MarkupNode) {
        if open.isEmpty { roots.append(node) } else { open[open.count - 1].children.append(node) }
    }

    private mutating func close() {
        guard let element = open.popLast() else { return }
        append(.element(element))
    }

    private mutating func start(_ tag: HTMLSource.Tag) throws(Refusal) {
        let inForeign = isInForeign
        let name = inForeign ? tag.name : tag.name.lowercased()
        guard HTMLSource.isName(name) else { return }
        if !inForeign { closeImplied(by: name) }
        nodeCount += 1
        guard nodeCount <= Self.nodeLimit else { throw .tooManyNodes(line: tag.line) }
        guard open.count < Self.depthLimit else { throw .tooDeep(line: tag.line) }
        var element = MarkupElement(name, line: tag.line)
        element.namespace = open.last(where: { !$0.namespace.isEmpty })?.namespace ?? Self.foreign[name] ?? ""
        var seen: Set<String> = []
        for (attribute, value) in tag.attributes where element.attributes.count < Self.attributeLimit {
            let attributeName = element.namespace.isEmpty ? attribute.lowercased() : attribute
            let plain = attributeName == "xml:lang" ? "lang" : attributeName
            guard HTMLSource.isName(plain), seen.insert(plain).inserted, !Self.isDeclaration(plain) else { continue }
            element.attributes.append(Self.attribute(plain, value.permitted, inForeign: !element.namespace.isEmpty))
        }
        if Self.void.contains(name) || (tag.isSelfClosing && !element.namespace.isEmpty) {
            append(.element(element))
            return
        }
        open.append(element)
        if element.namespace.isEmpty, let isText = Self.raw[name] {
            let text = source.rawText(until: name)
            if !text.isEmpty { try add(isText ? HTMLEntities.decoded(text) : text) }
            close()
        }
    }

    /// Namespaces are known from the names of elements alone.
    private static func isDeclaration(_ name: String) -> Bool {
        name.lowercased() == "xmlns" || name.lowercased().hasPrefix("xmlns:")
    }

    /// Source: HTML Standard, section 13.2.6.1, “adjust foreign attributes”.
    private static func attribute(_ name: String, _ value: String, inForeign: Bool) -> MarkupAttribute {
        guard inForeign, name.lowercased().hasPrefix("xlink:") else { return MarkupAttribute(name, value) }
        return MarkupAttribute(String(name.dropFirst(6)), namespace: "http://www.w3.org/1999/xlink", value)
    }

    private mutating func end(_ tagName: String) {
        let name = isInForeign ? tagName : tagName.lowercased()
        for index in open.indices.reversed() {
            if open[index].name == name || open[index].name.lowercased() == name.lowercased() {
                while open.count > index { close() }
                return
            }
            // A stray end tag inside a cell must not close what stands around the table.
            if Self.walls.contains(open[index].name), !Self.tableParts.contains(name) { return }
        }
    }

    /// Closes what the start of `name` ends without saying so.
    private mutating func closeImplied(by name: String) {
        if ContentRules.blocks.contains(name) { close("p", within: Self.walls) }
        switch name {
        case "li": close("li", within: Self.walls.union(["ul", "ol"]))
        case "dt", "dd":
            close("dt", within: Self.walls.union(["dl"]))
            close("dd", within: Self.walls.union(["dl"]))
        case "td", "th":
            close("td", within: ["tr", "table"])
            close("th", within: ["tr", "table"])
        case "tr": close("tr", within: ["table", "tbody", "thead", "tfoot"])
        case "tbody", "thead", "tfoot", "caption", "colgroup":
            for part in ["tbody", "thead", "tfoot", "caption", "colgroup", "tr"] { close(part, within: ["table"]) }
        case "rt", "rp":
            close("rt", within: ["ruby"])
            close("rp", within: ["ruby"])
        case "option": close("option", within: ["select", "datalist"])
        case "a": close("a", within: Self.walls)
        default: break
        }
    }

    private mutating func close(_ name: String, within walls: Set<String>) {
        guard let index = open.lastIndex(where: { $0.name == name || walls.contains($0.name) }),
            open[index].name == name
        else { return }
        while open.count > index { close() }
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "bgsound", "frame", "keygen",
    ]
    /// Elements whose content is text alone; `true` where character references count.
    private static let raw: [String: Bool] = [
        "script": false, "style": false, "xmp": false, "iframe": false, "noembed": false, "noframes": false,
        "noscript": false, "plaintext": false, "textarea": true, "title": true,
    ]
    private static let walls: Set<String> = ["td", "th", "caption", "table", "object", "template", "svg", "math"]
    private static let tableParts: Set<String> = ["table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"]
    private static let foreign = [
        "math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg",
    ]
}

extension String {
    /// This text with a mark of replacement for each character that no XML may hold, so that it can be written.
    ///
    /// Source: Extensible Markup Language (XML) 1.0, fifth edition, section 2.2.
    fileprivate var permitted: String {
        guard unicodeScalars.contains(where: \.isForbidden) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isForbidden ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var isForbidden: Bool {
        value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value) || value == 0xFFFE || value == 0xFFFF
    }
}
