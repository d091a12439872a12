import Assessment
import Foundation

/// A text that items share, as a resource of a package of QTI 3: `qti-assessment-stimulus`.
///
/// One that came in a package leaves as the very file that it came in, under its name, with what it shows where it
/// expects it. Another is made of our content; its identifier then says the hash by which its items know it.
struct QTISharedText {
    /// What a reader of the resource finds.
    let block: Block
    let identifier: String
    let title: String
    let path: String
    /// The resource, those that it depends on, and the files of all of them as they stand in the package.
    let resources: [QTIDependency]
    /// The files that are written for it; what it shows of the bank's own files is written with the bank.
    let files: [(path: String, bytes: Data)]

    static let type = "imsqti_stimulus_xmlv3p0"

    /// Where the text is written when it is made anew.
    static func path(of text: Block) -> String { "stimuli/\(ContentHash(of: text.json).rawValue).xml" }

    // MARK: - Made anew

    /// - Returns: `nil` where the text cannot stand by itself: it is empty, names variables or responses of its item, or
    ///   holds a character that XML cannot.
    init?(anew text: Block) {
        guard case .stimulus(let hash, let blocks) = text, !blocks.isEmpty, !blocks.contains(where: \.needsItem) else {
            return nil
        }
        let path = Self.path(of: text)
        let words = blocks.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        (identifier, title) = (Self.name(hash), words.isEmpty ? Self.name(hash) : String(words.prefix(60)))
        let content = QTIContentWriter(path: path, version: .v30).nodes(blocks)
        let root = MarkupElement(
            qti: "assessment-stimulus",
            ["identifier": identifier, "title": title, "tool-name": Self.tool],
            [.text("\n  "), .element(MarkupElement(qti: "stimulus-body", [:], content)), .text("\n")]
        )
        do throws(XMLWriter.Refusal) {
            let writer = XMLWriter(prefixes: ["": QTIVersion.v30.namespace])
            let document = try writer.document(QTIDialect.native(root, version: .v30))
            let shown = blocks.flatMap(\.media).filter { PackagePath.isInside($0) }
            let names = Dictionary(shown.map { ($0, $0) }) { first, _ in first }
            guard let read = QTIStimuli.block(document, at: path, files: names) else { return nil }
            block = read
            files = [(path, document)]
            resources = [QTIDependency(identifier, Self.type, at: path, files: [path] + names.keys.sorted())]
            self.path = path
        } catch {
            return nil
        }
    }

    private static let tool = "Avicenna"
    private static let prefix = "S-"

    private static func name(_ hash: ContentHash) -> String { prefix + hash.rawValue }

    /// The hash by which our own export calls the text in `root`; `nil` for what others wrote.
    ///
    /// Anybody can write so: it says which items their author meant to share a text, never that texts are equal.
    static func hash(in root: MarkupElement) -> ContentHash? {
        guard root["tool-name"] == tool, let name = root["identifier"]?.trimmed, name.hasPrefix(prefix) else {
            return nil
        }
        return ContentHash(rawValue: String(name.dropFirst(prefix.count)))
    }

    // MARK: - As it came

    /// The text as `item` came with it.
    ///
    /// - Returns: `nil` when it came in no stimulus of QTI 3, or its file does not say what the item says any more.
    init?(_ text: Block, of item: ItemVersion, media: (String) -> Data?, places: inout QTIPackagePlaces) {
        guard case .stimulus(let hash, _) = text, let path = item.originStimuli.first(where: { $0.value == hash })?.key,
            let name = item.originFiles[path], let bytes = media(name),
            // A file that is no XML is no stimulus of QTI.
            let root = try? XMLTree(bytes).root, QTIVersion(root: root) == .v30
        else { return nil }
        let tree = QTIDialect.canonical(root, version: .v30)
        guard tree.isQTI("assessment-stimulus"),
            QTIStimuli.block(bytes, at: path, files: item.originFiles) == text
        else { return nil }
        let known = tree["identifier"]?.trimmed ?? ""
        identifier = known.isEmpty ? Self.name(hash) : known
        var resources = item.originDependencies(behind: path)
        if resources.isEmpty {
            let shown = QTIFiles.paths(in: tree, at: path).filter { item.originFiles[$0] != nil }
            resources = [QTIDependency(identifier, Self.type, at: path, files: [path] + shown)]
        }
        var files: [(path: String, bytes: Data)] = []
        for path in Set(resources.flatMap(\.allFiles)).sorted() {
            if let bytes = item.originFiles[path].flatMap(media) { files.append((path, bytes)) }
        }
        let base = places.base(for: files, own: "kept/\(ContentHash(of: bytes).short)/")
        block = text
        title = tree["title"] ?? ""
        self.path = base + path
        self.resources = resources.map { $0.moved(into: base) }
        self.files = files.map { (base + $0.path, $0.bytes) }
    }
}

extension Block {
    /// Whether it means something only within its item: it names a variable, or is answered.
    fileprivate var needsItem: Bool {
        if case .conditional = self { return true }
        let isOfItem = inlines.flatMap(\.all).contains { run in
            switch run {
            case .variable, .conditional, .interaction, .gap, .hotText: true
            default: false
            }
        }
        return isOfItem || !responses.isEmpty || blocks.contains(where: \.needsItem)
    }
}

extension ItemVersion {
    /// The hashes of the shared texts that it came with, by their paths.
    var originStimuli: [String: ContentHash] {
        (metadata.kept["origin"]?["stimuli"]?.members ?? [:]).compactMapValues(\.text)
            .compactMapValues(ContentHash.init(rawValue:))
    }

    /// The resource whose own file is `path` and those that it depends on, the former first.
    fileprivate func originDependencies(behind path: String) -> [QTIDependency] {
        let all = originDependencies.resources
        guard let first = all.first(where: { $0.path == path }) else { return [] }
        var found = [first]
        var waiting = first.dependencies
        while !waiting.isEmpty {
            let name = waiting.removeFirst()
            guard !found.contains(where: { $0.identifier == name }),
                let next = all.first(where: { $0.identifier == name })
            else { continue }
            found.append(next)
            waiting += next.dependencies
        }
        return found
    }
}
