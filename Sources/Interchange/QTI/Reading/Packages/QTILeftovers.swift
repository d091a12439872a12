import Assessment
import Foundation

/// What of a package no item takes: followed while its items are read, named and kept at the end.
struct QTILeftovers {
    /// Paths that items took, or that were refused with the item that they are.
    private var taken: Set<String>
    /// Paths of which a report has said already what they are.
    private var named: Set<String> = []
    private var resources: Set<String> = []

    /// The most bytes that are kept of one package beside its items.
    static let limit = 64 << 20
    /// The most files that are named one by one.
    private static let nameLimit = 200

    init(_ manifest: QTIManifest) { taken = [manifest.path] }

    mutating func take(_ item: ImportedItem) {
        guard let version = item.version else {
            if item.report.status == .rejected {
                taken.insert(item.report.path)
            } else {
                named.insert(item.report.path)
            }
            return
        }
        taken.insert(item.report.path)
        taken.formUnion(version.originFiles.keys)
        resources.formUnion([item.resource].compactMap(\.self))
        resources.formUnion(version.originDependencies.resources.map(\.identifier))
    }

    /// Names every file of `source` that nothing has taken.
    func notes(_ source: Source, _ manifest: QTIManifest) -> [Finding] {
        let owners = Dictionary(
            manifest.resources.flatMap { resource in
                (resource.files + [resource.path].compactMap(\.self)).map { ($0, resource) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        let paths = source.paths.filter { !taken.contains($0) && !named.contains($0) }
        var notes = paths.prefix(Self.nameLimit).map { path in
            let owner = owners[path].map { "of the resource “\($0.identifier.prefix(60))”" } ?? "not in the manifest"
            let line = owners[path]?.line ?? 0
            return Finding("package.file", "“\(path.prefix(200))”, \(owner), belongs to no item", line: line)
        }
        if paths.count > notes.count {
            let more = paths.count - notes.count
            notes.append(Finding("package.file", "\(more) more files of the package belong to no item"))
        }
        return notes
    }

    /// What is kept of the package whose manifest has the root `root`, with its files; `nil` when nothing is left.
    func kept(
        _ source: Source,
        _ manifest: QTIManifest,
        root: XMLElement
    ) -> (package: QTIKeptPackage, media: [MediaFile], notes: [Finding])? {
        var package = QTIKeptPackage(id: manifest.identifier, version: Self.version(manifest, root))
        // Of the schema's own name and number every manifest has some; ours writes them anyhow.
        if let metadata = root.any("metadata"), metadata.elements.contains(where: { !$0.local.hasPrefix("schema") }) {
            package.metadata = MarkupText.text(of: MarkupElement(metadata))
        }
        if let organizations = root.any("organizations"), !organizations.elements.isEmpty {
            package.organizations = MarkupText.text(of: MarkupElement(organizations))
        }
        for resource in manifest.resources where !resource.isItem && !resources.contains(resource.identifier) {
            package.resources.append(QTIDependency(resource))
            if let metadata = resource.metadata {
                package.descriptions[resource.identifier] = MarkupText.text(of: MarkupElement(metadata))
            }
        }
        var (media, notes, size): ([String: MediaFile], [Finding], Int) = ([:], [], 0)
        for path in source.paths where !taken.contains(path) {
            // What cannot be expanded is damaged, which the archive's own check names.
            guard let bytes = try? source.bytes(at: path) else { continue }
            size += bytes.count
            guard size <= Self.limit else {
                notes.append(
                    Finding("package.large", "the files from “\(path.prefix(200))” on are too large to be kept")
                )
                break
            }
            let ending = PackagePath.ending(path)
            let name = "media/\(ContentHash(of: bytes).rawValue)\(ending.isEmpty ? "" : ".\(ending)")"
            package.files[path] = name
            media[name] = MediaFile(path: name, bytes: bytes)
        }
        guard !package.isEmpty else { return nil }
        return (package, media.values.sorted { $0.path < $1.path }, notes)
    }

    /// The version that most of what the manifest names is of: by the types of its resources, else by its namespace.
    private static func version(_ manifest: QTIManifest, _ root: XMLElement) -> QTIVersion {
        let found = QTIVersion.allCases.reversed().first { version in
            let ending = version.manifest.itemType.dropFirst("imsqti_item".count)
            return manifest.resources.contains { $0.type.hasPrefix("imsqti_") && $0.type.hasSuffix(ending) }
        }
        return found ?? (root.namespace == QTIVersion.v30.manifest.namespace ? .v30 : .v21)
    }
}
