import Assessment
import Foundation

/// Writes the manifest of a content package.
struct QTIManifestWriter {
    let version: QTIVersion

    struct Resource {
        var identifier: String
        var path: String
        var files: [String]
        var item: ItemVersion
        var type: String

        init(_ entry: QTIExport.Entry) {
            identifier = "R-\(entry.name)"
            path = entry.path
            files = entry.files + ["items/\(entry.name).json"]
            item = entry.item
            type = entry.version.manifest.itemType
        }
    }

    private static let lom = "http://ltsc.ieee.org/xsd/LOM"

    func document(_ bank: Bank, items: [Resource], others: [String]) -> Data {
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
            children: items.map { .element(resource($0, in: space)) } + [.element(bankResource)]
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
        XMLElement(
            "resource",
            in: space,
            [
                "identifier": resource.identifier, "type": resource.type,
                "href": PackagePath.relative(resource.path, from: "imsmanifest.xml"),
            ],
            children: [.element(metadata(resource.item, in: space)), file(resource.path, in: space)]
                + resource.files.map { file($0, in: space) }
        )
    }

    /// What the item's own manifest said of it, as it stood; else what we know.
    private func metadata(_ item: ItemVersion, in space: String) -> XMLElement {
        if let text = item.metadata.kept["manifest-metadata"]?.text,
            // Kept text that is no markup any more is no reason to lose the item.
            let kept = try? XMLTree(Data(text.utf8)).root
        {
            return XMLElement(XMLName("metadata", in: space), children: kept.children.filter { $0.element != nil })
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
