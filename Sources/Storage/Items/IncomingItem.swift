public import Assessment

/// One incoming item on its way into staging.
public struct IncomingItem: Sendable {
    public var path: String
    public var version: ItemVersion
    public var media: [String: StoredMedia]
    /// Why the item cannot come in, in words; empty when it can.
    public var blockers: [String]
    /// What is lost or kept unread, in words.
    public var notes: [String]

    public init(
        path: String,
        version: ItemVersion,
        media: [String: StoredMedia] = [:],
        blockers: [String] = [],
        notes: [String] = []
    ) {
        self.path = path
        self.version = version
        self.media = media
        self.blockers = blockers
        self.notes = notes
    }
}
