import Assessment
import Foundation

/// Writes a bank as a content package: its own folder, and beside each item's JSON the item as QTI.
///
/// An item that came as QTI and has not been changed goes out as the very bytes that came in, with its files where it
/// expects them; into another version it goes as its own tree, and what that version does not have is named. Others
/// are written anew; what QTI cannot say of them is named, and our JSON beside them holds it.
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
        /// What of the package it depends on beside its files, and which of it directly.
        var needed: [QTIDependency] = []
        var dependencies: [String] = []
        /// What files beside the manifest say of the item.
        var metadata = QTIMetadata()
        var losses: [Finding] = []
    }

    func write<Failure: Error>(
        _ bank: Bank,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        var reports: [ItemReport] = []
        var manifest = QTIManifestWriter(version: version)
        var written: Set<String> = []
        let folder = BankFolderWriter(bank)
        let originals = bank.items.map(unchanged)
        let anew = zip(folder.names, originals).filter { $0.1 == nil }.map { "items/\($0.0).xml" }
        let texts = zip(bank.items, originals).filter { $0.1 == nil }.flatMap { textPaths(of: $0.0) }
        var places = QTIPackagePlaces(reserved: Self.reserved(bank, folder.names) + anew + texts)
        for ((item, name), original) in zip(zip(bank.items, folder.names), originals) {
            let entry =
                original.map { kept($0, of: item, name: name, media: media, places: &places) }
                ?? entry(item, name: name, media: media, places: &places)
            if let document = entry.document {
                for (path, bytes) in entry.kept + [(entry.path, document)] where written.insert(path).inserted {
                    try file(path, bytes)
                }
                manifest.add(entry)
            }
            guard !entry.losses.isEmpty else { continue }
            reports.append(
                ItemReport(path: entry.path, id: item.item.rawValue, kind: item.kind.rawValue, losses: entry.losses)
            )
        }
        for package in bank.files.compactMap(\.package) {
            let kept = files(of: package, media: media, places: &places)
            for (path, bytes) in kept.files where written.insert(path).inserted { try file(path, bytes) }
            if package.fits(version) { manifest.add(package, base: kept.base, written: Set(kept.files.map(\.path))) }
            guard !kept.losses.isEmpty else { continue }
            reports.append(
                ItemReport(path: "imsmanifest.xml", id: package.id, kind: "package", losses: kept.losses)
            )
        }
        let others = bank.files.map(\.path) + ["bank.json"]
        try file("imsmanifest.xml", manifest.document(bank, others: others))
        return reports
            + (try folder.write(media: media) { path, bytes throws(Failure) in
                // A kept item may have stood where its picture has its place in the bank; it is the same picture.
                if written.insert(path).inserted { try file(path, bytes) }
            })
    }

    /// The places of a bank's own files, where no other may stand.
    private static func reserved(_ bank: Bank, _ names: [String]) -> [String] {
        names.map { "items/\($0).json" } + bank.files.map(\.path) + ["bank.json", "imsmanifest.xml"]
    }

    /// Where the shared texts of `item` are written that did not come with it.
    private func textPaths(of item: ItemVersion) -> [String] {
        guard version == .v30 else { return [] }
        let came = Set(item.originStimuli.values)
        return item.body.stimuli.filter { !came.contains($0.hash) }.map { QTISharedText.path(of: $0.block) }
    }

    private func entry(
        _ item: ItemVersion,
        name: String,
        media: (String) -> Data?,
        places: inout QTIPackagePlaces
    ) -> Entry {
        var entry = Entry(name: name, item: item, path: "items/\(name).xml", version: version)
        guard item.kind != .unknown else {
            let message = "an item that is not understood has no form in QTI; only its JSON is written"
            entry.losses.append(Finding("qti.kind", message))
            return entry
        }
        entry.files = item.contentMedia
        let texts = sharedTexts(of: item, media: media, places: &places)
        for (_, text) in texts {
            entry.kept += text.files
            entry.files += text.files.map(\.path).filter { !entry.files.contains($0) }
            entry.needed += text.resources
            entry.dependencies += text.resources.prefix(1).map(\.identifier)
        }
        do throws(XMLWriter.Refusal) {
            let document = try QTIWriter(version: version, path: entry.path, texts: texts).document(item)
            entry.document = document
            let read = Dictionary(texts.map { ($0.shared.path, $0.shared.block) }) { first, _ in first }
            entry.losses += losses(of: item, in: document, at: entry.path, texts: read)
            if texts.count < Set(item.body.stimuli.map(\.block)).count {
                let message = "a text that it shares stands in the item itself, as its own"
                entry.losses.append(Finding("qti.stimulus", message))
            }
            if item.station != nil, version == .v20 || version == .v21 {
                let message = "QTI \(version.rawValue) cannot say that people score an outcome; its JSON can"
                entry.losses.append(Finding("qti.external-scored", message))
            }
            if let original = item.original, QTIVersion(formatName: original.format) != nil {
                entry.losses += original.unread.map { Finding("qti.unread", "not written again: \($0)") }
            }
        } catch {
            let message = "the item holds a character that XML cannot; only its JSON is written"
            entry.losses.append(Finding("qti.character", message))
        }
        return entry
    }

    /// The texts of `item` that stand in files of their own; none before QTI 3.
    private func sharedTexts(
        of item: ItemVersion,
        media: (String) -> Data?,
        places: inout QTIPackagePlaces
    ) -> [(text: Block, shared: QTISharedText)] {
        var texts: [(text: Block, shared: QTISharedText)] = []
        guard version == .v30 else { return texts }
        for (_, text) in item.body.stimuli where !texts.contains(where: { $0.text == text }) {
            let came = QTISharedText(text, of: item, media: media, places: &places)
            guard let shared = came ?? QTISharedText(anew: text),
                // Two of one name in one item: the second stands in the item, since a name refers to one text.
                !texts.contains(where: { $0.shared.identifier == shared.identifier })
            else { continue }
            texts.append((text, shared))
        }
        return texts
    }

    // MARK: - Kept packages

    /// The files of a package beside its items, where they stood, or together elsewhere; none in another version.
    private func files(
        of package: QTIKeptPackage,
        media: (String) -> Data?,
        places: inout QTIPackagePlaces
    ) -> (base: String, files: [(path: String, bytes: Data)], losses: [Finding]) {
        guard package.fits(version) else {
            let what = "\(package.files.count) files that belong to no item, and what the manifest says of the whole"
            let message =
                "\(what), are of QTI \(package.version.rawValue) and are not written here; its JSON holds them"
            return ("", [], [Finding("qti.package", message)])
        }
        var (files, losses): ([(path: String, bytes: Data)], [Finding]) = ([], [])
        for (path, name) in package.files.sorted(by: { $0.key < $1.key }) {
            if let bytes = media(name) {
                files.append((path, bytes))
            } else {
                losses.append(Finding("file.missing", "the file “\(path.prefix(200))” is not in the bank"))
            }
        }
        let own = "kept/\(ContentHash(of: package.json).short)/"
        let base = places.base(for: files, own: own)
        return (base, files.map { (base + $0.path, $0.bytes) }, losses)
    }

    // MARK: - Kept items

    private func kept(
        _ original: Original,
        of item: ItemVersion,
        name: String,
        media: (String) -> Data?,
        places: inout QTIPackagePlaces
    ) -> Entry {
        let path = item.originPath ?? PackagePath.fileName(original.fileName)
        let source = QTIVersion(formatName: original.format) ?? version
        let written = QTIKeptDocument(original.bytes, source, as: version)
        var entry = Entry(name: name, item: item, path: path, document: written.bytes, version: written.version)
        entry.losses = written.losses
        var files: [(path: String, bytes: Data)] = []
        for (target, name) in item.originFiles.sorted(by: { $0.key < $1.key }) where target != path {
            guard let bytes = media(name) else {
                entry.losses.append(Finding("file.missing", "the file “\(target.prefix(200))” is not in the bank"))
                continue
            }
            if let root = Self.lom(bytes, at: target) { entry.metadata.add(QTIMetadata(root)) }
            files.append((target, QTIKeptDocument.file(bytes, at: target, as: written.version, &entry.losses)))
        }
        let base = places.base(
            for: files + [(path, written.bytes)],
            own: "kept/\(ContentHash(of: original.bytes).short)/"
        )
        entry.path = base + path
        entry.kept = files.map { (base + $0.path, $0.bytes) }
        let needed = item.originDependencies
        (entry.dependencies, entry.needed) = (needed.direct, needed.resources.map { $0.moved(into: base) })
        entry.files = entry.kept.map(\.path)
        return entry
    }

    /// The metadata that the file at `path` holds, if those are what it holds.
    private static func lom(_ bytes: Data, at path: String) -> XMLElement? {
        guard PackagePath.ending(path) == "xml", bytes.prefix(4096).firstRange(of: Data("lom".utf8)) != nil else {
            return nil
        }
        // What cannot be read was named on the way in.
        return (try? XMLTree(bytes).root).flatMap { ["lom", "metadata"].contains($0.local) ? $0 : nil }
    }

    /// The source of `item`, when it is QTI and still says what the item says.
    private func unchanged(_ item: ItemVersion) -> Original? {
        guard let original = item.original, QTIVersion(formatName: original.format) != nil else { return nil }
        // What is not understood cannot have been edited here.
        guard item.kind != .unknown else { return original }
        let files = item.originFiles
        // Items of before keep the words alone where a file is missing.
        for keepsPlaces in [true, false] {
            let texts: (MarkupElement) -> [String: Block] = { QTIStimuli.known(in: $0, of: item) }
            let read = self.read(original.bytes, keepsPlaces: keepsPlaces, texts: texts) {
                QTIFiles.names(in: $0, at: item.originPath ?? "", files: files)
            }
            guard var read else { return nil }
            // An item whose name was taken has that of its resource instead.
            read.item = item.item
            if ItemDifference.parts(read, item).isEmpty { return original }
            if read.missingFiles.isEmpty { return nil }
        }
        return nil
    }

    /// What another reader of `document` will not find in it.
    ///
    /// `texts` are the shared texts as such a reader finds them, by their paths.
    private func losses(
        of item: ItemVersion,
        in document: Data,
        at path: String,
        texts: [String: Block]
    ) -> [Finding] {
        let names = Dictionary(
            item.contentMedia.map { (PackagePath.relative($0, from: path), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let addresses = Dictionary(texts.map { (PackagePath.relative($0.key, from: path), $0.value) }) { first, _ in
            first
        }
        guard let read = read(document, texts: { _ in addresses }, media: { _ in names }) else {
            return [Finding("qti.unread", "the item as QTI cannot be read back; its JSON holds all of it")]
        }
        var parts = ItemDifference.parts(read, item)
        let metadata = item.metadata
        if metadata.difficulty != nil { parts.append("difficulty") }
        if !metadata.authors.isEmpty { parts.append("authors") }
        if !metadata.references.isEmpty { parts.append("references") }
        if !metadata.enemies.isEmpty { parts.append("enemies") }
        if metadata.caseSet != nil { parts.append("place in a case set") }
        return parts.map { Finding("qti.json-only", "its \($0) is held in full by the JSON beside it alone") }
    }

    private func read(
        _ document: Data,
        keepsPlaces: Bool = true,
        texts: (MarkupElement) -> [String: Block],
        media: (MarkupElement) -> [String: String]
    ) -> ItemVersion? {
        // A document that cannot be read is an answer here, not a fault.
        guard let root = try? XMLTree(document).root, let version = QTIVersion(root: root),
            case .success(let item) = QTIItemReader.read(root, version: version)
        else { return nil }
        let origin = QTIItemImport.Origin(path: "item.xml")
        let names = media(item.root)
        return QTIItemImport(catalogue: catalogue, keepsPlaces: keepsPlaces)
            .outcome(item, bytes: document, media: names, stimuli: texts(item.root), origin: origin).version
    }
}
