import Assessment

/// Turns lines into our content, by way of the markup that ``ContentImport`` reads, so that one set of rules puts white
/// space, tables and pictures in order.
struct WordMarkup {
    let isRightToLeft: Bool

    func blocks(_ lines: [WordLine]) -> [Block] {
        var content = ContentImport(media: { $0 })
        return content.blocks(nodes(lines))
    }

    private func nodes(_ lines: [WordLine]) -> [MarkupNode] {
        var nodes: [MarkupNode] = []
        var rest = lines[...]
        while let line = rest.first {
            if line.listLevel != nil {
                let run = rest.prefix { $0.listLevel != nil }
                nodes += list(run, level: run.compactMap(\.listLevel).min() ?? 0)
                rest = rest.dropFirst(run.count)
                continue
            }
            rest = rest.dropFirst()
            if let table = line.table {
                nodes.append(element("table", rows(table)))
            } else if line.isHeading {
                nodes.append(element("h\(min(max(2, (line.heading ?? 1) + 1), 6))", runs(line.pieces)))
            } else if !line.isBlank {
                nodes.append(element("p", runs(line.pieces)))
            }
        }
        return nodes
    }

    private func element(_ name: String, _ children: [MarkupNode]) -> MarkupNode {
        .element(MarkupElement(name, children: children))
    }

    /// Consecutive lines of lists; deeper ones stand within the item before them.
    private func list(_ lines: ArraySlice<WordLine>, level: Int) -> [MarkupNode] {
        var lists: [MarkupNode] = []
        var rest = lines
        while let first = rest.first {
            var items: [MarkupNode] = []
            while let line = rest.first, line.isBullet == first.isBullet || line.listLevel ?? 0 > level {
                rest = rest.dropFirst()
                let deeper = rest.prefix { ($0.listLevel ?? 0) > level }
                rest = rest.dropFirst(deeper.count)
                let inner = deeper.isEmpty ? [] : list(deeper, level: deeper.compactMap(\.listLevel).min() ?? level + 1)
                let own = line.isBlank ? [] : [element("p", runs(line.pieces))]
                if !(own + inner).isEmpty { items.append(element("li", own + inner)) }
            }
            lists.append(element(first.isBullet ? "ul" : "ol", items))
        }
        return lists
    }

    private func rows(_ table: WordTable) -> [MarkupNode] {
        let isHeading = table.hasHeading || table.rows.first.map { $0.allSatisfy(\.isBoldText) } ?? false
        return table.rows.enumerated().map { index, row in
            let cells = row.map { cell -> MarkupNode in
                let lines = cell.map(\.pieces).filter { $0.contains(where: \.hasWords) }
                let pieces = lines.enumerated().flatMap { $0 == 0 ? $1 : [.lineBreak] + $1 }
                let isHead = index == 0 && isHeading && table.rows.count > 1
                return element(isHead ? "th" : "td", runs(isHead ? pieces.withoutBold : pieces))
            }
            return element("tr", cells)
        }
    }

    // MARK: - Runs

    /// The runs, with what several neighbours have in common around all of them.
    func runs(_ pieces: [WordPiece]) -> [MarkupNode] { wrapped(pieces[...], marks: Self.marks(isRightToLeft)) }

    private struct Mark {
        let name: String
        let value: (WordFace) -> String
    }

    private static func marks(_ isRightToLeft: Bool) -> [Mark] {
        [
            Mark(name: "span") { $0.isRightToLeft == isRightToLeft ? "" : tag($0.language) },
            Mark(name: "strong") { $0.isBold ? "1" : "" },
            Mark(name: "em") { $0.isItalic ? "1" : "" },
            Mark(name: "sup") { $0.position == .raised ? "1" : "" },
            Mark(name: "sub") { $0.position == .lowered ? "1" : "" },
        ]
    }

    /// A language tag that can be one; Word writes `x-none` for none.
    private static func tag(_ language: String) -> String {
        let isTag = language.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x7A).contains($0) }
        return isTag && (2...35).contains(language.utf8.count) && !language.hasPrefix("x-") ? language : ""
    }

    private func wrapped(_ pieces: ArraySlice<WordPiece>, marks: [Mark]) -> [MarkupNode] {
        guard let mark = marks.first else { return pieces.map(node) }
        var nodes: [MarkupNode] = []
        var rest = pieces
        while let first = rest.first {
            let value = Self.value(of: first, mark)
            let run = rest.prefix { Self.value(of: $0, mark) == value }
            rest = rest.dropFirst(run.count)
            let inner = wrapped(run, marks: Array(marks.dropFirst()))
            guard !value.isEmpty else {
                nodes += inner
                continue
            }
            var element = MarkupElement(mark.name, children: inner)
            if mark.name == "span" { element.attributes = [MarkupAttribute("lang", value)] }
            nodes.append(.element(element))
        }
        return nodes
    }

    private static func value(of piece: WordPiece, _ mark: Mark) -> String {
        if case .text(_, let face) = piece { mark.value(face) } else { "" }
    }

    private func node(_ piece: WordPiece) -> MarkupNode {
        switch piece {
        case .text(let text, _): return .text(text)
        case .lineBreak: return element("br", [])
        case .image(let image):
            var element = MarkupElement("img")
            element.attributes = [MarkupAttribute("src", image.media), MarkupAttribute("alt", image.alternative)]
            if let width = image.widthInPixels { element.attributes.append(MarkupAttribute("width", "\(width)")) }
            if let height = image.heightInPixels { element.attributes.append(MarkupAttribute("height", "\(height)")) }
            return .element(element)
        }
    }
}

extension [WordParagraph] {
    /// Whether a cell has words, and all of them are bold.
    fileprivate var isBoldText: Bool {
        let words = flatMap(\.pieces).filter(\.hasWords)
        return !words.isEmpty
            && words.allSatisfy { piece in if case .text(_, let face) = piece { face.isBold } else { false } }
    }
}
