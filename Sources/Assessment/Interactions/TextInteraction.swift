/// Typing text; `expectedLength` in characters sizes the field and refuses nothing.
public struct TextInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var expectedLength: Int
    public var lines: Int
    /// How many separate texts may be given; 1 is one field.
    public var maximum: Int
    public var minimum: Int
    /// Shown while nothing is typed.
    public var placeholder: String
    /// A regular expression of XML Schema that a finished response matches; it is shown as advice and refuses nothing.
    public var pattern: String
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        expectedLength: Int = 30,
        lines: Int = 1,
        maximum: Int = 1,
        minimum: Int = 0,
        placeholder: String = "",
        pattern: String = "",
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.expectedLength = expectedLength
        self.lines = lines
        self.maximum = maximum
        self.minimum = minimum
        self.placeholder = placeholder
        self.pattern = pattern
        self.layout = layout
    }
}

/// Typing a number, with one of the offered units; one unit is a fixed suffix, none makes a plain number.
public struct NumberInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var units: [String]
    public var layout: Layout

    public init(id: ResponseID, prompt: [Block], units: [String] = [], layout: Layout = Layout()) {
        self.id = id
        self.prompt = prompt
        self.units = units
        self.layout = layout
    }
}

/// Setting a number on a scale from `lower` to `upper` in steps of `step`.
public struct SliderInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var lower: Mark
    public var upper: Mark
    /// More than 0.
    public var step: Mark
    public var isVertical: Bool
    /// Whether the scale runs against the direction of reading.
    public var isReversed: Bool
    /// Whether each step carries its number.
    public var labelsSteps: Bool
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        lower: Mark,
        upper: Mark,
        step: Mark = .one,
        isVertical: Bool = false,
        isReversed: Bool = false,
        labelsSteps: Bool = false,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.lower = lower
        self.upper = upper
        self.step = step
        self.isVertical = isVertical
        self.isReversed = isReversed
        self.labelsSteps = labelsSteps
        self.layout = layout
    }
}
