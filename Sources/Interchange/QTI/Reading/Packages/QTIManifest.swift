import Assessment
import Foundation

/// The manifest of a content package, of whatever version of IMS Content Packaging.
///
/// Names are compared without their namespace, since versions and vendors differ in nothing else.
struct QTIManifest {
    struct Resource {
        var identifier: String
        var type: String
        /// The path of the resource's own file within the source; `nil` when it has none inside the package.
        var path: String?
        var href: String
        var files: [String]
        var dependencies: [String]
        var metadata: XMLElement?
        /// The file in which its metadata stand, where they are not in the manifest.
        var metadataPath: String?
        var line: Int
        var column: Int

        /// Whether it is a test or a section of one.
        var isTest: Bool { ["imsqti_test", "imsqti_assessment", "imsqti_section"].contains { type.hasPrefix($0) } }

        var isItem: Bool { type.contains("item") && type.hasPrefix("imsqti") }
    }

    var identifier: String
    var path: String
    var title: String?
    private(set) var resources: [Resource] = []
    private var byName: [String: Resource] = [:]

    /// Where the manifest of `source` stands: at the top, or in the only folder that has one.
    static func path(in source: Source) -> String? {
        if source.isSingleFile {
            return PackagePath.fileName(source.name).lowercased() == "imsmanifest.xml" ? source.name : nil
        }
        let found = source.paths.filter { PackagePath.fileName($0).lowercased() == "imsmanifest.xml" }
        let depth: (String) -> Int = { $0.count { $0 == "/" } }
        guard let least = found.map(depth).min(), least <= 1 else { return nil }
        let top = found.filter { depth($0) == least }
        return top.count == 1 ? top[0] : nil
    }

    init(_ root: XMLElement, at path: String) {
        identifier = root.attribute("identifier")?.trimmed ?? ""
        self.path = path
        title = root.any("metadata").flatMap { QTIMetadata($0).title }
        for element in root.any("resources")?.elements ?? [] where element.local == "resource" {
            let href = element.attribute("href") ?? ""
            resources.append(
                Resource(
                    identifier: element.attribute("identifier")?.trimmed ?? "",
                    type: (element.attribute("type") ?? "").trimmed.lowercased(),
                    path: PackagePath.resolved(href, from: path),
                    href: href,
                    files: element.all("file").compactMap { $0.attribute("href") }.compactMap {
                        PackagePath.resolved($0, from: path)
                    },
                    dependencies: element.all("dependency").compactMap { $0.attribute("identifierref")?.trimmed },
                    metadata: element.any("metadata"),
                    metadataPath: (element.any("metadata")?.any("location")?.trimmedText).flatMap {
                        PackagePath.resolved($0, from: path)
                    },
                    line: element.line,
                    column: element.column
                )
            )
        }
        byName = Dictionary(resources.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The files that say something of `resource`: by their location, or as a resource that it depends on.
    ///
    /// Source: IMS Content Packaging with ADL's `location`; QTI 3.0 packaging, resources of type `resourcemetadata`.
    func metadataFiles(of resource: Resource) -> [String] {
        let others = resource.dependencies.compactMap { byName[$0] }.filter { $0.type.contains("metadata") }
        return [resource.metadataPath].compactMap(\.self) + others.flatMap { [$0.path].compactMap(\.self) + $0.files }
    }

    /// The resource called `identifier`.
    func resource(_ identifier: String) -> Resource? { byName[identifier] }

    /// The files that `resource` and everything it depends on consist of, in order.
    func files(of resource: Resource) -> [String] {
        var files: Set<String> = []
        var seen: Set<String> = []
        var waiting = [resource]
        while let next = waiting.popLast() {
            guard seen.insert(next.identifier).inserted else { continue }
            files.formUnion(next.files)
            for path in [next.path, next.metadataPath].compactMap(\.self) { files.insert(path) }
            // A test depends on all its items; only what is no item or test travels with an item.
            waiting += next.dependencies.compactMap { byName[$0] }.filter { !$0.isItem && !$0.type.contains("test") }
        }
        return files.sorted()
    }
}

/// What a manifest says of a resource: LOM and QTI metadata.
struct QTIMetadata {
    var title: String?
    var language: String?
    var licence: String?
    /// The facility that a word for the difficulty stands for.
    var difficulty: Mark?
    var tags: [String: [String]] = [:]
    /// The whole, as it stands, for export.
    var text: String?

    init() {}

    init(_ element: XMLElement) {
        text = MarkupText.text(of: MarkupElement(element))
        guard let lom = element.any("lom") ?? (element.local == "lom" ? element : nil) else { return }
        let general = lom.any("general")
        title = general?.any("title")?.words
        language = general?.any("language")?.words
        licence = lom.any("rights")?.any("description")?.words
        let keywords = (general?.all("keyword") ?? []).compactMap(\.words)
        if !keywords.isEmpty { tags["keyword"] = keywords }
        let cycle = lom.any("lifeCycle") ?? lom.any("lifecycle")
        if let version = cycle?.any("version")?.words { tags["version"] = [version] }
        if let status = cycle?.any("status").flatMap({ $0.any("value")?.words }) { tags["status"] = [status] }
        let word = lom.any("educational")?.any("difficulty").flatMap { $0.any("value")?.words }
        difficulty = word.flatMap { Self.facilities[$0.lowercased()] }.flatMap { Mark($0, over: 100) }
        for path in lom.all("classification").flatMap({ $0.all("taxonPath") + $0.all("taxonpath") }) {
            guard let source = path.any("source")?.words, let entry = Self.entry(path) else { continue }
            if tags[source]?.contains(entry) != true { tags[source, default: []].append(entry) }
        }
    }

    static let lom = "http://ltsc.ieee.org/xsd/LOM"

    /// The category at the end of a path of taxons.
    static func entry(_ path: XMLElement) -> String? {
        path.all("taxon").last.flatMap { $0.any("entry")?.words ?? $0.any("id")?.words }
    }

    /// Per cent of candidates expected to succeed: the usual targets of a blueprint's three bands, and beyond them.
    ///
    /// Source of the words: LOM 1.0 (IEEE 1484.12.1), element 5.8; of the targets: ``DifficultyBand``.
    private static let facilities: [String: Int64] = [
        "very easy": 95, "easy": 85, "medium": 60, "difficult": 35, "very difficult": 20,
    ]
}

extension QTIMetadata {
    /// Takes from `other` what is not known yet; its text stays with the file that it stands in.
    mutating func add(_ other: QTIMetadata) {
        title = title ?? other.title
        language = language ?? other.language
        licence = licence ?? other.licence
        difficulty = difficulty ?? other.difficulty
        tags.merge(other.tags) { first, second in first + second.filter { !first.contains($0) } }
    }
}

extension XMLElement {
    /// The first child of that local name in any namespace.
    func any(_ local: String) -> XMLElement? { elements.first { $0.local == local } }

    /// The children of that local name in any namespace.
    func all(_ local: String) -> [XMLElement] { elements.filter { $0.local == local } }

    /// The text of the first part that has any: LOM wraps it in `string` or `langstring`; `nil` when blank.
    var words: String? {
        let text = (any("string") ?? any("langstring"))?.trimmedText ?? trimmedText
        return text.isEmpty ? nil : text
    }
}
