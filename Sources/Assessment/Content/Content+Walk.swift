extension Block {
    /// The responses whose interactions stand in this block, in reading order.
    public var responses: [ResponseID] {
        switch self {
        case .interaction(let response): [response]
        case .paragraph(let inlines), .heading(_, let inlines): inlines.flatMap(\.responses)
        case .list(_, let items): items.flatMap { $0.flatMap(\.responses) }
        case .table(let table): table.rows.flatMap { $0.flatMap { $0.flatMap(\.responses) } }
        case .quotation(let blocks): blocks.flatMap(\.responses)
        case .results, .image, .preformatted, .foreign: []
        }
    }

    /// The media named in this block.
    public var media: [String] {
        switch self {
        case .image(let image): [image.media]
        case .paragraph(let inlines), .heading(_, let inlines): inlines.flatMap(\.media)
        case .list(_, let items): items.flatMap { $0.flatMap(\.media) }
        case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0.flatMap(\.media) }
        case .quotation(let blocks): blocks.flatMap(\.media)
        case .interaction, .results, .preformatted, .foreign: []
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
        case .quotation(let blocks): blocks.plainText
        case .preformatted(let text): text
        case .interaction: ""
        case .foreign(_, let fallback): fallback
        }
    }
}

extension Inline {
    /// The responses whose interactions stand in this run.
    public var responses: [ResponseID] {
        switch self {
        case .interaction(let response): [response]
        case .strong(let inlines), .emphasis(let inlines), .superscript(let inlines), .subscript(let inlines),
            .code(let inlines), .language(_, let inlines):
            inlines.flatMap(\.responses)
        case .text, .lineBreak, .image, .foreign: []
        }
    }

    /// The media named in this run.
    public var media: [String] {
        switch self {
        case .image(let image): [image.media]
        case .strong(let inlines), .emphasis(let inlines), .superscript(let inlines), .subscript(let inlines),
            .code(let inlines), .language(_, let inlines):
            inlines.flatMap(\.media)
        case .text, .lineBreak, .interaction, .foreign: []
        }
    }

    /// The words of this run without markup.
    public var plainText: String {
        switch self {
        case .text(let text): text
        case .strong(let inlines), .emphasis(let inlines), .superscript(let inlines), .subscript(let inlines),
            .code(let inlines), .language(_, let inlines):
            inlines.plainText
        case .lineBreak: " "
        case .image(let image): image.alternative
        case .interaction: "____"
        case .foreign(_, let fallback): fallback
        }
    }
}

extension [Block] {
    /// The words of all blocks, separated by blanks.
    public var plainText: String { map(\.plainText).filter { !$0.isEmpty }.joined(separator: " ") }
}

extension [Inline] {
    /// The words of all runs as they follow each other.
    public var plainText: String { map(\.plainText).joined() }
}
