extension Block {
    /// The responses whose interactions stand in this block, in reading order.
    public var responses: [ResponseID] {
        if case .interaction(let response) = self { return [response] }
        // A heading or caption of a table is no place to answer.
        if case .table(let table) = self { return table.rows.flatMap { $0.flatMap { $0.flatMap(\.responses) } } }
        return inlines.flatMap(\.responses) + blocks.flatMap(\.responses)
    }

    /// The media named in this block.
    public var media: [String] {
        if case .image(let image) = self { return image.media.isEmpty ? [] : [image.media] }
        if case .media(let media) = self { return (media.sources + [media.captions].compactMap(\.self)).map(\.media) }
        return inlines.flatMap(\.media) + blocks.flatMap(\.media)
    }

    /// The texts that stand in the places of pictures and recordings whose files are missing, in reading order.
    public var missing: [String] {
        switch self {
        case .image(let image) where image.isMissing: [image.alternative]
        case .media(let media) where media.isMissing: [media.alternative]
        default: inlines.flatMap(\.missing) + blocks.flatMap(\.missing)
        }
    }

    /// The words of this block without markup, for search and for lists.
    public var plainText: String {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines): inlines.plainText
        case .list(_, let items): items.map { $0.plainText }.joined(separator: " ")
        case .table(let table): (table.header + table.rows.flatMap { $0 }).map(\.plainText).joined(separator: " ")
        case .results(let table):
            table.rows.map { "\($0.name) \($0.value) \($0.unit)" }.joined(separator: ", ")
        case .image(let image): image.alternative
        case .media(let media): media.alternative
        case .quotation(let blocks), .conditional(_, let blocks), .stimulus(_, let blocks): blocks.plainText
        case .preformatted(let text): text
        case .interaction: ""
        case .foreign(_, let fallback): fallback
        }
    }

    /// The blocks right inside this one.
    public var blocks: [Block] {
        switch self {
        case .list(_, let items): items.flatMap { $0 }
        case .quotation(let blocks), .conditional(_, let blocks), .stimulus(_, let blocks): blocks
        case .paragraph, .heading, .table, .results, .image, .media, .preformatted, .interaction, .foreign: []
        }
    }

    /// The runs right inside this block.
    public var inlines: [Inline] {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines): inlines
        case .table(let table): table.caption + (table.header + table.rows.flatMap { $0 }).flatMap { $0 }
        case .results(let table): table.caption
        case .list, .image, .media, .quotation, .preformatted, .conditional, .stimulus, .interaction, .foreign: []
        }
    }
}

extension Inline {
    /// The responses whose interactions stand in this run.
    public var responses: [ResponseID] {
        if case .interaction(let response) = self { [response] } else { inlines.flatMap(\.responses) }
    }

    /// The media named in this run.
    public var media: [String] {
        if case .image(let image) = self {
            image.media.isEmpty ? [] : [image.media]
        } else {
            inlines.flatMap(\.media)
        }
    }

    /// The texts that stand in the places of pictures whose files are missing, in reading order.
    public var missing: [String] {
        if case .image(let image) = self, image.isMissing { [image.alternative] } else { inlines.flatMap(\.missing) }
    }

    /// The words of this run without markup.
    public var plainText: String {
        switch self {
        case .text(let text): text
        case .strong, .emphasis, .superscript, .subscript, .code, .language, .hotText, .conditional: inlines.plainText
        case .lineBreak: " "
        case .image(let image): image.alternative
        case .formula(_, let alternative): alternative
        case .interaction, .gap: "____"
        case .variable(let variable): "[\(variable.variable)]"
        case .foreign(_, let fallback): fallback
        }
    }

    /// The runs right inside this one.
    public var inlines: [Inline] {
        switch self {
        case .strong(let inlines), .emphasis(let inlines), .superscript(let inlines), .subscript(let inlines),
            .code(let inlines), .language(_, let inlines), .hotText(_, let inlines), .conditional(_, let inlines):
            inlines
        case .text, .lineBreak, .image, .formula, .interaction, .gap, .variable, .foreign: []
        }
    }

    /// Every run in this one, itself first.
    public var all: [Inline] { [self] + inlines.flatMap(\.all) }
}

extension [Block] {
    /// The words of all blocks, separated by blanks.
    public var plainText: String { map(\.plainText).filter { !$0.isEmpty }.joined(separator: " ") }

    /// Every run in these blocks, in reading order.
    public var runs: [Inline] { flatMap { $0.inlines.flatMap(\.all) + $0.blocks.runs } }

    /// The texts that items share in these blocks, in reading order.
    public var stimuli: [(hash: ContentHash, block: Block)] {
        flatMap { block in
            if case .stimulus(let hash, _) = block { [(hash, block)] } else { block.blocks.stimuli }
        }
    }

    /// The gaps in these blocks, in reading order.
    public var gaps: [OptionID] { runs.compactMap { if case .gap(let id) = $0 { id } else { nil } } }

    /// The words that can be chosen in these blocks, in reading order.
    public var hotTexts: [(id: OptionID, inlines: [Inline])] {
        runs.compactMap { if case .hotText(let id, let inlines) = $0 { (id, inlines) } else { nil } }
    }
}

extension [Inline] {
    /// The words of all runs as they follow each other.
    public var plainText: String { map(\.plainText).joined() }
}

extension [Block] {
    /// The responses whose interactions stand in parts that are hidden, where `isShown` says which parts are there.
    public func hiddenResponses(_ isShown: (Visibility) -> Bool) -> [ResponseID] {
        flatMap { block -> [ResponseID] in
            switch block {
            case .conditional(let visibility, let inner) where !isShown(visibility): inner.flatMap(\.responses)
            case .table(let table):
                table.rows.flatMap { $0.flatMap { $0.hiddenResponses(isShown) } }
            default: block.inlines.hiddenResponses(isShown) + block.blocks.hiddenResponses(isShown)
            }
        }
    }
}

extension [Inline] {
    fileprivate func hiddenResponses(_ isShown: (Visibility) -> Bool) -> [ResponseID] {
        flatMap { inline -> [ResponseID] in
            if case .conditional(let visibility, _) = inline, !isShown(visibility) { return inline.responses }
            return inline.inlines.hiddenResponses(isShown)
        }
    }
}
