import Assessment

/// What QTI's elements are to our content.
enum QTIRoles {
    /// What `element` is, where `known` are the responses whose interactions were read and have their place in the
    /// content, and `texts` the texts of other files that stand in the item.
    static func role(of element: MarkupElement, known: Set<String>, texts: QTISharedTexts) -> ContentImport.Role {
        guard element.isQTI else {
            if let text = texts.text(at: element) { return .content([text]) }
            return .ordinary
        }
        switch element.name {
        case "rubric-block": return element.isForCandidates ? .unwrapped : .omitted
        case "modal-feedback", "stylesheet", "prompt", "gap-text", "gap-img": return .omitted
        case "content-body", "stimulus-body", "info-control", "position-object-stage": return .unwrapped
        case "feedback-block", "template-block":
            return visibility(of: element).map { .conditional($0, isInline: false) } ?? .unwrapped
        case "feedback-inline", "template-inline":
            return visibility(of: element).map { .conditional($0, isInline: true) } ?? .unwrapped
        case "printed-variable": return printed(element).map(ContentImport.Role.variable) ?? .omitted
        case "gap": return id(of: element).map { .gap($0, visibility(of: element)) } ?? .omitted
        case "hottext": return id(of: element).map { .hotText($0, visibility(of: element)) } ?? .unwrapped
        case "media-interaction" where element["response-identifier"] == nil: return .unwrapped
        default: break
        }
        let response = element["response-identifier"]?.trimmed ?? ""
        guard known.contains(response), element.name.hasSuffix("-interaction") else {
            return .foreign(markup: "", fallback: element.words)
        }
        let isInline = inline.contains(element.name)
        return isInline
            ? .inlineInteraction(ResponseID(rawValue: response)) : .interaction(ResponseID(rawValue: response))
    }

    /// Interactions that stand inside a sentence.
    ///
    /// Source: QTI 3.0, information model, the elements of the inline group.
    private static let inline: Set<String> = [
        "text-entry-interaction", "inline-choice-interaction", "end-attempt-interaction",
    ]

    /// When an element is there: by a template variable or an outcome, and the value that is its identifier.
    static func visibility(of element: MarkupElement) -> Visibility? {
        let isShown = element["show-hide"]?.trimmed != "hide"
        guard let value = element["identifier"]?.trimmed, !value.isEmpty else { return nil }
        if let variable = element["outcome-identifier"]?.trimmed, !variable.isEmpty {
            return Visibility(origin: .outcome, variable: variable, value: value, isShown: isShown)
        }
        guard let variable = element["template-identifier"]?.trimmed, !variable.isEmpty else { return nil }
        return Visibility(origin: .template, variable: variable, value: value, isShown: isShown)
    }

    private static func id(of element: MarkupElement) -> OptionID? {
        guard let id = element["identifier"]?.trimmed, !id.isEmpty else { return nil }
        return OptionID(rawValue: id)
    }

    private static func printed(_ element: MarkupElement) -> PrintedVariable? {
        guard let name = element["identifier"]?.trimmed, !name.isEmpty else { return nil }
        return PrintedVariable(
            variable: name,
            format: element["format"] ?? "",
            base: base(of: element) ?? 10,
            index: element["index"]?.trimmed ?? "",
            field: element["field"]?.trimmed ?? "",
            delimiter: element["delimiter"] ?? ";"
        )
    }

    /// The base that a printed variable states as a number; a variable that would say so is not read.
    static func base(of element: MarkupElement) -> Int? {
        element["base"].flatMap { Int($0.trimmed) }.flatMap { (2...36).contains($0) ? $0 : nil }
    }
}

/// The texts of other files that stand in one item.
struct QTISharedTexts {
    /// By the address as the item writes it.
    private let byAddress: [String: Block]
    /// By the name under which the item refers to a stimulus.
    private let byName: [String: Block]
    /// The stimuli for which the body has no place: they stand in front of it.
    let unplaced: [Block]

    init(_ item: QTIItem, _ stimuli: [String: Block]) {
        byAddress = stimuli
        var (byName, unplaced): ([String: Block], [Block]) = ([:], [])
        for reference in item.root.elements where reference.isQTI("assessment-stimulus-ref") {
            guard let text = stimuli[reference["href"] ?? ""] else { continue }
            let name = reference["identifier"]?.trimmed ?? ""
            if item.body?.contains(where: { $0[Self.place] == name }) == true, byName[name] == nil {
                byName[name] = text
            } else if !unplaced.contains(text) {
                unplaced.append(text)
            }
        }
        (self.byName, self.unplaced) = (byName, unplaced)
    }

    /// Source: QTI 3.0, best practice, placing a shared stimulus by `data-stimulus-idref`.
    private static let place = "data-stimulus-idref"

    /// The place of the stimulus to which the item refers as `name`.
    static func place(for name: String) -> MarkupElement {
        let attributes = [MarkupAttribute("class", "qti-shared-stimulus"), MarkupAttribute(place, name)]
        return MarkupElement("div", attributes: attributes)
    }

    /// The text that stands where `element` is: included, as an object, or a place for a stimulus.
    func text(at element: MarkupElement) -> Block? {
        if let name = element[Self.place] { return byName[name] }
        return Self.address(in: element).flatMap { byAddress[$0] }
    }

    /// The address of the text that `element` brings in from another file.
    static func address(in element: MarkupElement) -> String? {
        if element.name == "include", element.namespace == "http://www.w3.org/2001/XInclude" { return element["href"] }
        guard element.namespace.isEmpty, element.name == "object", let address = element["data"] else { return nil }
        let type = element["type"]?.lowercased() ?? ""
        let isText = ["text/html", "application/xhtml+xml"].contains { type.hasPrefix($0) }
        let isPage = type.isEmpty && ["html", "htm", "xhtml"].contains(PackagePath.ending(address))
        return isText || isPage ? address : nil
    }
}

extension MarkupElement {
    /// The words of an element, for showing where the element itself cannot be shown.
    var words: String {
        let parts = children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element["alt"] ?? element.words
            }
        }
        return parts.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
