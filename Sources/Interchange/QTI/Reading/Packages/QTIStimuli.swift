import Assessment
import Foundation

/// The texts of other files that one item shows: shared stimuli, included markup and pages shown as objects.
///
/// QTI 3 names them by `assessment-stimulus-ref`; items of QTI 2 share texts by `xi:include` and by `object`. Nothing
/// outside the source is fetched, and nothing that a text itself includes.
struct QTIStimuli {
    /// What each text became, by the address as the item writes it.
    private(set) var blocks: [String: Block] = [:]
    /// The hash of each text's file by its path.
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
            guard let target = PackagePath.resolved(address, from: path), target != path else { continue }
            guard blocks.count < 20 else {
                obstacles.append("the item shows more than 20 texts of other files")
                return
            }
            do throws(Source.Refusal) {
                let bytes = try files.source.bytes(at: target)
                let nodes = try Self.nodes(bytes, at: target)
                let found = files.references(in: MarkupElement("text", children: nodes), at: target)
                references.take(found)
                let hash = ContentHash(of: bytes)
                hashes[target] = hash
                blocks[address] = .stimulus(hash, content(of: nodes, at: target, media: found.media))
            } catch {
                let reason = error.findings.first?.message ?? "it cannot be read"
                losses.append(
                    Finding("qti.stimulus", "a text of another file is not shown: \(reason)", line: line)
                )
                obstacles.append("the text in “\(target.prefix(200))” cannot be read")
            }
        }
    }

    /// The same texts of an item that was read before, by the addresses of its source.
    static func known(in body: [Block], names: [String: String]) -> [String: Block] {
        let texts = body.stimuli
        var result: [String: Block] = [:]
        for (address, name) in names {
            result[address] = texts.first { MediaFile.hash(in: name) == $0.hash.rawValue }?.block
        }
        return result
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

    private static func nodes(_ bytes: Data, at path: String) throws(Source.Refusal) -> [MarkupNode] {
        if ["html", "htm"].contains(PackagePath.ending(path)) {
            do throws(HTMLReader.Refusal) {
                return try HTMLReader.nodes(String(decoding: bytes, as: UTF8.self))
            } catch {
                throw Source.Refusal([Finding("html.limit", "the page is longer or deeper than pages are")])
            }
        }
        do throws(XMLProblem) {
            let root = try XMLTree(bytes).root
            let tree = QTIDialect.canonical(root, version: QTIVersion(root: root) ?? .v21)
            guard tree.isQTI("assessment-stimulus") else { return [.element(tree)] }
            return tree.elements.filter { $0.isQTI("stimulus-body") }.map(MarkupNode.element)
        } catch {
            throw Source.Refusal([Finding("xml.\(error.code.rawValue)", error.message, line: error.line)])
        }
    }

    private mutating func content(of nodes: [MarkupNode], at path: String, media: [String: String]) -> [Block] {
        var content = ContentImport(media: { media[$0] }, role: Self.role)
        let blocks = content.blocks(nodes)
        for loss in content.losses.prefix(100) {
            losses.append(Finding(loss.code, "in “\(path.prefix(200))”: \(loss.message)", line: loss.line))
        }
        if nodes.contains(where: { !($0.element?.interactions ?? []).isEmpty }) {
            obstacles.append("an interaction stands in a text of another file")
        }
        pictures.merge(content.pictures) { first, _ in first }
        return blocks
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

extension [Block] {
    /// The shared texts in these blocks.
    var stimuli: [(hash: ContentHash, block: Block)] {
        flatMap { block in
            if case .stimulus(let hash, _) = block { [(hash, block)] } else { block.blocks.stimuli }
        }
    }
}
