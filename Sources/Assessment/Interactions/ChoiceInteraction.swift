/// Choosing among options; `maximum` 1 is a single choice, 0 means no limit.
public struct ChoiceInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var options: [Option]
    public var minimum: Int
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

/// Putting options in order; the response lists those placed, best or first in front.
///
/// All are placed when `maximum` is 0; otherwise between `minimum` and `maximum` of them are picked and ranked.
public struct OrderInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var options: [Option]
    public var minimum: Int
    public var maximum: Int
    public var shuffles: Bool
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        options: [Option],
        minimum: Int = 0,
        maximum: Int = 0,
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

/// Choosing words or passages where they stand in a text, as `Inline.hotText` marks them there.
public struct HotTextInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var text: [Block]
    public var minimum: Int
    public var maximum: Int
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        text: [Block],
        minimum: Int = 0,
        maximum: Int = 1,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.text = text
        self.minimum = minimum
        self.maximum = maximum
        self.layout = layout
    }

    /// What can be chosen, in reading order.
    public var options: [Option] { text.hotTexts.map { Option(id: $0.id, content: [.paragraph($0.inlines)]) } }
}
