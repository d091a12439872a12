import Assessment

/// Formulae in MathML, which browsers draw themselves.
///
/// The markup is from outside: it is parsed, and what is written is built anew from elements and attributes that are
/// known. One element that is not known, and the words for the formula stand in its place.
///
/// Source: MathML Core (W3C, 2025), sections 2.1.3, 2.1.5 and 3; `mfenced` and `menclose` of MathML 3 are drawn by what
/// Core offers. Colours, sizes, classes, links and identifiers are dropped: they are the page's.
enum FormulaMarkup {
    /// The formula as markup of our own; `alternative` where it cannot be.
    static func html(_ markup: String, alternative: String) -> SafeHTML {
        // What is too long or too deep is said in words.
        guard markup.utf8.count <= lengthLimit, let nodes = try? HTMLReader.nodes(markup) else {
            return SafeHTML(escaping: alternative)
        }
        let roots = nodes.filter { node in
            if case .text(let text) = node { !text.allSatisfy(\.isWhitespace) } else { true }
        }
        guard roots.count == 1, let math = roots.first?.element, math.name == "math" else {
            return SafeHTML(escaping: alternative)
        }
        var html: SafeHTML = "<math"
        if math["display"] == "block" { html.append(attribute: "display", "block") }
        if let direction = math["dir"], ["ltr", "rtl"].contains(direction) { html.append(attribute: "dir", direction) }
        if !alternative.isEmpty { html.append(attribute: "alttext", alternative) }
        html.append(literal: ">")
        guard write(math.children, into: &html) else { return SafeHTML(escaping: alternative) }
        html.append(literal: "</math>")
        return html
    }

    private static let lengthLimit = 100_000

    /// - Returns: Whether all of it is known.
    private static func write(_ nodes: [MarkupNode], into html: inout SafeHTML) -> Bool {
        nodes.allSatisfy { node in
            switch node {
            case .text(let text):
                html.append(escaping: text)
                return true
            case .element(let element): return write(element, into: &html)
            }
        }
    }

    private static func write(_ element: MarkupElement, into html: inout SafeHTML) -> Bool {
        switch element.name {
        case "semantics":
            // The first child is what is shown; annotations are for programs.
            return element.elements.first.map { write($0, into: &html) } ?? true
        case "maction": return element.elements.first.map { write($0, into: &html) } ?? true
        case "annotation", "annotation-xml": return true
        case "mfenced": return writeFenced(element, into: &html)
        case "none", "mprescripts":
            html.append(element.name == "none" ? "<mrow></mrow>" : "<mprescripts></mprescripts>")
            return true
        case "menclose": return write(element, as: "mrow", into: &html)
        default:
            guard let name = names.first(where: { $0.description == element.name }) else { return false }
            return write(element, as: name, into: &html)
        }
    }

    private static func write(_ element: MarkupElement, as name: StaticString, into html: inout SafeHTML) -> Bool {
        html.append(literal: "<")
        html.append(literal: name)
        for attribute in element.attributes where attribute.namespace.isEmpty {
            guard let known = attributes.first(where: { $0.description == attribute.name }),
                attribute.value.wholeMatch(of: /[-+.%A-Za-z0-9 ]{1,40}/) != nil
            else { continue }
            html.append(attribute: known, attribute.value)
        }
        html.append(literal: ">")
        guard write(element.children, into: &html) else { return false }
        html.append(literal: "</")
        html.append(literal: name)
        html.append(literal: ">")
        return true
    }

    /// Parentheses or other fences with their separators, as operators.
    private static func writeFenced(_ element: MarkupElement, into html: inout SafeHTML) -> Bool {
        let separators = (element["separators"] ?? ",").filter { !$0.isWhitespace }.map { String($0) }
        html.append("<mrow><mo>\(element["open"] ?? "(")</mo>")
        for (index, child) in element.elements.enumerated() {
            if index > 0,
                let separator = separators.indices.contains(index - 1) ? separators[index - 1] : separators.last
            {
                html.append("<mo>\(separator)</mo>")
            }
            guard write(child, into: &html) else { return false }
        }
        html.append("<mo>\(element["close"] ?? ")")</mo></mrow>")
        return true
    }

    private static let names: [StaticString] = [
        "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "ms",
        "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
    ]

    private static let attributes: [StaticString] = [
        "accent", "accentunder", "columnspan", "depth", "dir", "displaystyle", "fence", "form", "height", "largeop",
        "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "rowspan", "rspace",
        "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
    ]
}
