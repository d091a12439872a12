/// What a candidate can do at one place of an item: the narrow waist between kinds, formats and pages.
///
/// Source of the set: the interactions of QTI 3.0; those on an image are one case with a task each.
public enum Interaction: Hashable, Sendable {
    case choice(ChoiceInteraction)
    case order(OrderInteraction)
    case hotText(HotTextInteraction)
    case match(MatchInteraction)
    case associate(AssociateInteraction)
    case gapMatch(GapMatchInteraction)
    case text(TextInteraction)
    case number(NumberInteraction)
    case slider(SliderInteraction)
    case image(ImageInteraction)
    case media(MediaInteraction)
    case upload(UploadInteraction)
    case end(EndInteraction)
    case kept(KeptInteraction)

    /// The name of its response.
    public var id: ResponseID { form.id }

    /// The lead-in: what is asked at this place.
    public var prompt: [Block] { form.prompt }

    /// Everything offered to choose from, in reading order: options, rows before columns, labels.
    public var options: [Option] { form.options }

    /// What is chosen from: the options, of a match its columns.
    public var targets: [Option] {
        if case .match(let match) = self { match.columns } else { options }
    }

    /// The options whose order may be shuffled for each candidate; `nil` where the author's order always stands.
    ///
    /// Rows and columns of a match keep it: lists of extended matching are alphabetical.
    public var shuffled: [Option]? {
        switch self {
        case .choice(let form): form.options
        case .order(let form): form.options
        case .associate(let form): form.options
        case .gapMatch(let form): form.options
        case .hotText, .match, .text, .number, .slider, .image, .media, .upload, .end, .kept: nil
        }
    }

    /// Whether the author wants ``shuffled`` options in another order for each candidate.
    public var shuffles: Bool {
        switch self {
        case .choice(let form): form.shuffles
        case .order(let form): form.shuffles
        case .associate(let form): form.shuffles
        case .gapMatch(let form): form.shuffles
        case .match(let form): form.shuffles
        case .hotText, .text, .number, .slider, .image, .media, .upload, .end, .kept: false
        }
    }

    /// All content of the interaction, the prompt first.
    public var content: [Block] { form.prompt + form.text + form.options.flatMap(\.content) }

    /// The interaction without its case.
    private var form: any InteractionForm {
        switch self {
        case .choice(let form): form
        case .order(let form): form
        case .hotText(let form): form
        case .match(let form): form
        case .associate(let form): form
        case .gapMatch(let form): form
        case .text(let form): form
        case .number(let form): form
        case .slider(let form): form
        case .image(let form): form
        case .media(let form): form
        case .upload(let form): form
        case .end(let form): form
        case .kept(let form): form
        }
    }
}

/// What all interactions have.
protocol InteractionForm {
    var id: ResponseID { get }
    var prompt: [Block] { get }
    var options: [Option] { get }
    /// Content beside prompt and options: running text with gaps or selectable words, an image, a recording.
    var text: [Block] { get }
}

extension InteractionForm {
    var options: [Option] { [] }
    var text: [Block] { [] }
}

/// One offered answer, row, column or label.
public struct Option: Hashable, Sendable {
    public var id: OptionID
    public var content: [Block]
    /// Whether the option keeps its place when options are shuffled.
    public var isFixed: Bool
    /// How often it may be used where options are joined, 0 for any number; `nil` leaves it to the interaction.
    public var maximum: Int?
    /// How often it must be used for a finished response.
    public var minimum: Int
    /// When it is offered; `nil` means always.
    public var visibility: Visibility?

    public init(
        id: OptionID,
        content: [Block],
        isFixed: Bool = false,
        maximum: Int? = nil,
        minimum: Int = 0,
        visibility: Visibility? = nil
    ) {
        self.id = id
        self.content = content
        self.isFixed = isFixed
        self.maximum = maximum
        self.minimum = minimum
        self.visibility = visibility
    }
}

/// How an author wants an interaction laid out: class names and `data-` attributes of the shared vocabulary.
///
/// All are kept; pages honour those that they know. Source: QTI 3.0, shared vocabulary.
public struct Layout: Hashable, Sendable {
    public var classes: [String]
    /// Without the leading `data-`.
    public var data: [String: String]

    public init(classes: [String] = [], data: [String: String] = [:]) {
        self.classes = classes
        self.data = data
    }

    public var isEmpty: Bool { classes.isEmpty && data.isEmpty }
}
