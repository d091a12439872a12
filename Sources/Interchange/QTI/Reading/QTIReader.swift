import Assessment
import Foundation

/// Reads QTI 2.0 to 3.0: a package with its manifest, a folder of items, or one item.
struct QTIReader {
    let source: Source
    private let importer: QTIItemImport
    var files: QTIFiles
    /// Where each item identifier was first seen.
    var seen: [String: String] = [:]
    /// The documents of QTI 1 that have been read, since several resources may name one.
    private var documents: Set<String> = []

    init(_ source: Source, catalogue: Catalogue) {
        self.source = source
        importer = QTIItemImport(catalogue: catalogue)
        files = QTIFiles(source)
    }

    var catalogue: Catalogue { importer.catalogue }

    mutating func read<Failure: Error>(each: (ImportedItem) throws(Failure) -> Void) throws(Failure) -> ImportedPackage
    {
        if let path = QTIManifest.path(in: source) { return try readPackage(path, each: each) }
        let documents = source.paths.filter { source.isSingleFile || PackagePath.ending($0) == "xml" }
        guard !documents.isEmpty, source.isSingleFile || !source.isArchive else {
            let message = "there is no imsmanifest.xml at the top or one folder down"
            return ImportedPackage(report: .rejected([Finding("package.manifest", message)]))
        }
        for path in documents {
            let origin = QTIItemImport.Origin(path: path)
            if isQTI1(path) {
                try readQTI1(at: path, origin: origin, each: each)
            } else {
                try each(readItem(at: path, origin: origin))
            }
        }
        return ImportedPackage(report: PackageReport())
    }

    // MARK: - Packages

    private mutating func readPackage<Failure: Error>(
        _ path: String,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        let root: XMLElement
        switch tree(at: path) {
        case .success(let element): root = element
        case .failure(let refusal): return ImportedPackage(report: .rejected(refusal.findings))
        }
        guard root.local == "manifest" else {
            let finding = Finding("package.manifest", "imsmanifest.xml is no manifest", line: root.line)
            return ImportedPackage(report: .rejected([finding]))
        }
        let manifest = QTIManifest(root, at: path)
        guard !manifest.resources.isEmpty else {
            let message = "the manifest names no resources; this version of QTI or of packaging is not known here"
            return ImportedPackage(report: .rejected([Finding("package.version", message, line: root.line)]))
        }
        var problems: [Finding] = []
        var names: Set<String> = []
        var leftovers = QTILeftovers(manifest)
        for resource in manifest.resources {
            if !names.insert(resource.identifier).inserted {
                let message = "two resources are called “\(resource.identifier.prefix(60))”"
                problems.append(Finding("package.resource", message, line: resource.line, column: resource.column))
            }
            if resource.isItem {
                let item = readItem(resource, of: manifest)
                leftovers.take(item)
                try each(item)
            } else if let path = qti1Document(of: resource) {
                guard documents.insert(path).inserted else { continue }
                var origin = QTIItemImport.Origin(
                    path: path,
                    package: manifest.identifier,
                    resource: resource.identifier
                )
                if let metadata = resource.metadata { origin.metadata = QTIMetadata(metadata) }
                try readQTI1(at: path, origin: origin) { item throws(Failure) in
                    leftovers.take(item)
                    try each(item)
                }
            } else if let path = resource.path, resource.isTest, source.has(path) {
                let origin = QTIItemImport.Origin(path: path, resource: resource.identifier)
                let item = readItem(at: path, origin: origin)
                leftovers.take(item)
                try each(item)
            } else if let item = Self.unsupported(resource) {
                leftovers.take(item)
                try each(item)
            }
        }
        var bank = Bank(id: manifest.identifier, name: manifest.title ?? source.name)
        var report = PackageReport(problems: problems, notes: leftovers.notes(source, manifest))
        // QTI 1 is read only: a package of it never leaves as one again.
        guard documents.isEmpty, let kept = leftovers.kept(source, manifest, root: root) else {
            return ImportedPackage(report: report, bank: bank)
        }
        bank.files.append(kept.package.file)
        report.notes += kept.notes
        return ImportedPackage(report: report, bank: bank, media: kept.media)
    }

    private mutating func readItem(_ resource: QTIManifest.Resource, of manifest: QTIManifest) -> ImportedItem {
        guard let path = resource.path, source.has(path) else {
            let message = "the file “\(resource.href.prefix(200))” is not in the package"
            let finding = Finding("file.missing", message, line: resource.line, column: resource.column)
            return .rejected(resource.path ?? resource.href, id: resource.identifier, [finding])
        }
        var origin = QTIItemImport.Origin(path: path, package: manifest.identifier, resource: resource.identifier)
        if let metadata = resource.metadata { origin.metadata = QTIMetadata(metadata) }
        for file in Set(manifest.metadataFiles(of: resource)).sorted() where source.has(file) {
            switch tree(at: file) {
            case .success(let root): origin.metadata.add(QTIMetadata(root))
            case .failure(let refusal):
                let reason = refusal.findings.first?.message ?? ""
                let message = "the metadata in “\(file.prefix(200))” cannot be read: \(reason)"
                origin.losses.append(Finding("qti.metadata", message, line: resource.line))
            }
        }
        origin.resources = manifest.dependencies(of: resource)
        origin.dependencies = resource.dependencies
        return readItem(at: path, origin: origin, extra: manifest.files(of: resource))
    }

    /// What is to be said of a resource that is no item; `nil` for files that only serve others.
    private static func unsupported(_ resource: QTIManifest.Resource) -> ImportedItem? {
        let type = resource.type
        let serving = ["webcontent", "associatedcontent", "css", "imsqti_stimulus", "imsqti_rptemplate"]
        guard !type.isEmpty, !serving.contains(where: type.hasPrefix), !type.contains("metadata") else { return nil }
        let names = [
            "imsqti_test": "a test", "imsqti_assessment": "a test", "imsqti_section": "a section",
            "qtiusagedata": "statistics", "imsqti_result": "results",
        ]
        let kind = names.first { type.hasPrefix($0.key) }?.value ?? "“\(type.prefix(60))”"
        let message = "\(kind) is not read yet; this resource is left out"
        return ImportedItem(
            report: ItemReport(
                path: resource.path ?? resource.href,
                id: resource.identifier,
                status: .unsupported,
                problems: [Finding("qti.unsupported", message, line: resource.line, column: resource.column)]
            )
        )
    }

    // MARK: - Items

    private mutating func readItem(
        at path: String,
        origin: QTIItemImport.Origin,
        extra: [String] = []
    ) -> ImportedItem {
        let bytes: Data
        let root: XMLElement
        switch document(at: path) {
        case .success(let document): (bytes, root) = document
        case .failure(let refusal): return .rejected(path, id: origin.resource, refusal.findings)
        }
        guard let version = QTIVersion(root: root) else { return Self.otherRoot(root, path: path) }
        let local = version == .v30 ? QTIDialect.camel(String(root.local.dropFirst(4))) : root.local
        switch local {
        case "assessmentItem": break
        case "assessmentTest", "assessmentSection":
            return QTITestReader.read(root, version: version, at: path, in: source)
        case "assessmentStimulus": return Self.stimulus(root, path: path)
        default: return Self.unsupported(root, path: path)
        }
        switch QTIItemReader.read(root, version: version) {
        case .failure(let refusal):
            return .rejected(path, id: root.attribute("identifier") ?? origin.resource, refusal.findings)
        case .success(let item): return imported(item, bytes: bytes, path: path, origin: origin, extra: extra)
        }
    }

    private mutating func imported(
        _ item: QTIItem,
        bytes: Data,
        path: String,
        origin: QTIItemImport.Origin,
        extra: [String]
    ) -> ImportedItem {
        var item = item
        var losses: [Finding] = []
        if let first = seen[item.identifier] {
            let message = "the identifier is already that of “\(first.prefix(200))”"
            let place = (item.root.line, item.root.column)
            guard !origin.resource.isEmpty, origin.resource.utf8.count <= 200, seen[origin.resource] == nil else {
                let finding = Finding("item.twice", message, line: place.0, column: place.1)
                return .rejected(path, id: item.identifier, [finding])
            }
            // Published packages do this; the name of the resource is the item's only one then.
            item.identifier = origin.resource
            let remedy = "\(message); the name of its resource is taken"
            losses.append(Finding("item.renamed", remedy, line: place.0, column: place.1))
        }
        seen[item.identifier] = path
        var references = files.references(in: item.root, at: path, extra: extra)
        var origin = origin
        origin.stimuli = QTIStimuli(of: item.root, at: path, files: &files, into: &references)
        origin.files = references.files
        let outcome = importer.outcome(
            item,
            bytes: bytes,
            media: references.media,
            stimuli: origin.stimuli.blocks,
            origin: origin
        )
        let pictures = outcome.pictures.sorted { $0.key < $1.key }.map { MediaFile(path: $0.key, bytes: $0.value) }
        return ImportedItem(
            report: ItemReport(
                path: path,
                id: item.identifier,
                kind: outcome.version.kind.rawValue,
                status: outcome.obstacles.isEmpty ? .ok : .unsupported,
                problems: outcome.obstacles.map { message in
                    let line = outcome.lines[message]
                    return Finding(line == nil ? "qti.unsupported" : "qti.content", message, line: line ?? 0)
                },
                losses: losses + references.losses + outcome.losses
            ),
            version: outcome.version,
            resource: origin.resource.isEmpty ? nil : origin.resource,
            media: references.fresh + pictures
        )
    }

    /// A shared text by itself: items that show it bring it along.
    private static func stimulus(_ root: XMLElement, path: String) -> ImportedItem {
        let id = root.attribute("identifier")?.trimmed ?? ""
        let message = "a shared text is read with the items that show it"
        let loss = Finding("qti.stimulus", message, line: root.line, column: root.column)
        return ImportedItem(report: ItemReport(path: path, id: id, kind: "assessment-stimulus", losses: [loss]))
    }

    /// A sound document of which nothing is read yet.
    private static func unsupported(_ root: XMLElement, path: String) -> ImportedItem {
        let message = "\(root.local) is not read yet; this file is left out"
        let finding = Finding("qti.unsupported", message, line: root.line, column: root.column)
        let id = root.attribute("identifier") ?? ""
        return ImportedItem(report: ItemReport(path: path, id: id, status: .unsupported, problems: [finding]))
    }

    private static func otherRoot(_ root: XMLElement, path: String) -> ImportedItem {
        let known = ["assessmentResult", "usageData", "manifest"]
        guard !known.contains(root.local) else { return unsupported(root, path: path) }
        let message = "“\(root.local.prefix(60))” is no item, and no version of QTI can be told from it"
        return .rejected(path, id: "", [Finding("qti.version", message, line: root.line, column: root.column)])
    }

    // MARK: - Documents

    private func tree(at path: String) -> Result<XMLElement, QTIRefusal> { document(at: path).map(\.root) }

    private func document(at path: String) -> Result<(bytes: Data, root: XMLElement), QTIRefusal> {
        let bytes: Data
        do throws(Source.Refusal) {
            bytes = try source.bytes(at: path)
        } catch {
            return .failure(QTIRefusal(findings: error.findings))
        }
        do throws(XMLProblem) {
            return .success((bytes, try XMLTree(bytes).root))
        } catch {
            let code = "xml.\(error.code.rawValue)"
            return .failure(
                QTIRefusal(findings: [Finding(code, error.message, line: error.line, column: error.column)])
            )
        }
    }
}
