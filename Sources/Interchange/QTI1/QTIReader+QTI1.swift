import Assessment
import Foundation

/// Documents of QTI 1 among those of later versions: packages mix them, and one manifest names both.
extension QTIReader {
    /// Whether the document at `path` is of QTI 1, by the start of it.
    func isQTI1(_ path: String) -> Bool {
        // A file that cannot be read is named when its turn comes.
        guard let bytes = try? source.bytes(at: path) else { return false }
        return String(decoding: bytes.prefix(4096), as: UTF8.self).contains("questestinterop")
    }

    /// The document of QTI 1 that a resource brings; `nil` when it brings none.
    ///
    /// Canvas writes its quizzes twice, for a cartridge and in full; the full one is taken. Its banks of questions stand
    /// among what only serves others.
    func qti1Document(of resource: QTIManifest.Resource) -> String? {
        let files = ([resource.path].compactMap { $0 } + resource.files)
        guard resource.type.hasPrefix("imsqti_xmlv1") else {
            return files.first { $0.hasSuffix(".xml.qti") && source.has($0) }
        }
        let full = "non_cc_assessments/\(resource.identifier).xml.qti"
        if source.has(full) { return full }
        return files.first { ["xml", "qti"].contains(PackagePath.ending($0)) } ?? resource.path ?? resource.href
    }

    /// Reads every item of the document at `path`.
    mutating func readQTI1<Failure: Error>(
        at path: String,
        origin: QTIItemImport.Origin,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) {
        let bytes: Data
        let root: XMLElement
        let losses: [Finding]
        switch qti1Tree(at: path) {
        case .success(let document): (bytes, root, losses) = document
        case .failure(let refusal): return try each(.rejected(path, id: origin.resource, refusal.findings))
        }
        guard root.local == "questestinterop" else {
            let message = "“\(root.local.prefix(60))” is no document of QTI 1"
            return try each(.rejected(path, id: origin.resource, [Finding("qti.version", message, line: root.line)]))
        }
        let document = QTI1Document(root)
        for entry in document.entries {
            guard let element = entry.item else {
                let finding = Finding("qti.unsupported", entry.note, line: entry.line)
                try each(ImportedItem(report: ItemReport(path: path, status: .unsupported, problems: [finding])))
                continue
            }
            let isWhole = document.isOneItem || bytes.count <= QTI1Document.wholeLimit
            let own = isWhole ? bytes : document.alone(element, in: root)
            let name = document.name(entry, in: origin.package)
            var item = readQTI1(element, bytes: own, name: name, place: entry.place, note: entry.note, at: path, origin)
            item.report.losses = losses + item.report.losses
            try each(item)
        }
        if document.entries.isEmpty {
            let finding = Finding("qti.unsupported", "the document holds no item", line: root.line)
            try each(ImportedItem(report: ItemReport(path: path, status: .unsupported, problems: [finding])))
        }
    }

    private mutating func readQTI1(
        _ element: XMLElement,
        bytes: Data,
        name: String,
        place: Int,
        note: String,
        at path: String,
        _ origin: QTIItemImport.Origin
    ) -> ImportedItem {
        let item = QTI1Item(element)
        var id = name
        var losses: [Finding] = []
        if let first = seen[id] {
            let message = "the identifier is already that of an item in “\(first.prefix(200))”"
            id = "\(name)-\(place)"
            guard seen[id] == nil else {
                return .rejected(path, id: id, [Finding("item.twice", message, line: element.line)])
            }
            losses.append(Finding("item.renamed", "\(message); it is called “\(id)” here", line: element.line))
        }
        guard id.utf8.count <= 200 else {
            let message = "the item's identifier is longer than 200 bytes"
            return .rejected(path, id: String(id.prefix(60)), [Finding("qti.identifier", message, line: element.line)])
        }
        seen[id] = path
        if !note.isEmpty { losses.append(Finding("qti.section", note, line: element.line)) }
        var content = QTI1Content(source, at: path)
        let references = files.references(in: QTI1ItemImport.markup(item, &content), at: path)
        var origin = origin
        origin.path = path
        origin.files = references.files
        var importer = QTI1ItemImport(item, catalogue: catalogue, content: content, media: references.media)
        let outcome = importer.outcome(bytes: bytes, id: id, origin: origin)
        let pictures = outcome.pictures.sorted { $0.key < $1.key }.map { MediaFile(path: $0.key, bytes: $0.value) }
        return ImportedItem(
            report: ItemReport(
                path: path,
                id: id,
                kind: outcome.version.kind.rawValue,
                status: outcome.obstacles.isEmpty ? .ok : .unsupported,
                problems: outcome.obstacles.map { Finding("qti.unsupported", $0, line: element.line) },
                losses: losses + references.losses + outcome.losses
            ),
            version: outcome.version,
            media: references.fresh + pictures
        )
    }

    private func qti1Tree(at path: String) -> Result<(bytes: Data, root: XMLElement, losses: [Finding]), QTIRefusal> {
        do throws(Source.Refusal) {
            let bytes = try source.bytes(at: path)
            let (readable, isAgainstDeclaration) = QTI1Document.readable(bytes)
            let message = "the document is read as the UTF-8 that it is, not in the encoding that it declares"
            let losses = isAgainstDeclaration ? [Finding("xml.encoding", message, line: 1)] : []
            do throws(XMLProblem) {
                return .success((bytes, try XMLTree(readable).root, losses))
            } catch {
                let code = "xml.\(error.code.rawValue)"
                let finding = Finding(code, error.message, line: error.line, column: error.column)
                return .failure(QTIRefusal(findings: [finding]))
            }
        } catch {
            return .failure(QTIRefusal(findings: error.findings))
        }
    }
}
