import Assessment
import Foundation

/// The texts of other files that one item shows: shared stimuli, included markup and pages shown as objects.
///
/// QTI 3 names them by `assessment-stimulus-ref`; items of QTI 2 share texts by `xi:include` and by `object`. Nothing
/// outside the source is fetched, and nothing that a text itself includes.
struct QTIStimuli {
    /// What each text became, by the address as the item writes it.
    private(set) var blocks: [String: Block] = [:]
    /// The hash by which items know each text, by its path.
    private(set) var hashes: [String: ContentHash] = [:]
    /// Why the item cannot be shown without a text that is not there or cannot be read.
    private(set) var obstacles: [String] = []
    private(set) var losses: [Finding] = []
    private(set) var pictures: [String: Data] = [:]

    init() {}

    /// Reads the texts of the item in `root`, the file at `path`, and takes along what they show.
    init(of root: MarkupElement, at path: String, files: inout QTIFiles, into references: inout QTIFiles.References) {
        // One document alone never brings its texts along: it is read without them, and its references name them.
        guard !files.source.isSingleFile else { return }
        for (address, line) in Self.addresses(in: root) where blocks[address] == nil {
            guard let target = PackagePath.resolved(address, from: path), target != path else {
                obstacles.append("the text “\(address.prefix(200))” lies outside the package and is not fetched")
                continue
            }
            guard blocks.count < 20 else {
                obstacles.append("the item shows more than 20 texts of other files")
                return
            }
            do throws(Source.Refusal) {
                let text = try Self.text(at: target, files: &files, into: &references)
                hashes[target] = text.hash
                blocks[address] = .stimulus(text.hash, text.blocks)
                losses += text.losses
                pictures.merge(text.pictures) { first, _ in first }
                if text.asks { obstacles.append("an interaction stands in a text of another file") }
            } catch {
                let reason = error.findings.first?.message ?? "it cannot be read"
                losses.append(
                    Finding("qti.stimulus", "a text of another file is not shown: \(reason)", line: line)
                )
                obstacles.append("the text in “\(target.prefix(200))” cannot be read")
            }
        }
    }

    /// The same texts of `item`, which was read before from the document `root` or says what it says.
    static func known(in root: MarkupElement, of item: ItemVersion) -> [String: Block] {
        let (texts, hashes, path) = (item.body.stimuli, item.originStimuli, item.originPath ?? "")
        var result: [String: Block] = [:]
        for (address, _) in addresses(in: root) {
            guard let hash = PackagePath.resolved(address, from: path).flatMap({ hashes[$0] }) else { continue }
            result[address] = texts.first { $0.hash == hash }?.block
        }
        return result
    }

    /// What the text `bytes` at `path` becomes, with the names of our content in `files`, which are by path; `nil` when
    /// it cannot be read.
    static func block(_ bytes: Data, at path: String, files: [String: String]) -> Block? {
        // What cannot be read is an answer here, not a fault.
        guard let (nodes, hash) = try? parsed(bytes, at: path) else { return nil }
        let names = QTIFiles.names(in: MarkupElement("text", children: nodes), at: path, files: files)
        var content = ContentImport(media: { names[$0] }, role: role)
        return .stimulus(hash, content.blocks(nodes))
    }

    private static func addresses(in element: MarkupElement) -> [(address: String, line: Int)] {
        var own: [(String, Int)] = []
        if element.isQTI("assessment-stimulus-ref"), let address = element["href"] {
            own.append((address, element.line))
        } else if let address = QTISharedTexts.address(in: element) {
            own.append((address, element.line))
        }
        return own + element.elements.flatMap(addresses)
    }

    /// What stands in the text `bytes`, and the hash by which items know it.
    private static func parsed(
        _ bytes: Data,
        at path: String
    ) throws(Source.Refusal) -> (nodes: [MarkupNode], hash: ContentHash) {
        if ["html", "htm"].contains(PackagePath.ending(path)) {
            do throws(HTMLReader.Refusal) {
                return (try HTMLReader.nodes(String(decoding: bytes, as: UTF8.self)), ContentHash(of: bytes))
            } catch {
                throw Source.Refusal([Finding("html.limit", "the page is longer or deeper than pages are")])
            }
        }
        do throws(XMLProblem) {
            let root = try XMLTree(bytes).root
            let tree = QTIDialect.canonical(root, version: QTIVersion(root: root) ?? .v21)
            guard tree.isQTI("assessment-stimulus") else { return ([.element(tree)], ContentHash(of: bytes)) }
            let bodies = tree.elements.filter { $0.isQTI("stimulus-body") }.map(MarkupNode.element)
            return (bodies, QTISharedText.hash(in: tree) ?? ContentHash(of: bytes))
        } catch {
            throw Source.Refusal([Finding("xml.\(error.code.rawValue)", error.message, line: error.line)])
        }
    }

    /// One text as it is read once for all items that show it.
    struct Text {
        var hash: ContentHash
        var blocks: [Block]
        /// What it shows, by path.
        var files: [String: String]
        var losses: [Finding]
        var pictures: [String: Data]
        /// Whether it holds questions of its own.
        var asks: Bool
    }

    private static func text(
        at path: String,
        files: inout QTIFiles,
        into references: inout QTIFiles.References
    ) throws(Source.Refusal) -> Text {
        if let known = files.texts[path] {
            references.files.merge(known.files) { first, _ in first }
            return known
        }
        let bytes = try files.source.bytes(at: path)
        let (nodes, hash) = try parsed(bytes, at: path)
        let found = files.references(in: MarkupElement("text", children: nodes), at: path)
        references.files.merge(found.files) { first, _ in first }
        references.fresh += found.fresh
        var content = ContentImport(media: { found.media[$0] }, role: role)
        let blocks = content.blocks(nodes)
        let losses = found.losses + content.losses.map(Finding.init)
        let text = Text(
            hash: hash,
            blocks: blocks,
            files: found.files,
            losses: losses.prefix(100).map { loss in
                Finding(loss.code, "in “\(path.prefix(200))”: \(loss.message)", line: loss.line)
            },
            pictures: content.pictures,
            asks: nodes.contains { !($0.element?.interactions ?? []).isEmpty }
        )
        // A package of many texts must not hold all of them at once.
        if files.texts.count >= 32 { files.texts = [:] }
        files.texts[path] = text
        return text
    }

    /// A shared text has no variables and no places to answer.
    private static func role(of element: MarkupElement) -> ContentImport.Role {
        guard element.isQTI else { return .ordinary }
        switch element.name {
        case "rubric-block": return element.isForCandidates ? .unwrapped : .omitted
        case "stimulus-body", "content-body", "item-body": return .unwrapped
        default: return .foreign(markup: "", fallback: element.words)
        }
    }
}
