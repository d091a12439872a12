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
        /// What files beside the manifest say of it.
        var beside = QTIMetadata()
        /// What the manifest that it came in said of it.
        var description: String?
    }

    private var resources: [Resource] = []
    private var taken: Set<String> = ["BANK"]
    /// The name of each resource that items depend on, by its files and the name it came with.
    private var shared: [[String]: String] = [:]

    /// Packages of which more than the items is kept.
    private var packages: [QTIKeptPackage] = []

    init(version: QTIVersion) { self.version = version }

    /// Adds what is kept of a package beside its items, whose files stand under `base`.
    mutating func add(_ package: QTIKeptPackage, base: String, written: Set<String>) {
        packages.append(package)
        var names: [String: String] = [:]
        for resource in package.resources {
            names[resource.identifier] = free(resource.identifier, orElse: resource.identifier)
        }
        for resource in package.resources {
            resources.append(
                Resource(
                    identifier: names[resource.identifier] ?? resource.identifier,
                    type: resource.type,
                    path: resource.path.map { base + $0 },
                    files: resource.allFiles.map { base + $0 }.filter(written.contains),
                    // Items have the names with which they came, unless another had taken them.
                    dependencies: resource.dependencies.compactMap { names[$0] ?? (taken.contains($0) ? $0 : nil) },
                    description: package.descriptions[resource.identifier]
                )
            )
        }
    }

    /// Adds an item and, once each, what it depends on.
    mutating func add(_ entry: QTIExport.Entry) {
        var resource = Resource(
            identifier: free(entry.item.originResource ?? "R-\(entry.name)", orElse: "R-\(entry.name)"),
            type: entry.version.manifest.itemType,
            path: entry.path,
            files: entry.files + ["items/\(entry.name).json"],
            dependencies: [],
            item: entry.item,
            beside: entry.metadata
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

    func document(_ bank: Bank, others: [String]) -> Data {
        let space = version.manifest.namespace
        let isThree = version == .v30
        let metadata =
            keptMetadata(of: bank, in: space)
            ?? XMLElement(
                "metadata",
                in: space,
                children: [
                    text("schema", isThree ? "QTI Package" : "IMS Content", in: space),
                    text("schemaversion", isThree ? "3.0.0" : "1.1", in: space),
                    .element(
                        XMLElement(
                            "lom",
                            in: QTIMetadata.lom,
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
                .element(metadata), .element(organizations(of: bank, in: space)), .element(resources),
            ]
        )
        let writer = XMLWriter(prefixes: ["": space, "lom": QTIMetadata.lom], layout: .indented)
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
        if let item = resource.item {
            element.children.append(.element(metadata(item, beside: resource.beside, in: space)))
        }
        if let text = resource.description, let kept = kept(text, in: space) {
            element.children.append(.element(kept))
        }
        let files = [resource.path].compactMap(\.self) + resource.files.filter { $0 != resource.path }
        element.children += files.map { file($0, in: space) }
        element.children += resource.dependencies.map { name in
            .element(XMLElement("dependency", in: space, ["identifierref": name]))
        }
        return element
    }

    /// What the item's own manifest said of it, as it stood; else what we know.
    private func metadata(_ item: ItemVersion, beside: QTIMetadata, in space: String) -> XMLElement {
        if let text = item.metadata.kept["manifest-metadata"]?.text, let kept = kept(text, in: space) {
            return QTIMetadataEdit(item: item, beside: beside).applied(to: kept)
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
            children: [.element(XMLElement("lom", in: QTIMetadata.lom, children: parts))]
        )
    }

    /// Metadata as they stood, their parts of content packaging in the namespace `space`; `nil` when they are no markup.
    private func kept(_ text: String, in space: String) -> XMLElement? {
        // Kept text that is no markup any more is no reason to lose the item.
        guard let kept = try? XMLTree(Data(text.utf8)).root else { return nil }
        let parts = kept.elements.map { element in
            // Written in another version, its parts of content packaging change their namespace with it.
            if QTIVersion.allCases.contains(where: { $0.manifest.namespace == element.namespace }) {
                return element.moved(to: space)
            }
            // Each of QTI 2 reads what older ones say of an item; QTI 3 has a language of its own for it.
            let isOfThree = element.namespace == QTIVersion.v30.manifest.metadata
            guard element.local == "qtiMetadata", isOfThree != (version == .v30) else { return element }
            return element.moved(to: version.manifest.metadata)
        }
        return XMLElement(XMLName("metadata", in: space), children: parts.map(XMLNode.element))
    }

    /// What the manifest of the package said of itself, when the bank is that package; it cannot speak for more.
    private func keptMetadata(of bank: Bank, in space: String) -> XMLElement? {
        guard packages.count == 1, packages[0].id == bank.id else { return nil }
        return packages[0].metadata.flatMap { kept($0, in: space) }
    }

    private func organizations(of bank: Bank, in space: String) -> XMLElement {
        let none = XMLElement("organizations", in: space)
        guard packages.count == 1, packages[0].id == bank.id, let text = packages[0].organizations,
            // As for metadata.
            let kept = try? XMLTree(Data(text.utf8)).root
        else { return none }
        return kept.moved(to: space)
    }

    private func general(title: String, language: String, keywords: [String]) -> XMLElement {
        var parts: [XMLNode] = []
        if !title.isEmpty { parts.append(.element(string("title", title))) }
        if !language.isEmpty { parts.append(text("language", language, in: QTIMetadata.lom)) }
        parts += keywords.map { .element(string("keyword", $0)) }
        return XMLElement("general", in: QTIMetadata.lom, children: parts)
    }

    private func rights(_ licence: String) -> [XMLNode] {
        licence.isEmpty
            ? []
            : [
                .element(
                    XMLElement("rights", in: QTIMetadata.lom, children: [.element(string("description", licence))])
                )
            ]
    }

    private func classification(_ axis: String, _ tag: String) -> XMLElement {
        let taxon = XMLElement("taxon", in: QTIMetadata.lom, children: [.element(string("entry", tag))])
        let path = XMLElement(
            "taxonPath",
            in: QTIMetadata.lom,
            children: [.element(string("source", axis)), .element(taxon)]
        )
        return XMLElement("classification", in: QTIMetadata.lom, children: [.element(path)])
    }

    private func string(_ name: String, _ value: String) -> XMLElement {
        XMLElement(name, in: QTIMetadata.lom, children: [text("string", value, in: QTIMetadata.lom)])
    }

    private func text(_ name: String, _ value: String, in space: String) -> XMLNode {
        .element(XMLElement(name, in: space, children: [.text(value)]))
    }

    private func file(_ path: String, in space: String) -> XMLNode {
        .element(XMLElement("file", in: space, ["href": PackagePath.relative(path, from: "imsmanifest.xml")]))
    }
}
