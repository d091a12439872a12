import Assessment

extension QTIContent {
    /// Names the attributes of `element` that nobody reads.
    mutating func lose(_ element: MarkupElement, except read: Set<String>) {
        for attribute in element.attributes where !read.contains(attribute.name) {
            guard attribute.namespace.isEmpty, QTITree.defaults[attribute.name] != attribute.value.trimmed else {
                continue
            }
            let message = "the attribute \(attribute.name) of \(element.name) is not kept"
            lose(Finding("qti.attribute", message, line: element.line))
        }
    }

    /// Names the attributes of an interaction that nobody reads; layout is kept as it is.
    mutating func lose(_ asked: QTIAsked, except read: Set<String>) {
        let layout = asked.element.attributes.map(\.name).filter { $0.hasPrefix("data-") }
        lose(asked.element, except: read.union(layout).union(["response-identifier", "class"]))
    }

    /// Names what is not read of the elements of the body that are no interactions.
    mutating func nameAttributes(in element: MarkupElement) {
        if element.isQTI, let read = Self.readOfParts[element.name] {
            lose(element, except: read)
            if element.name == "printed-variable", element["base"] != nil, QTIRoles.base(of: element) == nil {
                lose(Finding("qti.attribute", "the base of a printed variable is not read", line: element.line))
            }
            let needsVariable = element.name.hasPrefix("feedback-") || element.name.hasPrefix("template-")
            if needsVariable, QTIRoles.visibility(of: element) == nil {
                obstruct("\(element.name) names no variable", at: element)
            }
        }
        for inner in element.elements { nameAttributes(in: inner) }
    }

    private static let readOfParts: [String: Set<String>] = [
        "feedback-block": ["outcome-identifier", "identifier", "show-hide"],
        "feedback-inline": ["outcome-identifier", "identifier", "show-hide"],
        "template-block": ["template-identifier", "identifier", "show-hide"],
        "template-inline": ["template-identifier", "identifier", "show-hide"],
        "printed-variable": ["identifier", "format", "base", "index", "field", "delimiter"],
        "hottext": ["identifier", "template-identifier", "show-hide"],
        "gap": ["identifier", "template-identifier", "show-hide"],
        "prompt": [], "content-body": [], "info-control": [], "position-object-stage": [], "simple-match-set": [],
        "rubric-block": ["view", "class", "use"],
    ]
}
