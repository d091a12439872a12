/// One block of content: our own tree, not HTML text.
public indirect enum Block: Hashable, Sendable {
    case paragraph([Inline])
    /// A heading inside an item; levels 2…6.
    case heading(level: Int, [Inline])
    case list(isOrdered: Bool, items: [[Block]])
    case table(ContentTable)
    case results(ResultsTable)
    case image(ContentImage)
    case media(ContentMedia)
    case quotation([Block])
    case preformatted(String)
    /// Blocks that are shown or hidden by the value of a variable.
    case conditional(Visibility, [Block])
    /// A text that several items share, and the hash of the file that it was read from first: items with the same hash
    /// belong to the same text.
    case stimulus(ContentHash, [Block])
    /// The place where the interaction with this response stands.
    case interaction(ResponseID)
    /// Markup that we keep and export but do not draw; `fallback` is its plain text.
    case foreign(markup: String, fallback: String)
}

/// A plain table: a caption, one header cell a column (or none), and rows of inline cells.
public struct ContentTable: Hashable, Sendable {
    public var caption: [Inline]
    public var header: [[Inline]]
    public var rows: [[[Inline]]]

    public init(caption: [Inline] = [], header: [[Inline]], rows: [[[Inline]]]) {
        self.caption = caption
        self.header = header
        self.rows = rows
    }
}

/// Laboratory or bedside results, drawn with the columns Result and Reference.
public struct ResultsTable: Hashable, Sendable {
    public var caption: [Inline]
    public var rows: [Row]

    public struct Row: Hashable, Sendable {
        public var name: String
        public var value: String
        public var unit: String
        public var reference: String
        public var flag: Flag

        public init(name: String, value: String, unit: String, reference: String, flag: Flag) {
            self.name = name
            self.value = value
            self.unit = unit
            self.reference = reference
            self.flag = flag
        }
    }

    /// Where the value lies against its reference range.
    public enum Flag: String, Hashable, Sendable { case low, high, none = "" }

    public init(caption: [Inline] = [], rows: [Row]) {
        self.caption = caption
        self.rows = rows
    }
}

/// An image of the bank, named by its path or hash, with the text that replaces it.
///
/// An empty name stands for a file that an import could not find: pages show the text in a box that says so.
public struct ContentImage: Hashable, Sendable {
    public var media: String
    public var alternative: String
    public var widthInPixels: Int?
    public var heightInPixels: Int?

    public init(media: String, alternative: String, widthInPixels: Int? = nil, heightInPixels: Int? = nil) {
        self.media = media
        self.alternative = alternative
        self.widthInPixels = widthInPixels
        self.heightInPixels = heightInPixels
    }

    /// Whether an import found no file for it.
    public var isMissing: Bool { media.isEmpty }
}

/// One run inside a block.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case strong([Inline])
    case emphasis([Inline])
    case superscript([Inline])
    case `subscript`([Inline])
    case code([Inline])
    case lineBreak
    /// Text in another language than its surroundings (a BCP 47 tag).
    case language(String, [Inline])
    case image(ContentImage)
    /// A formula in MathML, kept as it was written, with the text that replaces it.
    case formula(markup: String, alternative: String)
    /// The place where an interaction stands inside a sentence.
    case interaction(ResponseID)
    /// A gap for a label, in the text of a gap match.
    case gap(OptionID)
    /// Words that can be chosen, in the text of a hot-text interaction.
    case hotText(OptionID, [Inline])
    /// The value of a variable, drawn for each candidate.
    case variable(PrintedVariable)
    /// Runs that are shown or hidden by the value of a variable.
    case conditional(Visibility, [Inline])
    /// Markup that we keep and export but do not draw; `fallback` is its plain text.
    case foreign(markup: String, fallback: String)
}

extension Block {
    /// A paragraph of plain text.
    public static func text(_ text: String) -> Block { .paragraph([.text(text)]) }
}
