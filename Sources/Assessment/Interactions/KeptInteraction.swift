/// Playing a recording where plays are counted; the response is the count.
public struct MediaInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var media: ContentMedia
    public var minimumPlays: Int
    /// 0 for any number.
    public var maximumPlays: Int
    public var layout: Layout

    public init(
        id: ResponseID,
        prompt: [Block],
        media: ContentMedia,
        minimumPlays: Int = 0,
        maximumPlays: Int = 0,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.media = media
        self.minimumPlays = minimumPlays
        self.maximumPlays = maximumPlays
        self.layout = layout
    }

    var text: [Block] { [.media(media)] }
}

/// Handing in a file of one of the types, all when none is named.
public struct UploadInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    /// Media types such as `image/png` or `image/*`.
    public var types: [String]
    public var layout: Layout

    public init(id: ResponseID, prompt: [Block], types: [String] = [], layout: Layout = Layout()) {
        self.id = id
        self.prompt = prompt
        self.types = types
        self.layout = layout
    }
}

/// A button that has the responses so far looked at before the item goes on (QTI: end attempt).
public struct EndInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    /// What stands on the button.
    public var title: String
    /// Whether it asks for a hint instead of handing in.
    public var asksForHint: Bool

    public init(id: ResponseID, title: String, asksForHint: Bool = false) {
        self.id = id
        self.title = title
        self.asksForHint = asksForHint
    }

    var prompt: [Block] { [] }
}

/// An interaction that is kept for its next owner and shown as what it is, without a way to answer: a drawing, a
/// portable custom interaction.
public struct KeptInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    /// The name that its format gives it, such as `drawing-interaction`.
    public var name: String
    /// What is shown in its place.
    public var text: [Block]

    public init(id: ResponseID, prompt: [Block], name: String, text: [Block]) {
        self.id = id
        self.prompt = prompt
        self.name = name
        self.text = text
    }
}
