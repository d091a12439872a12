/// A recording of the bank, named by its path or hash, with the text that replaces it.
public struct ContentMedia: Hashable, Sendable {
    public var kind: Kind
    /// The files that hold it, the best first; none when an import found none of those that the source names.
    public var sources: [Source]
    public var alternative: String
    /// A file of captions in WebVTT, and its language.
    public var captions: Source?
    public var widthInPixels: Int?
    public var heightInPixels: Int?

    /// Whether there is nothing to play.
    public var isMissing: Bool { sources.isEmpty }

    public enum Kind: String, Hashable, Sendable, CaseIterable { case audio, video }

    /// One file and its media type, such as `audio/mpeg`; empty when nobody said.
    public struct Source: Hashable, Sendable {
        public var media: String
        public var type: String

        public init(media: String, type: String = "") {
            self.media = media
            self.type = type
        }
    }

    public init(
        kind: Kind,
        sources: [Source],
        alternative: String,
        captions: Source? = nil,
        widthInPixels: Int? = nil,
        heightInPixels: Int? = nil
    ) {
        self.kind = kind
        self.sources = sources
        self.alternative = alternative
        self.captions = captions
        self.widthInPixels = widthInPixels
        self.heightInPixels = heightInPixels
    }
}
