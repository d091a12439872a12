public import Assessment

/// One incoming item on its way into staging.
public struct IncomingItem: Sendable {
    public var path: String
    /// The identifier under which it came.
    public var item: ItemID
    /// What names it in its package; the same when the package comes again.
    public var resource: String
    /// `nil` for an item of which nothing could be read; its ``blockers`` say why.
    public var version: ItemVersion?
    public var media: [String: StoredMedia]
    /// Why the item cannot come in, in words; empty when it can.
    public var blockers: [String]
    /// What is lost or kept unread, in words.
    public var notes: [String]

    public init(
        path: String,
        version: ItemVersion,
        resource: String? = nil,
        media: [String: StoredMedia] = [:],
        blockers: [String] = [],
        notes: [String] = []
    ) {
        self.path = path
        item = version.item
        self.resource = resource ?? version.item.rawValue
        self.version = version
        self.media = media
        self.blockers = blockers
        self.notes = notes
    }

    /// An item of which nothing could be read.
    public init(unread item: ItemID, path: String, blockers: [String], notes: [String] = []) {
        self.path = path
        self.item = item
        resource = item.rawValue
        media = [:]
        self.blockers = blockers.isEmpty ? ["nothing of the item could be read"] : blockers
        self.notes = notes
    }
}

// MARK: - Limits

extension IncomingItem {
    /// The most bytes of an item's canonical JSON: more is no question but a file, and a long turn of the writer.
    public static let sizeLimit = 1 << 20
    /// The most files of one item.
    public static let fileLimit = 200

    /// Why an item of more than ``sizeLimit`` stays outside.
    public static let tooLarge = "the item is larger than 1 MiB; keep pictures and recordings as files beside it"

    /// Why the bank cannot keep it whatever its size, in words; empty when it can.
    var faults: [String] {
        let named = [
            ("identifier", item.rawValue), ("name in its package", resource == item.rawValue ? "" : resource),
            ("title", version?.title ?? ""),
            ("language", version?.language ?? ""), ("kind", version?.kind.rawValue ?? ""),
        ]
        var faults = named.filter { $0.1.hasNUL }.map { "the \($0.0) holds a NUL character (U+0000); remove it" }
        if media.keys.contains(where: \.hasNUL) { faults.append("the name of a file holds a NUL character (U+0000)") }
        if media.count > Self.fileLimit {
            faults.append("the item has \(media.count) files; at most \(Self.fileLimit) can come in with one item")
        }
        return faults
    }
}

extension String {
    /// Whether it holds the one character that no database column for text keeps.
    var hasNUL: Bool { utf8.contains(0) }
}
