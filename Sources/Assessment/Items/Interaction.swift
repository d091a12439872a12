/// What a candidate can do at one place of an item: the narrow waist between kinds, formats and pages.
public enum Interaction: Hashable, Sendable {
    case choice(ChoiceInteraction)
    case match(MatchInteraction)
    case text(TextInteraction)
    case number(NumberInteraction)

    /// The name of its response.
    public var id: ResponseID {
        switch self {
        case .choice(let choice): choice.id
        case .match(let match): match.id
        case .text(let text): text.id
        case .number(let number): number.id
        }
    }

    /// The lead-in: what is asked at this place.
    public var prompt: [Block] {
        switch self {
        case .choice(let choice): choice.prompt
        case .match(let match): match.prompt
        case .text(let text): text.prompt
        case .number(let number): number.prompt
        }
    }
}

/// One offered answer, row or column.
public struct Option: Hashable, Sendable {
    public var id: OptionID
    public var content: [Block]
    /// Whether the option keeps its place when options are shuffled.
    public var isFixed: Bool

    public init(id: OptionID, content: [Block], isFixed: Bool = false) {
        self.id = id
        self.content = content
        self.isFixed = isFixed
    }
}

/// Choosing among options; `maximum` 1 is a single choice, 0 means no limit.
public struct ChoiceInteraction: Hashable, Sendable {
    public var id: ResponseID
    public var prompt: [Block]
    public var options: [Option]
    public var minimum: Int
    public var maximum: Int
    public var shuffles: Bool

    public init(
        id: ResponseID,
        prompt: [Block],
        options: [Option],
        minimum: Int = 0,
        maximum: Int = 1,
        shuffles: Bool = false
    ) {
        self.id = id
        self.prompt = prompt
        self.options = options
        self.minimum = minimum
        self.maximum = maximum
        self.shuffles = shuffles
    }
}

/// Joining rows to columns; `rowMaximum` and `columnMaximum` say how often one may be used, 0 means no limit.
public struct MatchInteraction: Hashable, Sendable {
    public var id: ResponseID
    public var prompt: [Block]
    public var rows: [Option]
    public var columns: [Option]
    public var rowMaximum: Int
    public var columnMaximum: Int
    public var shuffles: Bool

    public init(
        id: ResponseID,
        prompt: [Block],
        rows: [Option],
        columns: [Option],
        rowMaximum: Int = 1,
        columnMaximum: Int = 0,
        shuffles: Bool = false
    ) {
        self.id = id
        self.prompt = prompt
        self.rows = rows
        self.columns = columns
        self.rowMaximum = rowMaximum
        self.columnMaximum = columnMaximum
        self.shuffles = shuffles
    }
}

/// Typing text; `expectedLength` in characters sizes the field and refuses nothing.
public struct TextInteraction: Hashable, Sendable {
    public var id: ResponseID
    public var prompt: [Block]
    public var expectedLength: Int
    public var lines: Int

    public init(id: ResponseID, prompt: [Block], expectedLength: Int = 30, lines: Int = 1) {
        self.id = id
        self.prompt = prompt
        self.expectedLength = expectedLength
        self.lines = lines
    }
}

/// Typing a number, with one of the offered units; one unit is a fixed suffix, none makes a plain number.
public struct NumberInteraction: Hashable, Sendable {
    public var id: ResponseID
    public var prompt: [Block]
    public var units: [String]

    public init(id: ResponseID, prompt: [Block], units: [String] = []) {
        self.id = id
        self.prompt = prompt
        self.units = units
    }
}
