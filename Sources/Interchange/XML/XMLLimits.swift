/// How large a document may be.
///
/// Source of the first three: the project's threat model, rule I3.
public struct XMLLimits: Hashable, Sendable {
    /// Elements within elements.
    public var depth = 100
    /// Elements, attributes and runs of text together.
    public var nodes = 1_000_000
    /// Text and attribute values together, in UTF-8 bytes.
    public var textBytes = 10 << 20
    /// The whole document, in bytes; markup, comments and blanks included.
    public var documentBytes = 200 << 20
    /// Attributes of one element, declarations of namespaces included.
    public var attributesPerElement = 256

    public init() {}

    /// The limits for anything that comes from outside.
    public static let standard = XMLLimits()
}
