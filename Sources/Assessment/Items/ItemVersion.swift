public import Foundation

/// The frozen content of an item: what is asked, how it is answered, how it is marked, and why.
///
/// Its identity is the SHA-256 of its canonical JSON; a paper seals these hashes.
public struct ItemVersion: Hashable, Sendable {
    public var item: ItemID
    public var kind: KindName
    /// A BCP 47 tag, such as `en-GB`.
    public var language: String
    /// A name for staff; never shown to candidates, since it may give the answer away.
    public var title: String
    public var body: [Block]
    public var interactions: [Interaction]
    public var scoring: [RuleUse]
    public var rationale: Rationale
    public var metadata: ItemMetadata
    /// The source of an item that we cannot edit or only in part; kept bit for bit.
    public var original: Original?
    /// What the item holds for others than the candidate when it is an OSCE station.
    public var station: Station?

    public init(
        item: ItemID,
        kind: KindName = .unknown,
        language: String = "en",
        title: String,
        body: [Block],
        interactions: [Interaction],
        scoring: [RuleUse],
        rationale: Rationale = Rationale(),
        metadata: ItemMetadata = ItemMetadata(),
        original: Original? = nil,
        station: Station? = nil
    ) {
        self.item = item
        self.kind = kind
        self.language = language
        self.title = title
        self.body = body
        self.interactions = interactions
        self.scoring = scoring
        self.rationale = rationale
        self.metadata = metadata
        self.original = original
        self.station = station
    }

    /// The canonical bytes whose hash names this version.
    public var canonicalData: Data { CanonicalJSON.data(json) }

    /// The identity of this version.
    public var hash: ContentHash { ContentHash(of: canonicalData) }

    /// The interaction with this response.
    public func interaction(_ id: ResponseID) -> Interaction? { interactions.first { $0.id == id } }

    /// The marks that a perfect response gains.
    public func marksAvailable() throws(Mark.Overflow) -> Mark { try Mark.sum(scoring.map(\.marks)) }

    /// The content in which the interactions have their places: the body, or the marksheet of a station.
    public var answered: [Block] { station?.marksheet.content ?? body }

    /// Everything that the item shows to anybody.
    public var content: [Block] {
        body + interactions.flatMap(\.content) + rationale.general + rationale.options.values.joined()
            + (station?.content ?? [])
    }

    /// The texts that stand in the places of files which an import did not find, of all that is shown in an exam.
    ///
    /// An item that has any is shown to staff and never sealed: candidates would miss what is asked about.
    public var missingFiles: [String] {
        (body + interactions.flatMap(\.content) + (station?.content ?? [])).flatMap(\.missing)
    }

    /// All words that a search looks through.
    public var searchText: String {
        let words = [title, body.plainText] + interactions.map(\.content.plainText)
        return (words + (station.map { [$0.content.plainText] + $0.props } ?? [])).joined(separator: " ")
    }
}

/// Why the key is right and each distractor wrong.
public struct Rationale: Hashable, Sendable {
    public var general: [Block]
    public var options: [OptionID: [Block]]

    public init(general: [Block] = [], options: [OptionID: [Block]] = [:]) {
        self.general = general
        self.options = options
    }
}

/// A source file kept as it came: its format, its bytes and why it could not be taken apart.
public struct Original: Hashable, Sendable {
    public var format: String
    public var fileName: String
    public var bytes: Data
    /// The parts that our own tree does not hold; empty when all was understood.
    public var unread: [String]

    public init(format: String, fileName: String, bytes: Data, unread: [String]) {
        self.format = format
        self.fileName = fileName
        self.bytes = bytes
        self.unread = unread
    }
}
