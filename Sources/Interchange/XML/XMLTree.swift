public import Foundation

/// A document that has been read whole.
public struct XMLTree: Hashable, Sendable {
    public let root: XMLElement
    /// What was passed over without harm, in the order of the document.
    public let notes: [XMLProblem]

    /// Reads an XML 1.0 document in UTF-8, or in UTF-16 with a byte order mark.
    ///
    /// Document types, processing instructions, entities of their own and anything beyond `limits` are refused before a
    /// tree is built. Nothing is ever fetched; XInclude elements stay elements.
    /// - Throws: The first ``XMLProblem`` with its place.
    /// - Complexity: One walk by us and one by Foundation's parser, each linear in the size of the document.
    ///
    /// Source: threat model, rule I3.
    public init(_ document: Data, limits: XMLLimits = .standard) throws(XMLProblem) {
        let source = try XMLSource(document, limits: limits)
        let scan = try XMLScanner.scan(source.bytes, limits: limits)
        root = try XMLTreeBuilder.build(source.bytes, following: scan)
        notes = scan.notes
    }
}
