import Assessment

/// Draws the content tree as markup; the only way from content to a page.
struct ContentRenderer {
    /// Draws the control of an interaction; `isInline` inside a sentence.
    ///
    /// Without it nothing is drawn there.
    var control: (ResponseID, _ isInline: Bool) -> [ItemFragment.Piece] = { _, _ in [] }
    private let texts: Texts
    private let headingShift: Int
    private let mediaURL: (String) -> String

    /// Draws with these words and levels.
    ///
    /// - `headings`: Level that the highest heading of `blocks` gets, so that the page skips none.
    /// - `blocks`: All that will be drawn under one heading of the page.
    init(texts: Texts, headings: Int, of blocks: [Block], mediaURL: @escaping (String) -> String) {
        self.texts = texts
        self.mediaURL = mediaURL
        headingShift = headings - (Self.levels(of: blocks).min() ?? headings)
    }

    /// Markup of content in which no interaction stands.
    static func markup(
        of blocks: [Block],
        texts: Texts,
        headings: Int = 2,
        mediaURL: @escaping (String) -> String
    ) -> SafeHTML {
        let renderer = ContentRenderer(texts: texts, headings: headings, of: blocks, mediaURL: mediaURL)
        return ItemFragment.markup(of: renderer.pieces(of: blocks), for: ItemFragment.State())
    }

    func pieces(of blocks: [Block]) -> [ItemFragment.Piece] {
        var pieces: [ItemFragment.Piece] = []
        var heading = ""
        for block in blocks {
            write(block, under: heading, into: &pieces)
            heading = if case .heading(_, let inlines) = block { inlines.plainText } else { "" }
        }
        return pieces
    }

    /// One paragraph without its `<p>`, anything else as blocks: for options and table cells.
    func compactPieces(of blocks: [Block]) -> [ItemFragment.Piece] {
        guard blocks.count == 1, case .paragraph(let inlines)? = blocks.first else { return pieces(of: blocks) }
        return pieces(of: inlines)
    }

    func pieces(of inlines: [Inline]) -> [ItemFragment.Piece] {
        var pieces: [ItemFragment.Piece] = []
        for inline in inlines { write(inline, into: &pieces) }
        return pieces
    }

    private func write(_ block: Block, under heading: String, into pieces: inout [ItemFragment.Piece]) {
        switch block {
        case .paragraph(let inlines):
            wrap(self.pieces(of: inlines), "<p>", "</p>", into: &pieces)
        case .heading(let level, let inlines):
            let tag = "h\(min(6, max(2, level + headingShift)))"
            wrap(self.pieces(of: inlines), "<\(tag)>", "</\(tag)>", into: &pieces)
        case .list(let isOrdered, let items):
            pieces.append(isOrdered ? "<ol>" : "<ul>" as SafeHTML)
            for item in items { wrap(compactPieces(of: item), "<li>", "</li>", into: &pieces) }
            pieces.append(isOrdered ? "</ol>" : "</ul>" as SafeHTML)
        case .table(let table): write(table, under: heading, into: &pieces)
        case .results(let table): write(table, under: heading, into: &pieces)
        case .image(let image):
            wrap([.markup(picture(image, isInline: false))], "<figure class=\"image\">", "</figure>", into: &pieces)
        case .media(let media): pieces.append("<p>\(media.alternative)</p>" as SafeHTML)
        case .conditional(_, let blocks), .stimulus(_, let blocks): pieces.append(all: self.pieces(of: blocks))
        case .quotation(let blocks):
            wrap(self.pieces(of: blocks), "<blockquote>", "</blockquote>", into: &pieces)
        case .preformatted(let text): pieces.append("<pre tabindex=\"0\">\(text)</pre>" as SafeHTML)
        case .interaction(let id): pieces.append(all: control(id, false))
        case .foreign(_, let fallback): pieces.append("<p>\(fallback)</p>" as SafeHTML)
        }
    }

    private func write(_ inline: Inline, into pieces: inout [ItemFragment.Piece]) {
        switch inline {
        case .text(let text): pieces.append(SafeHTML(escaping: text))
        case .strong(let inner): wrap(self.pieces(of: inner), "<strong>", "</strong>", into: &pieces)
        case .emphasis(let inner): wrap(self.pieces(of: inner), "<em>", "</em>", into: &pieces)
        case .superscript(let inner): wrap(self.pieces(of: inner), "<sup>", "</sup>", into: &pieces)
        case .subscript(let inner): wrap(self.pieces(of: inner), "<sub>", "</sub>", into: &pieces)
        case .code(let inner): wrap(self.pieces(of: inner), "<code>", "</code>", into: &pieces)
        case .lineBreak: pieces.append("<br>" as SafeHTML)
        case .language(let tag, let inner):
            let direction = Texts.direction(of: tag).rawValue
            let open: SafeHTML = "<span lang=\"\(Self.languageTag(tag))\" dir=\"\(direction)\">"
            wrap(self.pieces(of: inner), open, "</span>", into: &pieces)
        case .image(let image): pieces.append(picture(image, isInline: true))
        case .formula(_, let alternative): pieces.append(SafeHTML(escaping: alternative))
        case .interaction(let id): pieces.append(all: control(id, true))
        case .gap, .variable: break
        case .hotText(_, let inner), .conditional(_, let inner): pieces.append(all: self.pieces(of: inner))
        case .foreign(_, let fallback): pieces.append(SafeHTML(escaping: fallback))
        }
    }

    private func write(_ table: ContentTable, under heading: String, into pieces: inout [ItemFragment.Piece]) {
        openTable(caption: table.caption, under: heading, into: &pieces)
        if !table.header.isEmpty {
            pieces.append("<thead><tr>" as SafeHTML)
            for cell in table.header {
                let tag: SafeHTML = cell.plainText.isEmpty ? "<td>" : "<th scope=\"col\">"
                wrap(self.pieces(of: cell), tag, cell.plainText.isEmpty ? "</td>" : "</th>", into: &pieces)
            }
            pieces.append("</tr></thead>" as SafeHTML)
        }
        pieces.append("<tbody>" as SafeHTML)
        for row in table.rows {
            pieces.append("<tr>" as SafeHTML)
            for cell in row {
                // Left-to-right isolate and its end: characters, since what a cell says changes no markup.
                let isNumeric = Self.isNumeric(cell.plainText)
                wrap(
                    self.pieces(of: cell),
                    isNumeric ? "<td>\u{2066}" : "<td>",
                    isNumeric ? "\u{2069}</td>" : "</td>",
                    into: &pieces
                )
            }
            pieces.append("</tr>" as SafeHTML)
        }
        pieces.append("</tbody></table></div>" as SafeHTML)
    }

    private func write(_ table: ResultsTable, under heading: String, into pieces: inout [ItemFragment.Piece]) {
        openTable(caption: table.caption, under: heading, into: &pieces)
        let (name, result) = (texts("results.name"), texts("results.result"))
        pieces.append(
            """
            <thead><tr><th scope="col"><span class="unseen">\(name)</span></th><th scope="col">\(result)</th>\
            <th scope="col">\(texts("results.reference"))</th></tr></thead><tbody>
            """ as SafeHTML
        )
        for row in table.rows {
            let value = row.unit.isEmpty ? row.value : "\(row.value)\u{A0}\(row.unit)"
            pieces.append(
                """
                <tr><th scope="row">\(row.name)</th><td><bdi class="value" dir="ltr">\(value)</bdi>\(flag(row.flag))</td>\
                <td><bdi class="value" dir="ltr">\(row.reference)</bdi></td></tr>
                """ as SafeHTML
            )
        }
        pieces.append("</tbody></table></div>" as SafeHTML)
    }

    /// A caption that only repeats the heading right above it is there for those who hear the page.
    private func openTable(caption: [Inline], under heading: String, into pieces: inout [ItemFragment.Piece]) {
        let name = caption.isEmpty ? texts("content.table") : caption.plainText
        pieces.append(
            "<div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"\(name)\"><table>" as SafeHTML
        )
        guard !caption.isEmpty else { return }
        let open: SafeHTML = caption.plainText == heading ? "<caption class=\"unseen\">" : "<caption>"
        wrap(self.pieces(of: caption), open, "</caption>", into: &pieces)
    }

    private func flag(_ flag: ResultsTable.Flag) -> SafeHTML {
        switch flag {
        case .none: ""
        case .low:
            " <span class=\"off\"><span aria-hidden=\"true\">↓</span><span class=\"unseen\">\(texts("results.low"))</span></span>"
        case .high:
            " <span class=\"off\"><span aria-hidden=\"true\">↑</span><span class=\"unseen\">\(texts("results.high"))</span></span>"
        }
    }

    /// An image keeps its place by width and height before it arrives; its full size is one link away.
    private func picture(_ image: ContentImage, isInline: Bool) -> SafeHTML {
        let url = mediaURL(image.media)
        var html: SafeHTML = "<img src=\"\(url)\" alt=\"\(image.alternative)\""
        if let width = image.widthInPixels { html.append(attribute: "width", String(width)) }
        if let height = image.heightInPixels { html.append(attribute: "height", String(height)) }
        html.append(literal: ">")
        guard !isInline else { return html }
        html.append("<figcaption><a href=\"\(url)\" target=\"_blank\">\(texts("content.enlarge"))</a></figcaption>")
        return html
    }

    private func wrap(
        _ inner: [ItemFragment.Piece],
        _ open: SafeHTML,
        _ close: SafeHTML,
        into pieces: inout [ItemFragment.Piece]
    ) {
        pieces.append(open)
        pieces.append(all: inner)
        pieces.append(close)
    }

    /// The tag as it is if it has the shape of one (BCP 47), else `und`, undetermined.
    static func languageTag(_ tag: String) -> String {
        tag.wholeMatch(of: /[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*/) == nil ? "und" : tag
    }

    /// Whether a cell holds a number, range, limit or unit: in a right-to-left page its sides would change places.
    private static func isNumeric(_ text: String) -> Bool {
        let arabicAndHebrew: ClosedRange<Unicode.Scalar> = "\u{590}"..."\u{8FF}"
        return text.unicodeScalars.contains { $0.properties.numericType != nil }
            && !text.unicodeScalars.contains { arabicAndHebrew.contains($0) && $0.properties.isAlphabetic }
    }

    private static func levels(of blocks: [Block]) -> [Int] {
        blocks.flatMap { block -> [Int] in
            switch block {
            case .heading(let level, _): [level]
            case .list(_, let items): items.flatMap(levels)
            case .quotation(let inner), .conditional(_, let inner), .stimulus(_, let inner): levels(of: inner)
            default: []
            }
        }
    }
}
