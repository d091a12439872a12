/// Names one paper.
public struct PaperID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The exam document: its sections with the item versions they hold, and its instructions.
public struct Paper: Hashable, Sendable {
    public var id: PaperID
    public var title: String
    /// A BCP 47 tag of the instructions and section titles.
    public var language: String
    public var instructions: [Block]
    public var sections: [Section]

    /// A timed or navigational part of a paper.
    public struct Section: Hashable, Sendable {
        public var title: String
        public var entries: [Entry]
        /// Whether each candidate gets the items of this section in an order of their own.
        ///
        /// Case sets move as a whole, and their steps keep their order.
        public var shuffles: Bool
        /// Where earlier answers stop being changeable.
        public var lockpoint: Lockpoint

        public init(title: String, entries: [Entry], shuffles: Bool = false, lockpoint: Lockpoint = .none) {
            self.title = title
            self.entries = entries
            self.shuffles = shuffles
            self.lockpoint = lockpoint
        }
    }

    /// One item in one frozen version.
    public struct Entry: Hashable, Sendable {
        public var item: ItemID
        public var version: ContentHash

        public init(item: ItemID, version: ContentHash) {
            self.item = item
            self.version = version
        }
    }

    public init(
        id: PaperID,
        title: String,
        language: String = "en",
        instructions: [Block] = [],
        sections: [Section] = []
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.instructions = instructions
        self.sections = sections
    }

    /// All items in their order.
    public var entries: [Entry] { sections.flatMap(\.entries) }
}

/// Where a paper stands on its way from draft to use.
public enum PaperState: String, Hashable, Sendable, CaseIterable {
    case draft
    case inReview = "in-review"
    case approved, sealed, retired

    /// The states that may follow this one.
    public var successors: Set<PaperState> {
        switch self {
        case .draft: [.inReview]
        case .inReview: [.draft, .approved]
        case .approved: [.draft, .sealed]
        case .sealed: [.retired]
        case .retired: []
        }
    }

    /// Whether items may still be added, swapped and removed.
    public var isEditable: Bool { self == .draft }
}
