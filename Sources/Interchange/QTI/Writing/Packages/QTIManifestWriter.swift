import Assessment
import Foundation

/// Writes the manifest of a content package.
struct QTIManifestWriter {
    let version: QTIVersion

    private struct Resource {
        var identifier: String
        var type: String
        var path: String?
        var files: [String]
        var dependencies: [String]
        /// `nil` for what items depend on.
        var item: ItemVersion?
    }

    private var resources: [Resource] = []
    private var taken: Set<String> = ["BANK"]
    /// The name of each resource that items depend on, by its files and the name it came with.
    private var shared: [[String]: String] = [:]

    init(version: QTIVersion) { self.version = version }

    /// Adds an item and, once each, what it depends on.
    mutating func add(_ entry: QTIExport.Entry) {
        var resource = Resource(
            identifier: free(entry.item.originResource ?? "R-\(entry.name)", orElse: "R-\(entry.name)"),
            type: entry.version.manifest.itemType,
            path: entry.path,
            files: entry.files + ["items/\(entry.name).json"],
            dependencies: [],
            item: entry.item
        )
        var names: [String: String] = [:]
        var fresh: [QTIDependency] = []
        for dependency in entry.needed {
            let key = [dependency.identifier] + dependency.allFiles
            if let known = shared[key] {
                names[dependency.identifier] = known
            } else {
                let name = free(dependency.identifier, orElse: dependency.identifier)
                shared[key] = name
                names[dependency.identifier] = name
                fresh.append(dependency)
            }
            let files = Set(dependency.allFiles)
            resource.files.removeAll { files.contains($0) }
        }
        resource.dependencies = entry.dependencies.compactMap { names[$0] }
        resources.append(resource)
        let written = Set(entry.files)
        for dependency in fresh {
            resources.append(
                Resource(
                    identifier: names[dependency.identifier] ?? dependency.identifier,
                    type: Self.type(dependency.type, as: entry.version),
                    path: dependency.path.flatMap { written.contains($0) ? $0 : nil },
                    files: dependency.allFiles.filter(written.contains),
                    dependencies: dependency.dependencies.compactMap { names[$0] }
                )
            )
        }
    }

    /// `name` when no resource has it yet, else another like it.
    private mutating func free(_ name: String, orElse other: String) -> String {
        if taken.insert(name).inserted { return name }
        if taken.insert(other).inserted { return other }
        var number = 2
        while !taken.insert("\(other)-\(number)").inserted { number += 1 }
        return "\(other)-\(number)"
    }

    /// A type such as `imsqti_stimulus_xmlv3p0` as `version` spells it.
    private static func type(_ type: String, as version: QTIVersion) -> String {
        guard type.hasPrefix("imsqti_"), let range = type.range(of: "_xmlv", options: .backwards) else { return type }
        return String(type[..<range.lowerBound] + version.manifest.itemType.dropFirst("imsqti_item".count))
    }

    private static let lom = "http://ltsc.ieee.org/xsd/LOM"

    func document(_ bank: Bank, others: [String]) -> Data {
        let space = version.manifest.namespace
        let isThree = version == .v30
        let metadata = XMLElement(
            "metadata",
            in: space,
            children: [
                text("schema", isThree ? "QTI Package" : "IMS Content", in: space),
                text("schemaversion", isThree ? "3.0.0" : "1.1", in: space),
                .element(
                    XMLElement(
                        "lom",
                        in: Self.lom,
                        children: [.element(general(title: bank.name, language: bank.language, keywords: []))]
                            + rights(bank.licence)
                    )
                ),
            ]
        )
        let bankResource = XMLElement(
            "resource",
            in: space,
            ["identifier": "BANK", "type": "webcontent", "href": "bank.json"],
            children: others.sorted().map { file($0, in: space) }
        )
        let resources = XMLElement(
            "resources",
            in: space,
            children: self.resources.map { .element(resource($0, in: space)) } + [.element(bankResource)]
        )
        let root = XMLElement(
            "manifest",
            in: space,
            ["identifier": bank.id.isEmpty ? "BANK" : bank.id],
            children: [
                .element(metadata), .element(XMLElement("organizations", in: space)), .element(resources),
            ]
        )
        let writer = XMLWriter(prefixes: ["": space, "lom": Self.lom], layout: .indented)
        do throws(XMLWriter.Refusal) {
            return try writer.document(root)
        } catch {
            // A title or tag with a character that XML cannot hold: the manifest is written without metadata.
            return withoutMetadata(root, writer)
        }
    }

    private func withoutMetadata(_ root: XMLElement, _ writer: XMLWriter) -> Data {
        func bare(_ element: XMLElement) -> XMLElement {
            var result = element
            result.children = element.children.compactMap { child in
                guard let inner = child.element else { return child }
                return inner.local == "lom" ? nil : .element(bare(inner))
            }
            return result
        }
        do throws(XMLWriter.Refusal) {
            return try writer.document(bare(root))
        } catch {
            return Data()
        }
    }

    private func resource(_ resource: Resource, in space: String) -> XMLElement {
        var element = XMLElement("resource", in: space, ["identifier": resource.identifier, "type": resource.type])
        if let path = resource.path {
            let address = PackagePath.relative(path, from: "imsmanifest.xml")
            element.attributes.append(XMLAttribute(XMLName("href"), address))
        }
        if let item = resource.item { element.children.append(.element(metadata(item, in: space))) }
        let files = [resource.path].compactMap(\.self) + resource.files.filter { $0 != resource.path }
        element.children += files.map { file($0, in: space) }
        element.children += resource.dependencies.map { name in
            .element(XMLElement("dependency", in: space, ["identifierref": name]))
        }
        return element
    }

    /// What the item's own manifest said of it, as it stood; else what we know.
    private func metadata(_ item: ItemVersion, in space: String) -> XMLElement {
        if let text = item.metadata.kept["manifest-metadata"]?.text,
            // Kept text that is no markup any more is no reason to lose the item.
            let kept = try? XMLTree(Data(text.utf8)).root
        {
            let parts = kept.elements.map { element in
                // Written in another version, its parts of content packaging change their namespace with it.
                QTIVersion.allCases.contains { $0.manifest.namespace == element.namespace }
                    ? element.moved(to: space) : element
            }
            return XMLElement(XMLName("metadata", in: space), children: parts.map(XMLNode.element))
        }
        let classified = item.metadata.tags.sorted { $0.key < $1.key }.filter { $0.key != "keyword" }
        let parts: [XMLNode] =
            [
                .element(
                    general(
                        title: item.title,
                        language: item.language,
                        keywords: item.metadata.tags["keyword"] ?? []
                    )
                )
            ] + rights(item.metadata.licence)
            + classified.flatMap { axis, tags in tags.map { .element(classification(axis, $0)) } }
        return XMLElement(
            "metadata",
            in: space,
            children: [.element(XMLElement("lom", in: Self.lom, children: parts))]
        )
    }

    private func general(title: String, language: String, keywords: [String]) -> XMLElement {
        var parts: [XMLNode] = []
        if !title.isEmpty { parts.append(.element(string("title", title))) }
        if !language.isEmpty { parts.append(text("language", language, in: Self.lom)) }
        parts += keywords.map { .element(string("keyword", $0)) }
        return XMLElement("general", in: Self.lom, children: parts)
    }

    private func rights(_ licence: String) -> [XMLNode] {
        licence.isEmpty
            ? [] : [.element(XMLElement("rights", in: Self.lom, children: [.element(string("description", licence))]))]
    }

    private func classification(_ axis: String, _ tag: String) -> XMLElement {
        let taxon = XMLElement("taxon", in: Self.lom, children: [.element(string("entry", tag))])
        let path = XMLElement(
            "taxonPath",
            in: Self.lom,
            children: [.element(string("source", axis)), .element(taxon)]
        )
        return XMLElement("classification", in: Self.lom, children: [.element(path)])
    }

    private func string(_ name: String, _ value: String) -> XMLElement {
        XMLElement(name, in: Self.lom, children: [text("string", value, in: Self.lom)])
    }

    private func text(_ name: String, _ value: String, in space: String) -> XMLNode {
        .element(XMLElement(name, in: space, children: [.text(value)]))
    }

    private func file(_ path: String, in space: String) -> XMLNode {
        .element(XMLElement("file", in: space, ["href": PackagePath.relative(path, from: "imsmanifest.xml")]))
    }
}

extension XMLElement {
    /// The same element, it and all below it that stand in its namespace put into `namespace`.
    fileprivate func moved(to namespace: String) -> XMLElement {
        var result = self
        result.name.namespace = namespace
        result.prefix = ""
        result.children = children.map { child in
            guard case .element(let inner) = child, inner.namespace == self.namespace else { return child }
            return .element(inner.moved(to: namespace))
        }
        return result
    }
}
