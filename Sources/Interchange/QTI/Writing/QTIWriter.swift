import Assessment
import Foundation

/// Writes item versions as items of QTI: equal versions give equal bytes.
struct QTIWriter {
    let version: QTIVersion
    /// The path of the item's file within its package.
    let path: String
    /// What stands in files of its own, by the text in the item.
    private let texts: [(text: Block, shared: QTISharedText)]

    init(version: QTIVersion, path: String, texts: [(text: Block, shared: QTISharedText)] = []) {
        self.version = version
        self.path = path
        self.texts = texts
    }

    /// The document of `item`.
    ///
    /// - Throws: `XMLWriter.Refusal` when a text holds a character that XML cannot.
    func document(_ item: ItemVersion) throws(XMLWriter.Refusal) -> Data {
        let root = QTIDialect.native(Self.indented(tree(item), depth: 0), version: version)
        return try XMLWriter(prefixes: ["": version.namespace]).document(root)
    }

    /// Puts the parts of QTI's own structure on lines of their own; text of candidates is not touched.
    private static func indented(_ element: MarkupElement, depth: Int) -> MarkupElement {
        guard element.isQTI, !mixed.contains(element.name), !element.children.isEmpty,
            element.children.allSatisfy({ $0.element != nil })
        else { return element }
        var result = element
        result.children = []
        for child in element.children {
            result.children.append(.text("\n" + String(repeating: "  ", count: depth + 1)))
            if case .element(let inner) = child {
                result.children.append(.element(indented(inner, depth: depth + 1)))
            } else {
                result.children.append(child)
            }
        }
        result.children.append(.text("\n" + String(repeating: "  ", count: depth)))
        return result
    }

    /// Rules with their attributes in the order of the alphabet: those that were read keep none of their own.
    private static func inOrder(_ rules: MarkupElement) -> MarkupElement {
        var result = rules
        result.attributes.sort { $0.name < $1.name }
        result.children = rules.children.map { child in
            if case .element(let inner) = child { .element(inOrder(inner)) } else { child }
        }
        return result
    }

    /// Elements in which white space can mean something.
    private static let mixed: Set<String> = [
        "prompt", "simple-choice", "simple-associable-choice", "value", "base-value", "inline-choice", "gap-text",
        "hottext", "template-inline", "feedback-inline",
    ]

    /// The item in our spelling of QTI.
    func tree(_ item: ItemVersion) -> MarkupElement {
        let scoring = QTIScoringWriter(item: item, version: version)
        var children: [MarkupNode] = scoring.declarations.map(MarkupNode.element)
        children += texts.map { .element(reference($0.shared)) }
        children.append(.element(body(item)))
        if let processing = scoring.processing { children.append(.element(Self.inOrder(processing))) }
        var root = MarkupElement(
            qti: "assessment-item",
            ["identifier": item.item.rawValue, "title": item.title],
            children
        )
        if item.language != "und" {
            root.attributes.append(
                MarkupAttribute("lang", namespace: MarkupAttribute.xmlNamespace, item.language)
            )
        }
        let isAdaptive = item.scoring.contains { $0.parameters["processing"]?["adaptive"] == true }
        root.attributes.append(MarkupAttribute("adaptive", isAdaptive ? "true" : "false"))
        root.attributes.append(MarkupAttribute("time-dependent", "false"))
        return root
    }

    private func reference(_ text: QTISharedText) -> MarkupElement {
        MarkupElement(
            qti: "assessment-stimulus-ref",
            [
                "identifier": text.identifier, "href": PackagePath.relative(text.path, from: path),
                "title": text.title.isEmpty ? nil : text.title,
            ]
        )
    }

    private func body(_ item: ItemVersion) -> MarkupElement {
        let inline = Set(item.body.flatMap(\.inlineResponses))
        let plain = QTIContentWriter(path: path, version: version)
        let writer = QTIInteractionWriter(version: version, content: plain)
        let interactions = Dictionary(
            item.interactions.map { ($0.id, writer.element($0, isInline: inline.contains($0.id))) },
            uniquingKeysWith: { first, _ in first }
        )
        let names = Dictionary(texts.map { ($0.text, $0.shared.identifier) }) { first, _ in first }
        let content = QTIContentWriter(path: path, version: version, interactions: interactions, texts: names)
        let notes = rationale(item.rationale, plain) + item.scoring.compactMap { markScheme($0, plain) }
        if let station = item.station {
            let rubrics = QTIStationWriter(item: item, station: station, version: version).rubrics.map { rubric in
                let use = rubric.view == "scorer" ? "scoring" : "instructions"
                return note(rubric.name, rubric.blocks, plain, view: rubric.view, use: use)
            }
            return MarkupElement(qti: "item-body", [:], rubrics + notes)
        }
        return MarkupElement(qti: "item-body", [:], content.nodes(item.body) + notes)
    }

    // MARK: - Rationale

    private func rationale(_ rationale: Rationale, _ content: QTIContentWriter) -> [MarkupNode] {
        var blocks: [MarkupNode] = []
        if !rationale.general.isEmpty { blocks.append(note("rationale", rationale.general, content)) }
        for (option, text) in rationale.options.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            blocks.append(note("rationale rationale-of-\(option.rawValue)", text, content))
        }
        return blocks
    }

    /// What a marker looks for, as text: QTI has no mark scheme.
    private func markScheme(_ use: RuleUse, _ content: QTIContentWriter) -> MarkupNode? {
        guard use.rule.rawValue == "marking-points" else { return nil }
        let points = (use.parameters["points"]?.elements ?? []).compactMap { point -> [Block]? in
            guard let text = point["text"]?.text, let marks = point["marks"]?.text else { return nil }
            let anchors = (point["anchors"]?.elements ?? []).compactMap { anchor -> [Block]? in
                guard let text = anchor["text"]?.text, let marks = anchor["marks"]?.text else { return nil }
                return [.text("\(text) (\(marks))")]
            }
            let head = Block.text("\(text) (\(marks))")
            return anchors.isEmpty ? [head] : [head, .list(isOrdered: false, items: anchors)]
        }
        var blocks: [Block] = points.isEmpty ? [] : [.list(isOrdered: true, items: points)]
        if let model = use.parameters["model"]?.text, !model.isEmpty { blocks.append(.quotation([.text(model)])) }
        guard !blocks.isEmpty else { return nil }
        return note("mark-scheme mark-scheme-of-\(use.id.rawValue)", blocks, content, view: "scorer")
    }

    /// A note for those that `view` names.
    private func note(
        _ classes: String,
        _ blocks: [Block],
        _ content: QTIContentWriter,
        view: String = "author scorer tutor",
        use: String = "scoring"
    ) -> MarkupNode {
        let nodes = content.nodes(blocks)
        let body = version == .v30 ? [.element(MarkupElement(qti: "content-body", [:], nodes))] : nodes
        return .element(
            MarkupElement(
                qti: "rubric-block",
                // QTI 3 asks what a rubric is for.
                ["view": view, "use": version == .v30 ? use : nil, "class": classes],
                body
            )
        )
    }
}

extension Block {
    /// The responses whose interactions stand inside a sentence.
    fileprivate var inlineResponses: [ResponseID] {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines): inlines.flatMap(\.responses)
        case .table(let table): table.rows.flatMap { $0.flatMap { $0.flatMap(\.responses) } }
        case .list(_, let items): items.flatMap { $0.flatMap(\.inlineResponses) }
        case .quotation(let blocks), .conditional(_, let blocks), .stimulus(_, let blocks):
            blocks.flatMap(\.inlineResponses)
        case .interaction, .results, .image, .media, .preformatted, .foreign: []
        }
    }
}
