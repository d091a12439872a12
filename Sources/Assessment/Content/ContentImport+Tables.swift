extension ContentImport {
    /// Reads a table; one with joined cells, several heading rows or blocks in its cells is kept as it is.
    mutating func table(_ element: MarkupElement, language: String?) -> [Block] {
        guard let rows = Self.plainRows(of: element), rows.allSatisfy(isPlain) else {
            if !holdsInteraction(element) {
                lose("table", "a table with joined or structured cells is kept, but shown as text", at: element)
                return foreign(element)
            }
            lose("table", "a table around an interaction is taken apart into paragraphs", at: element)
            return rowsOfAnyTable(element).flatMap { row in
                row.elements.flatMap { blocks($0.children, language: $0.language ?? language) }
            }
        }
        loseAttributes(of: element)
        var table = ContentTable(header: [], rows: [])
        if let caption = element.first("caption") { table.caption = InlineRun.tidied(inlines(caption.children)) }
        for (index, row) in rows.enumerated() {
            let cells = row.element.elements
            for cell in cells {
                loseAttributes(of: cell, except: cell.joinsNothing ? ["colspan", "rowspan", "scope"] : [])
            }
            let inlines = cells.map { cell in InlineRun.tidied(self.inlines(Self.content(of: cell))) }
            if index == 0, row.isHeading || cells.allSatisfy({ $0.name.lowercased() == "th" }) {
                table.header = inlines
            } else {
                table.rows.append(inlines)
                if cells.contains(where: { $0.name.lowercased() == "th" }) {
                    lose("table", "headings of rows become ordinary cells", at: row.element)
                }
            }
        }
        return [.table(table)]
    }

    private struct Row {
        var element: MarkupElement
        var isHeading: Bool
    }

    /// The rows in reading order; `nil` when the table is more than one heading row and a grid of cells.
    private static func plainRows(of table: MarkupElement) -> [Row]? {
        var rows: [Row] = []
        for part in table.elements {
            switch part.name.lowercased() {
            case "tr": rows.append(Row(element: part, isHeading: false))
            case "thead", "tbody", "tfoot":
                let isHeading = part.name.lowercased() == "thead"
                rows += part.elements("tr").map { Row(element: $0, isHeading: isHeading) }
            case "caption", "colgroup", "col": break
            default: return nil
            }
        }
        guard rows.dropFirst().allSatisfy({ !$0.isHeading }), !rows.isEmpty else { return nil }
        return rows
    }

    private func isPlain(_ row: Row) -> Bool {
        row.element.elements.allSatisfy { cell in
            ["td", "th"].contains(cell.name.lowercased()) && cell.joinsNothing
                && !Self.content(of: cell).contains { $0.element?.contains { standsAlone($0) } ?? false }
        }
    }

    /// What stands in a cell; one paragraph around all of it is nothing more than its content.
    private static func content(of cell: MarkupElement) -> [MarkupNode] {
        let inner = cell.elements
        guard inner.count == 1, inner[0].name == "p", cell.children.allSatisfy({ $0.element != nil || $0.isBlank })
        else { return cell.children }
        return inner[0].children
    }

    private func rowsOfAnyTable(_ table: MarkupElement) -> [MarkupElement] {
        table.elements.flatMap { $0.name.lowercased() == "tr" ? [$0] : $0.elements("tr") }
    }
}

extension MarkupElement {
    fileprivate var joinsNothing: Bool { (self["colspan"] ?? "1") == "1" && (self["rowspan"] ?? "1") == "1" }
}

extension MarkupNode {
    /// Whether this is text of white space alone.
    public var isBlank: Bool {
        if case .text(let text) = self { text.unicodeScalars.allSatisfy(InlineRun.isBlank) } else { false }
    }
}
