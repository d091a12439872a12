import Assessment
import Foundation

/// Writes a bank as a content package: its own folder, and beside each item's JSON the item as QTI.
///
/// An item that came as QTI and has not been changed goes out as the very bytes that came in, with its files where it
/// expects them. Others are written anew; what QTI cannot say of them is named, and our JSON beside them holds it.
struct QTIExport {
    let version: QTIVersion
    let catalogue: Catalogue

    /// One item's document, the files it needs and where all of them go.
    struct Entry {
        var name: String
        var item: ItemVersion
        var path: String
        /// `nil` when the item has no form in QTI.
        var document: Data?
        var version: QTIVersion
        /// Files that are written with the item.
        var kept: [(path: String, bytes: Data)] = []
        /// Files that the item needs, wherever they are written.
        var files: [String] = []
        var losses: [Finding] = []
    }

    func write<Failure: Error>(
        _ bank: Bank,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        var reports: [ItemReport] = []
        var listed: [QTIManifestWriter.Resource] = []
        var written: Set<String> = []
        var resources: Set<String> = []
        let folder = BankFolderWriter(bank)
        for (item, name) in zip(bank.items, folder.names) {
            let entry = entry(item, name: name, media: media)
            if let document = entry.document {
                for (path, bytes) in entry.kept + [(entry.path, document)] where written.insert(path).inserted {
                    try file(path, bytes)
                }
                var resource = QTIManifestWriter.Resource(entry)
                if let named = item.originResource, named != "BANK", resources.insert(named).inserted {
                    resource.identifier = named
                }
                listed.append(resource)
            }
            guard !entry.losses.isEmpty else { continue }
            reports.append(
                ItemReport(path: entry.path, id: item.item.rawValue, kind: item.kind.rawValue, losses: entry.losses)
            )
        }
        let others = bank.files.map(\.path) + ["bank.json"]
        let manifest = QTIManifestWriter(version: version).document(bank, items: listed, others: others)
        try file("imsmanifest.xml", manifest)
        return reports + (try folder.write(media: media, file: file))
    }

    func entry(_ item: ItemVersion, name: String, media: (String) -> Data?) -> Entry {
        if let original = unchanged(item) { return kept(original, of: item, name: name, media: media) }
        var entry = Entry(name: name, item: item, path: "items/\(name).xml", version: version)
        guard item.kind != .unknown else {
            let message = "an item that is not understood has no form in QTI; only its JSON is written"
            entry.losses.append(Finding("qti.kind", message))
            return entry
        }
        entry.files = item.contentMedia
        do throws(XMLWriter.Refusal) {
            let document = try QTIWriter(version: version, path: entry.path).document(item)
            entry.document = document
            entry.losses += losses(of: item, in: document, at: entry.path)
        } catch {
            let message = "the item holds a character that XML cannot; only its JSON is written"
            entry.losses.append(Finding("qti.character", message))
        }
        return entry
    }

    private func kept(_ original: Original, of item: ItemVersion, name: String, media: (String) -> Data?) -> Entry {
        // Its own folder keeps the addresses in the document right and two packages' files apart.
        let base = "kept/\(ContentHash(of: original.bytes).short)"
        let path = item.originPath ?? PackagePath.fileName(original.fileName)
        let source = QTIVersion(formatName: original.format) ?? version
        let document = original.bytes
        var entry = Entry(name: name, item: item, path: "\(base)/\(path)", document: document, version: source)
        for (target, source) in item.originFiles.sorted(by: { $0.key < $1.key }) where target != path {
            guard let bytes = media(source) else {
                entry.losses.append(Finding("file.missing", "the file “\(target.prefix(200))” is not in the bank"))
                continue
            }
            entry.kept.append(("\(base)/\(target)", bytes))
            entry.files.append("\(base)/\(target)")
        }
        if original.format != version.formatName {
            entry.losses.append(Finding("qti.version", "the item is written as the \(original.format) that it came as"))
        }
        return entry
    }

    /// The source of `item`, when it is QTI and still says what the item says.
    private func unchanged(_ item: ItemVersion) -> Original? {
        guard let original = item.original, let source = QTIVersion(formatName: original.format) else { return nil }
        // What is not understood cannot have been edited here.
        guard item.kind != .unknown else { return original }
        // Another dialect than asked for is written anew where we understand the item; 2.0 to 2.2 are one dialect.
        guard (source == .v30) == (version == .v30) else { return nil }
        let files = item.originFiles
        let read = self.read(original.bytes, texts: item.body) {
            QTIFiles.names(in: $0, at: item.originPath ?? "", files: files)
        }
        guard var read else { return nil }
        // An item whose name was taken has that of its resource instead.
        read.item = item.item
        return ItemDifference.parts(read, item).isEmpty ? original : nil
    }

    /// What another reader of `document` will not find in it.
    private func losses(of item: ItemVersion, in document: Data, at path: String) -> [Finding] {
        let names = Dictionary(
            item.contentMedia.map { (PackagePath.relative($0, from: path), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        guard let read = read(document, media: { _ in names }) else {
            return [Finding("qti.unread", "the item as QTI cannot be read back; its JSON holds all of it")]
        }
        var parts = ItemDifference.parts(read, item)
        let metadata = item.metadata
        if metadata.difficulty != nil { parts.append("difficulty") }
        if !metadata.authors.isEmpty { parts.append("authors") }
        if !metadata.references.isEmpty { parts.append("references") }
        if !metadata.enemies.isEmpty { parts.append("enemies") }
        return parts.map { Finding("qti.json-only", "its \($0) is held in full by the JSON beside it alone") }
    }

    private func read(
        _ document: Data,
        texts: [Block] = [],
        media: (MarkupElement) -> [String: String]
    ) -> ItemVersion? {
        // A document that cannot be read is an answer here, not a fault.
        guard let root = try? XMLTree(document).root, let version = QTIVersion(root: root),
            case .success(let item) = QTIItemReader.read(root, version: version)
        else { return nil }
        let origin = QTIItemImport.Origin(path: "item.xml")
        let names = media(item.root)
        let stimuli = QTIStimuli.known(in: texts, names: names)
        return QTIItemImport(catalogue: catalogue)
            .outcome(item, bytes: document, media: names, stimuli: stimuli, origin: origin).version
    }
}
