import Assessment

/// Puts a document of one version of QTI into another, and names all that does not exist there.
///
/// Nothing is interpreted: the tree stays as it is but for what ``QTIConstructs`` says. Where behaviour would be lost
/// the conversion is refused, since an item must not be marked otherwise than its author meant.
struct QTIConversion {
    let target: QTIVersion
    private(set) var losses: [Finding] = []
    private var seen: Set<Finding> = []

    /// Why a document keeps its own version.
    struct Refusal: Error, Hashable {
        let reason: String
    }

    /// The document as `target` spells it, and what is lost on the way.
    static func document(
        _ root: MarkupElement,
        from source: QTIVersion,
        to target: QTIVersion
    ) throws(Refusal) -> (tree: MarkupElement, losses: [Finding]) {
        var conversion = QTIConversion(target: target)
        let nodes = try conversion.converted(root, in: nil)
        guard case .element(var tree)? = nodes.first, nodes.count == 1 else {
            throw Refusal(reason: "\(root.name) does not exist in QTI \(target.rawValue)")
        }
        tree.attributes.removeAll { $0.namespace == "http://www.w3.org/2001/XMLSchema-instance" }
        return (tree, conversion.losses)
    }

    private init(target: QTIVersion) { self.target = target }

    // MARK: - Elements

    private mutating func converted(_ element: MarkupElement, in parent: MarkupElement?) throws(Refusal) -> [MarkupNode]
    {
        guard element.isQTI || element.namespace.isEmpty else { return [.element(foreign(element))] }
        var result = element
        if let known = element.isQTI ? QTIConstructs.own[element.name] : QTIConstructs.markup[element.name],
            !known.versions.contains(target)
        {
            switch known.remedy {
            case .refused:
                throw Refusal(reason: "\(element.name), which its behaviour hangs on, is not of QTI \(target.rawValue)")
            case .removed:
                lose("\(element.name) does not exist in QTI \(target.rawValue) and is left out", at: element)
                return []
            case .unwrapped: return try children(of: element, in: parent)
            case .renamed("img"): return try converted(plainImage(of: element), in: parent)
            case .renamed("object"): return [.element(try object(from: element))]
            case .renamed(let name):
                lose("\(element.name) does not exist in QTI \(target.rawValue) and becomes \(name)", at: element)
                result = MarkupElement(name, line: element.line, column: element.column)
            }
        } else if element.isQTI, !QTIDialect.names.contains(element.name), QTIConstructs.own[element.name] == nil {
            lose("\(element.name) is not known to QTI \(target.rawValue)", at: element)
        }
        if element.name == "img", !element.isQTI, target != .v30, let parent, parent.isQTI,
            QTIConstructs.pictureHolders.contains(parent.name)
        {
            return [.element(picture(element))]
        }
        result.attributes = attributes(of: element, named: result.name)
        result.children = try children(of: element, in: element)
        return [.element(target == .v30 ? boxed(result) : result)]
    }

    private mutating func children(of element: MarkupElement, in parent: MarkupElement?) throws(Refusal) -> [MarkupNode]
    {
        var nodes: [MarkupNode] = []
        for child in element.children {
            switch child {
            case .text: nodes.append(child)
            case .element(let inner): nodes += try converted(inner, in: parent)
            }
        }
        return nodes
    }

    /// Elements of other languages stay where they are; what they mean there is theirs.
    private mutating func foreign(_ element: MarkupElement) -> MarkupElement {
        let isSpeech = element.namespace.hasSuffix("/10/synthesis")
        let isPortable = element.name == "portableCustomInteraction"
        if isPortable, target == .v30 {
            lose("a portable custom interaction stays in the form of QTI 2", at: element)
        } else if isSpeech, target == .v20 || target == .v21 {
            lose("speech markup means nothing in QTI \(target.rawValue)", at: element)
        }
        return element
    }

    /// QTI 3 holds the content of feedback, rubrics and template blocks in a body of its own.
    private func boxed(_ element: MarkupElement) -> MarkupElement {
        guard element.isQTI, QTIConstructs.boxes.contains(element.name), element.first("content-body") == nil else {
            return element
        }
        var result = element
        let isBeside: (MarkupNode) -> Bool = { node in
            node.element.map { $0.isQTI("stylesheet") || $0.isQTI("catalog-info") } ?? false
        }
        let content = element.children.filter { !isBeside($0) }
        result.children =
            element.children.filter { $0.element?.isQTI("stylesheet") ?? false }
            + [.element(MarkupElement(qti: "content-body", [:], content))]
            + element.children.filter { $0.element?.isQTI("catalog-info") ?? false }
        return result
    }

    // MARK: - Pictures and recordings

    /// The image that a picture shows where its other files are not known.
    private mutating func plainImage(of picture: MarkupElement) -> MarkupElement {
        lose("picture does not exist in QTI \(target.rawValue) and becomes its img", at: picture)
        return picture.first("img") ?? MarkupElement("span", line: picture.line, column: picture.column)
    }

    private mutating func picture(_ image: MarkupElement) -> MarkupElement {
        lose("img in an interaction does not exist in QTI \(target.rawValue) and becomes object", at: image)
        let address = image["src"] ?? ""
        var attributes = [
            MarkupAttribute("data", address),
            MarkupAttribute("type", QTIMediaType.image(address)),
        ]
        attributes += self.attributes(of: image, named: "object").filter { !["src", "alt"].contains($0.name) }
        let alternative = image["alt"] ?? ""
        return MarkupElement(
            "object",
            attributes: attributes,
            children: alternative.isEmpty ? [] : [.text(alternative)],
            line: image.line,
            column: image.column
        )
    }

    private mutating func object(from media: MarkupElement) throws(Refusal) -> MarkupElement {
        let source = media.elements("source").first
        let address = media["src"] ?? source?["src"] ?? ""
        let kind: ContentMedia.Kind = media.name == "audio" ? .audio : .video
        let type = media["type"] ?? source?["type"] ?? QTIMediaType.recording(address, kind)
        lose(
            "\(media.name) does not exist in QTI \(target.rawValue) and becomes an object with its first file",
            at: media
        )
        let kept = attributes(of: media, named: "object").filter {
            ["id", "class", "width", "height", "lang"].contains($0.name)
        }
        return MarkupElement(
            "object",
            attributes: [MarkupAttribute("data", address), MarkupAttribute("type", type)] + kept,
            children: try children(of: media, in: media),
            line: media.line,
            column: media.column
        )
    }

    // MARK: - Attributes

    private mutating func attributes(of element: MarkupElement, named name: String) -> [MarkupAttribute] {
        var result: [MarkupAttribute] = []
        for attribute in element.attributes {
            guard attribute.namespace.isEmpty else {
                result.append(attribute)
                continue
            }
            guard QTIConstructs.has(attribute.name, on: element.name, target) else {
                if !element.isQTI || QTITree.defaults[attribute.name] != attribute.value.trimmed {
                    lose("the attribute \(attribute.name) does not exist in QTI \(target.rawValue)", at: element)
                }
                continue
            }
            result.append(converted(attribute, of: element))
        }
        return result
    }

    private mutating func converted(_ attribute: MarkupAttribute, of element: MarkupElement) -> MarkupAttribute {
        switch attribute.name {
        case "template" where element.isQTI("response-processing"): return template(attribute, of: element)
        case "centre-point" where target != .v20 && target != .v21:
            return MarkupAttribute("center-point", attribute.value)
        case "center-point" where target == .v20 || target == .v21:
            return MarkupAttribute("centre-point", attribute.value)
        case "lang" where target != .v30 && element.attributes.allSatisfy({ $0.namespace.isEmpty }):
            lose("the attribute lang does not exist in QTI \(target.rawValue) and becomes xml:lang", at: element)
            return MarkupAttribute("lang", namespace: MarkupAttribute.xmlNamespace, attribute.value)
        case "class" where target != .v30:
            let shared = attribute.value.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("qti-") }
            for name in shared { lose("the shared class \(name.prefix(60)) means nothing in QTI 2", at: element) }
            return attribute
        default: return attribute
        }
    }

    /// A template of the standard by the address that the version gives it; any other stays a file of the package.
    private mutating func template(_ attribute: MarkupAttribute, of element: MarkupElement) -> MarkupAttribute {
        let file = PackagePath.fileName(attribute.value.trimmed)
        let name = file.lowercased().hasSuffix(".xml") ? String(file.dropLast(4)) : file
        guard QTIConstructs.templates.contains(name) else {
            lose("the template \(name.prefix(60)) is none of QTI \(target.rawValue)", at: element)
            return attribute
        }
        return MarkupAttribute("template", target.templates + name + (target == .v30 ? ".xml" : ""))
    }

    /// Notes a loss once; a hostile file could name millions.
    private mutating func lose(_ message: String, at element: MarkupElement) {
        let loss = Finding("qti.version", message, line: element.line)
        guard losses.count < QTIContent.lossLimit, seen.insert(loss).inserted else { return }
        losses.append(loss)
    }
}
