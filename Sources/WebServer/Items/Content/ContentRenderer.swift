import Assessment

/// Draws the content tree as markup; the only way from content to a page.
struct ContentRenderer {
    /// Draws the control of an interaction; `isInline` inside a sentence.
    ///
    /// Without it nothing is drawn there.
    var control: (ResponseID, _ isInline: Bool) -> [ItemFragment.Piece] = { _, _ in [] }
    /// Whether the control of an interaction is more than a piece of a line: no paragraph can hold it.
    var isBlock: (ResponseID) -> Bool = { _ in false }
    /// Draws a gap of the text.
    ///
    /// Without it a line stands there.
    var gap: (OptionID) -> [ItemFragment.Piece] = { _ in [.markup("____")] }
    /// Draws words that can be chosen.
    ///
    /// Without it they are words like all others.
    var hotText: (OptionID, _ words: [ItemFragment.Piece]) -> [ItemFragment.Piece] = { $1 }
    let texts: Texts
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
            let holdsBlock = inlines.flatMap(\.responses).contains(where: isBlock)
            wrap(
                self.pieces(of: inlines),
                holdsBlock ? "<div>" : "<p>",
                holdsBlock ? "</div>" : "</p>",
                into: &pieces
            )
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
        case .media(let media):
            let player = MediaMarkup(texts: texts, mediaURL: mediaURL).html(media)
            pieces.append("<div class=\"media\">\(player)</div>" as SafeHTML)
        case .conditional(let visibility, let blocks):
            pieces.append(.conditional(visibility, self.pieces(of: blocks)))
        case .stimulus(_, let blocks): pieces.append(all: self.pieces(of: blocks))
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
        case .formula(let markup, let alternative): pieces.append(FormulaMarkup.html(markup, alternative: alternative))
        case .interaction(let id): pieces.append(all: control(id, true))
        case .gap(let id): pieces.append(all: gap(id))
        case .hotText(let id, let inner): pieces.append(all: hotText(id, self.pieces(of: inner)))
        case .variable(let variable): pieces.append(.control(VariableText(variable)))
        case .conditional(let visibility, let inner): pieces.append(.conditional(visibility, self.pieces(of: inner)))
        case .foreign(_, let fallback): pieces.append(SafeHTML(escaping: fallback))
        }
    }

    /// An image keeps its place by width and height before it arrives; its full size is one link away.
    private func picture(_ image: ContentImage, isInline: Bool) -> SafeHTML {
        guard !image.isMissing else { return MissingFile.html(image.alternative, texts: texts) }
        let url = mediaURL(image.media)
        var html: SafeHTML = "<img src=\"\(url)\" alt=\"\(image.alternative)\""
        if let width = image.widthInPixels { html.append(attribute: "width", String(width)) }
        if let height = image.heightInPixels { html.append(attribute: "height", String(height)) }
        html.append(literal: ">")
        guard !isInline else { return html }
        html.append("<figcaption><a href=\"\(url)\" target=\"_blank\">\(texts("content.enlarge"))</a></figcaption>")
        return html
    }

    func wrap(
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
