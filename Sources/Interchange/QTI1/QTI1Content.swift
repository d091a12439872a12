import Assessment
import Foundation

/// What an item of QTI 1 shows, as markup with addresses that lead to the files of its package.
struct QTI1Content {
    private let source: Source
    private let path: String
    private(set) var problems: [String] = []
    private(set) var losses: [Finding] = []

    init(_ source: Source, at path: String) {
        self.source = source
        self.path = path
    }

    /// The markup of materials, one behind the other.
    mutating func nodes(_ materials: [XMLElement]) -> [MarkupNode] {
        materials.flatMap { material in material.elements.flatMap { part($0) } }
    }

    private mutating func part(_ element: XMLElement) -> [MarkupNode] {
        switch element.local {
        case "mattext": return text(element)
        case "matemtext": return [.element(MarkupElement("em", children: text(element)))]
        case "matbreak": return [.element(MarkupElement("br"))]
        case "matimage": return image(element)
        case "flow_mat", "material", "altmaterial": return element.local == "altmaterial" ? [] : nodes([element])
        case "qticomment", "mat_extension": return []
        default:
            lose("\(element.local.prefix(40)) is not shown", at: element)
            return []
        }
    }

    mutating func lose(_ message: String, at element: XMLElement) {
        guard losses.count < 200 else { return }
        losses.append(Finding("qti.element", message, line: element.line, column: element.column))
    }

    private mutating func text(_ element: XMLElement) -> [MarkupNode] {
        let type = (element.attribute("texttype") ?? "text/plain").lowercased()
        let inner = MarkupElement(element).children
        // Markup may stand in the text as elements of its own.
        if inner.contains(where: { $0.element != nil }) { return inner.map { rewritten(plain($0, element.namespace)) } }
        guard type.contains("html") else {
            let lines = element.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let nodes = lines.enumerated().flatMap { index, line -> [MarkupNode] in
                (index == 0 ? [] : [.element(MarkupElement("br"))]) + [.text(String(line))]
            }
            return [.element(MarkupElement("p", children: nodes))]
        }
        do throws(HTMLReader.Refusal) {
            let nodes = try HTMLReader.nodes(element.text).map { rewritten($0) }
            return [.element(MarkupElement("div", children: nodes))]
        } catch {
            problems.append("the markup of a text is larger or deeper than is read")
            return []
        }
    }

    /// Elements of XHTML that took the namespace of the item around them.
    private func plain(_ node: MarkupNode, _ namespace: String) -> MarkupNode {
        guard case .element(var element) = node else { return node }
        if element.namespace == namespace { element.namespace = "" }
        element.children = element.children.map { plain($0, namespace) }
        return .element(element)
    }

    private func image(_ element: XMLElement) -> [MarkupNode] {
        var picture = MarkupElement("img", line: element.line, column: element.column)
        let type = element.attribute("imagtype") ?? "image/jpeg"
        let isEmbedded = element.attribute("embedded")?.lowercased() == "base64"
        let address = isEmbedded ? "data:\(type);base64,\(element.text.trimmed)" : element.attribute("uri") ?? ""
        picture.attributes = [
            MarkupAttribute("src", address), MarkupAttribute("alt", element.attribute("label") ?? ""),
        ]
        for name in ["width", "height"] {
            if let size = element.attribute(name) { picture.attributes.append(MarkupAttribute(name, size)) }
        }
        return [rewritten(.element(picture))]
    }

    // MARK: - Addresses

    private func rewritten(_ node: MarkupNode) -> MarkupNode {
        guard case .element(var element) = node else { return node }
        for index in element.attributes.indices where ["src", "data"].contains(element.attributes[index].name) {
            let address = element.attributes[index].value
            if let target = target(address) {
                element.attributes[index].value = PackagePath.relative(target, from: path)
            }
        }
        element.children = element.children.map { rewritten($0) }
        return .element(element)
    }

    private static let bases = [
        "$IMS-CC-FILEBASE$", "%24IMS-CC-FILEBASE%24", "$IMS_CC_FILE_BASE$", "%24IMS_CC_FILEBASE%24",
        "$IMS_CC_FILEBASE$",
    ]

    /// The file that an address means: beside the item, at the top, among a cartridge's resources, or the only file
    /// whose path ends so.
    private func target(_ address: String) -> String? {
        var name = address.trimmed
        for base in Self.bases where name.hasPrefix(base) { name = String(name.dropFirst(base.count)) }
        while name.hasPrefix("/"), name != address.trimmed { name = String(name.dropFirst()) }
        guard !name.isEmpty, !name.lowercased().hasPrefix("data:") else { return nil }
        let candidates = [
            PackagePath.resolved(name, from: path), PackagePath.resolved(name, from: ""),
            PackagePath.resolved("web_resources/\(name)", from: ""),
            PackagePath.resolved("resources/\(name)", from: ""),
        ]
        if let found = candidates.compactMap({ $0 }).first(where: source.has) { return found }
        guard let tail = PackagePath.resolved(name, from: ""), tail.contains("/") else { return nil }
        let fitting = source.paths.filter { $0.hasSuffix("/\(tail)") }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
