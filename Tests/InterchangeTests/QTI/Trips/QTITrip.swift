import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// One item document on its way out of the house and in again, in one version of QTI.
struct QTITrip {
    /// The document as it was read and the item that was made of it.
    let document: Data
    let item: ItemVersion
    /// What was written, and how the item's own document is called in it.
    let files: [String: Data]
    let path: String
    let losses: [Finding]

    /// `nil` when the document holds no item that is accepted.
    init?(_ document: Data, named name: String = "item.xml", as format: String? = nil) throws {
        let loaded = Specimens.load(Source(file: name, bytes: document))
        guard let item = loaded.versions.first, loaded.versions.count == 1,
            let root = try? XMLTree(document).root, let version = QTIVersion(root: root)
        else { return nil }
        try self.init(document, item, media: loaded.media, as: format ?? Self.format(of: version))
    }

    /// The trip of an item whose source is taken away, so that our writer says all of it; `nil` when the document holds no
    /// item that is accepted, or one that we do not understand and could only keep.
    static func anew(_ document: Data) throws -> QTITrip? {
        let loaded = Specimens.load(Source(file: "item.xml", bytes: document))
        guard var item = loaded.versions.first, loaded.versions.count == 1, item.kind != .unknown else { return nil }
        item.original = nil
        return try QTITrip(document, item, media: loaded.media, as: format(of: try version(of: document)))
    }

    private init(_ document: Data, _ item: ItemVersion, media: [String: Data], as name: String) throws {
        self.document = document
        self.item = item
        let format = try #require(Formats.named(FormatName(rawValue: name)))
        var files: [String: Data] = [:]
        let reports = format.write(
            Bank(id: "trip", name: "Trip", items: [item]),
            catalogue: .standard,
            media: { media[$0] }
        ) { files[$0] = $1 }
        self.files = files
        losses = reports.flatMap(\.losses)
        path = try #require(files.keys.first { $0.hasSuffix(".xml") && $0 != "imsmanifest.xml" })
    }

    /// The document that was written.
    var written: Data { files[path] ?? Data() }

    /// The format in which a document of `version` is written again.
    static func format(of version: QTIVersion) -> String {
        switch version {
        case .v20, .v21: "qti2.1"
        case .v22: "qti2.2"
        case .v30: "qti3"
        }
    }

    static func version(of document: Data) throws -> QTIVersion {
        try #require(QTIVersion(root: try XMLTree(document).root))
    }

    /// The tree of a document, with everything put in order that means nothing.
    static func tree(_ document: Data) throws -> MarkupElement {
        let root = try XMLTree(document).root
        let version = try #require(QTIVersion(root: root))
        return QTITree.normal(QTIDialect.canonical(root, version: version))
    }

    /// The names of items, variables, choices, areas and gaps, in order.
    static func identifiers(in tree: MarkupElement) -> [String] {
        let own = ["identifier", "response-identifier", "outcome-identifier", "template-identifier"]
        let names = own.compactMap { tree[$0].map { value in "\(tree.name) \(value)" } }
        return names + tree.elements.flatMap(identifiers)
    }

    /// Everything that QTI does not define, with the place where it stands: elements of other languages, free attributes.
    static func strange(in tree: MarkupElement, at place: String = "") -> [String] {
        let here = "\(place)/\(tree.name)"
        let isForeign = !tree.isQTI && !tree.namespace.isEmpty
        let free = tree.attributes.filter {
            $0.name.hasPrefix("data-") || (!$0.namespace.isEmpty && $0.namespace != MarkupAttribute.xmlNamespace)
        }
        return (isForeign ? ["\(here) of \(tree.namespace)"] : [])
            + free.map { "\(here) \($0.namespace) \($0.name)=\($0.value)" }
            + tree.elements.flatMap { strange(in: $0, at: here) }
    }

    /// All that decides about marks: declarations, templates and processing.
    static func behaviour(of tree: MarkupElement) -> [MarkupElement] {
        let names: Set<String> = [
            "response-declaration", "outcome-declaration", "template-declaration", "context-declaration",
            "template-processing", "response-processing",
        ]
        return tree.elements.filter { $0.isQTI && names.contains($0.name) }
    }

    /// The same without what QTI 2.1 cannot say of an outcome, as a loss names each time: who marks it.
    static func automaticBehaviour(of tree: MarkupElement) -> [MarkupElement] {
        behaviour(of: tree).map { element in
            var result = element
            result.attributes.removeAll { ["external-scored", "variable-identifier-ref"].contains($0.name) }
            return result
        }
    }
}
