import Assessment
import Foundation

/// Writes our content as the HTML that QTI items hold.
struct QTIContentWriter {
    /// The path of the item's file within the package; addresses are relative to it.
    let path: String
    let version: QTIVersion
    /// The element of an interaction, by response.
    let interactions: [ResponseID: MarkupElement]
    /// The names by which the item refers to the shared texts that stand in files of their own.
    let texts: [Block: String]

    init(
        path: String,
        version: QTIVersion,
        interactions: [ResponseID: MarkupElement] = [:],
        texts: [Block: String] = [:]
    ) {
        self.path = path
        self.version = version
        self.interactions = interactions
        self.texts = texts
    }

    func nodes(_ blocks: [Block]) -> [MarkupNode] { blocks.flatMap(nodes) }

    /// Blocks where QTI wants runs of text: a single paragraph loses its box, as reading gives it back.
    func flow(_ blocks: [Block]) -> [MarkupNode] {
        if blocks.count == 1, case .paragraph(let inlines) = blocks[0], !inlines.isEmpty { return nodes(inlines) }
        return nodes(blocks)
    }

    private func nodes(_ block: Block) -> [MarkupNode] {
        switch block {
        case .paragraph(let inlines): return [Self.element("p", children: nodes(inlines))]
        case .heading(let level, let inlines): return [Self.element("h\(level)", children: nodes(inlines))]
        case .list(let isOrdered, let items):
            return [
                Self.element(
                    isOrdered ? "ol" : "ul",
                    children: items.map { .element(Self.plain("li", flow($0))) }
                )
            ]
        case .table(let table): return [tableNode(table)]
        case .results(let results): return [tableNode(Self.table(of: results))]
        case .image(let image): return [Self.element("p", children: [self.image(image)])]
        case .media(let media): return [Self.element("p", children: [recording(media)])]
        case .conditional(let visibility, let blocks):
            return [.element(conditional(visibility, blocks))]
        case .stimulus(_, let blocks):
            guard let name = texts[block] else { return [Self.element("div", children: nodes(blocks))] }
            return [.element(QTISharedTexts.place(for: name))]
        case .quotation(let blocks): return [Self.element("blockquote", children: nodes(blocks))]
        case .preformatted(let text): return [Self.element("pre", children: [.text(text)])]
        case .interaction(let response): return interactions[response].map { [.element($0)] } ?? []
        case .foreign(let markup, let fallback):
            return Self.foreign(markup) ?? [Self.element("p", children: [.text(fallback)])]
        }
    }

    func nodes(_ inlines: [Inline]) -> [MarkupNode] { inlines.flatMap(nodes) }

    private func nodes(_ inline: Inline) -> [MarkupNode] {
        switch inline {
        case .text(let text): text.isEmpty ? [] : [.text(text)]
        case .strong(let inner): [Self.element("strong", children: nodes(inner))]
        case .emphasis(let inner): [Self.element("em", children: nodes(inner))]
        case .superscript(let inner): [Self.element("sup", children: nodes(inner))]
        case .subscript(let inner): [Self.element("sub", children: nodes(inner))]
        case .code(let inner): [Self.element("code", children: nodes(inner))]
        case .lineBreak: [Self.element("br")]
        case .language(let tag, let inner):
            [
                .element(
                    MarkupElement(
                        "span",
                        attributes: [MarkupAttribute("lang", namespace: MarkupAttribute.xmlNamespace, tag)],
                        children: nodes(inner)
                    )
                )
            ]
        case .image(let image): [self.image(image)]
        case .formula(let markup, let alternative): Self.foreign(markup) ?? [.text(alternative)]
        case .interaction(let response): interactions[response].map { [.element($0)] } ?? []
        case .gap(let id): [.element(MarkupElement(qti: "gap", ["identifier": id.rawValue]))]
        case .hotText(let id, let inner):
            [.element(MarkupElement(qti: "hottext", ["identifier": id.rawValue], nodes(inner)))]
        case .variable(let variable): [.element(Self.variable(variable))]
        case .conditional(let visibility, let inner):
            [.element(Self.conditional(visibility, "inline", nodes(inner)))]
        case .foreign(let markup, let fallback): Self.foreign(markup) ?? [.text(fallback)]
        }
    }

    private func tableNode(_ table: ContentTable) -> MarkupNode {
        var parts: [MarkupNode] = []
        if !table.caption.isEmpty { parts.append(Self.element("caption", children: nodes(table.caption))) }
        if !table.header.isEmpty {
            let cells = table.header.map { Self.element("th", children: nodes($0)) }
            parts.append(Self.element("thead", children: [Self.element("tr", children: cells)]))
        }
        let rows = table.rows.map { row in
            Self.element("tr", children: row.map { Self.element("td", children: nodes($0)) })
        }
        parts.append(Self.element("tbody", children: rows))
        return Self.element("table", children: parts)
    }

    /// Results as an ordinary table; what lies outside its range is marked by an arrow, which needs no language.
    private static func table(of results: ResultsTable) -> ContentTable {
        let rows: [[[Inline]]] = results.rows.map { row in
            let arrow =
                switch row.flag {
                case .low: " ↓"
                case .high: " ↑"
                case .none: ""
                }
            let value = row.unit.isEmpty ? row.value : "\(row.value) \(row.unit)"
            return [[.text(row.name)], [.text(value + arrow)], [.text(row.reference)]]
        }
        return ContentTable(caption: results.caption, header: [], rows: rows)
    }

    private func image(_ image: ContentImage) -> MarkupNode {
        .element(MarkupElement("img", attributes: attributes(of: image)))
    }

    /// Blocks that are shown by a variable; QTI 3 puts them into a box of their own.
    private func conditional(_ visibility: Visibility, _ blocks: [Block]) -> MarkupElement {
        let nodes = nodes(blocks)
        let body = version == .v30 ? [.element(MarkupElement(qti: "content-body", [:], nodes))] : nodes
        return Self.conditional(visibility, "block", body)
    }

    private static func conditional(_ visibility: Visibility, _ level: String, _ nodes: [MarkupNode]) -> MarkupElement {
        let (name, variable) =
            switch visibility.origin {
            case .template: ("template", "template-identifier")
            case .outcome: ("feedback", "outcome-identifier")
            }
        return MarkupElement(
            qti: "\(name)-\(level)",
            [
                variable: visibility.variable, "identifier": visibility.value,
                "show-hide": visibility.isShown ? "show" : "hide",
            ],
            nodes
        )
    }

    private static func variable(_ variable: PrintedVariable) -> MarkupElement {
        MarkupElement(
            qti: "printed-variable",
            [
                "identifier": variable.variable, "format": variable.format.isEmpty ? nil : variable.format,
                "base": variable.base == 10 ? nil : String(variable.base),
                "index": variable.index.isEmpty ? nil : variable.index,
                "field": variable.field.isEmpty ? nil : variable.field,
                "delimiter": variable.delimiter == ";" ? nil : variable.delimiter,
            ]
        )
    }

    /// The markup that was kept, as a tree again; `nil` when it is none.
    private static func foreign(_ markup: String) -> [MarkupNode]? {
        do throws(XMLProblem) {
            return [.element(MarkupElement(try XMLTree(Data(markup.utf8)).root))]
        } catch {
            return nil
        }
    }

    private static func plain(_ name: String, _ children: [MarkupNode]) -> MarkupElement {
        MarkupElement(name, children: children)
    }

    private static func element(_ name: String, children: [MarkupNode] = []) -> MarkupNode {
        .element(MarkupElement(name, children: children))
    }
}
