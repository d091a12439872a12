import Assessment
import Foundation

/// Writes item versions as items of QTI: equal versions give equal bytes.
struct QTIWriter {
    let version: QTIVersion
    /// The path of the item's file within its package.
    let path: String

    init(version: QTIVersion, path: String) {
        self.version = version
        self.path = path
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
        guard element.isQTI, !mixed.contains(element.name), !element.children.isEmpty else { return element }
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

    /// Elements in which white space can mean something.
    private static let mixed: Set<String> = [
        "prompt", "simple-choice", "simple-associable-choice", "value", "base-value",
    ]

    /// The item in our spelling of QTI.
    func tree(_ item: ItemVersion) -> MarkupElement {
        let scoring = QTIScoringWriter(item: item, version: version)
        var children: [MarkupNode] = scoring.declarations.map(MarkupNode.element)
        children.append(.element(body(item)))
        if let processing = scoring.processing { children.append(.element(processing)) }
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
        root.attributes.append(MarkupAttribute("adaptive", "false"))
        root.attributes.append(MarkupAttribute("time-dependent", "false"))
        return root
    }

    private func body(_ item: ItemVersion) -> MarkupElement {
        let inline = Set(item.body.flatMap(\.inlineResponses))
        let plain = QTIContentWriter(path: path)
        let interactions = Dictionary(
            item.interactions.map { ($0.id, element($0, isInline: inline.contains($0.id), plain)) },
            uniquingKeysWith: { first, _ in first }
        )
        let content = QTIContentWriter(path: path, interactions: interactions)
        return MarkupElement(qti: "item-body", [:], content.nodes(item.body) + rationale(item.rationale, plain))
    }

    // MARK: - Interactions

    private func element(_ interaction: Interaction, isInline: Bool, _ content: QTIContentWriter) -> MarkupElement {
        let id = interaction.id.rawValue
        let prompt: [MarkupNode] =
            interaction.prompt.isEmpty
            ? [] : [.element(MarkupElement(qti: "prompt", [:], content.flow(interaction.prompt)))]
        switch interaction {
        case .choice(let choice):
            return MarkupElement(
                qti: "choice-interaction",
                [
                    "response-identifier": id, "shuffle": choice.shuffles ? "true" : "false",
                    "max-choices": String(choice.maximum),
                    "min-choices": choice.minimum == 0 ? nil : String(choice.minimum),
                ],
                prompt + choice.options.map { option($0, "simple-choice", [:], content) }
            )
        case .match(let match):
            return MarkupElement(
                qti: "match-interaction",
                ["response-identifier": id, "shuffle": match.shuffles ? "true" : "false", "max-associations": "0"],
                prompt + [
                    set(match.rows, maximum: match.rowMaximum, content),
                    set(match.columns, maximum: match.columnMaximum, content),
                ]
            )
        case .text(let text):
            let length = String(text.expectedLength)
            guard !isInline else {
                return MarkupElement(
                    qti: "text-entry-interaction",
                    ["response-identifier": id, "expected-length": length]
                )
            }
            return MarkupElement(
                qti: "extended-text-interaction",
                ["response-identifier": id, "expected-length": length, "expected-lines": String(text.lines)],
                prompt
            )
        case .number:
            guard !isInline else { return MarkupElement(qti: "text-entry-interaction", ["response-identifier": id]) }
            return MarkupElement(
                qti: "extended-text-interaction",
                ["response-identifier": id, "expected-lines": "1"],
                prompt
            )
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            return MarkupElement(qti: "custom-interaction", ["response-identifier": id], prompt)
        }
    }

    private func set(_ options: [Option], maximum: Int, _ content: QTIContentWriter) -> MarkupNode {
        .element(
            MarkupElement(
                qti: "simple-match-set",
                [:],
                options.map { option($0, "simple-associable-choice", ["match-max": String(maximum)], content) }
            )
        )
    }

    private func option(
        _ option: Option,
        _ name: String,
        _ attributes: KeyValuePairs<String, String?>,
        _ content: QTIContentWriter
    ) -> MarkupNode {
        var element = MarkupElement(qti: name, attributes, content.flow(option.content))
        element.attributes.insert(MarkupAttribute("identifier", option.id.rawValue), at: 0)
        if option.isFixed { element.attributes.append(MarkupAttribute("fixed", "true")) }
        return .element(element)
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

    /// A note that candidates do not see.
    private func note(_ classes: String, _ blocks: [Block], _ content: QTIContentWriter) -> MarkupNode {
        let nodes = content.nodes(blocks)
        let body = version == .v30 ? [.element(MarkupElement(qti: "content-body", [:], nodes))] : nodes
        return .element(MarkupElement(qti: "rubric-block", ["view": "author scorer tutor", "class": classes], body))
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
