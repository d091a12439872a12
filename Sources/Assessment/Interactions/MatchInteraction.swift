/// Joining rows to columns; `rowMaximum` and `columnMaximum` say how often one may be used, 0 means no limit.
///
/// An option's own maximum goes before these.
public struct MatchInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var rows: [Option]
    public var columns: [Option]
    public var rowMaximum: Int
    public var columnMaximum: Int
    /// How many pairs a finished response has at least.
    public var minimum: Int
    /// How many pairs may be made in all, 0 for any number.
    public var maximum: Int
    public var shuffles: Bool
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        rows: [Option],
        columns: [Option],
        rowMaximum: Int = 1,
        columnMaximum: Int = 0,
        minimum: Int = 0,
        maximum: Int = 0,
        shuffles: Bool = false,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.rows = rows
        self.columns = columns
        self.rowMaximum = rowMaximum
        self.columnMaximum = columnMaximum
        self.minimum = minimum
        self.maximum = maximum
        self.shuffles = shuffles
        self.layout = layout
    }

    var options: [Option] { rows + columns }
}

/// Joining options of one list to each other; which of a pair is named first means nothing.
public struct AssociateInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var options: [Option]
    public var minimum: Int
    /// How many pairs may be made in all, 0 for any number.
    public var maximum: Int
    public var shuffles: Bool
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        options: [Option],
        minimum: Int = 0,
        maximum: Int = 1,
        shuffles: Bool = false,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.options = options
        self.minimum = minimum
        self.maximum = maximum
        self.shuffles = shuffles
        self.layout = layout
    }
}

/// Putting labels into the gaps of a text, as `Inline.gap` marks them there; a pair names the label, then the gap.
public struct GapMatchInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    /// The labels; each may be used once unless its own maximum says otherwise.
    public var options: [Option]
    public var text: [Block]
    public var minimum: Int
    /// How many gaps may be filled in all, 0 for any number.
    public var maximum: Int
    public var shuffles: Bool
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        options: [Option],
        text: [Block],
        minimum: Int = 0,
        maximum: Int = 0,
        shuffles: Bool = false,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.options = options
        self.text = text
        self.minimum = minimum
        self.maximum = maximum
        self.shuffles = shuffles
        self.layout = layout
    }

    /// The gaps in reading order.
    public var gaps: [OptionID] { text.gaps }
}
