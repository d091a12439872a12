import Archive
import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// The round trip of whole packages: files, names, metadata and what items depend on.
///
/// Source of the rules: our notes on interchange, section 7, rules 2, 3, 4 and 8.
@Suite struct QTIPackageTripTests {
    /// Every package of the corpus, zipped or as a folder.
    private static func packages() throws -> [(path: String, source: Source)] {
        var packages: [(path: String, source: Source)] = []
        for path in try Corpus.paths("zip") {
            // Broken archives are refused, which another suite holds.
            guard let source = try? Source.opening(path, bytes: try Corpus.bytes(path)) else { continue }
            packages.append((path, source))
        }
        let all = try Corpus.paths("")
        for path in all where path.hasSuffix("imsmanifest.xml") {
            let base = String(path.dropLast("imsmanifest.xml".count))
            let inside = all.filter { $0.hasPrefix(base) }
            let paths = inside.map { String($0.dropFirst(base.count)) }
            packages.append((path, Source(folder: path, paths: paths) { try Corpus.bytes(base + $0) }))
        }
        return packages
    }

    private static func manifest(_ source: Source) -> QTIManifest? {
        // A package without a manifest that can be read is refused, which another suite holds.
        guard let path = QTIManifest.path(in: source), let bytes = try? source.bytes(at: path),
            let root = try? XMLTree(bytes).root
        else { return nil }
        return QTIManifest(root, at: path)
    }

    /// The path as it stood before it had to make room.
    private static func home(_ path: String) -> String {
        guard path.hasPrefix("kept/") else { return path }
        return path.split(separator: "/").dropFirst(2).joined(separator: "/")
    }

    private static func tree(_ metadata: XMLElement?) -> MarkupElement? {
        guard let metadata else { return nil }
        var tree = MarkupElement(metadata)
        tree.namespace = ""
        tree.attributes = []
        return QTITree.normal(tree)
    }

    @Test func `items of a package come back with their files, names, metadata and dependencies`() throws {
        var held = (files: 0, metadata: 0, names: 0, bytes: 0)
        var (files, metadata, names, bytes) = ([String](), Set<String>(), [String](), [String]())
        for (path, source) in try Self.packages() {
            let loaded = Specimens.load(source)
            guard !loaded.versions.isEmpty, let before = Self.manifest(source) else { continue }
            // QTI 1 is read only: it leaves as QTI 3, so there is no trip to hold it to.
            guard !before.resources.contains(where: { $0.type.contains("xmlv1") }) else { continue }
            let isThree = loaded.versions.contains { $0.original?.format == "qti3.0" }
            let format = isThree ? "qti3" : "qti2.2"
            let written = try Specimens.files(loaded.bank, as: format, media: loaded.media)
            let bare = Source(folder: "bare", files: written.filter { !$0.key.hasSuffix(".json") })
            let after = try #require(Self.manifest(bare))
            let back = Specimens.load(bare)
            let returned = Dictionary(back.versions.map { ($0.item, $0) }) { first, _ in first }
            for version in loaded.versions {
                let name = "\(path) \(version.item.rawValue)"
                guard let original = version.originResource.flatMap(before.resource),
                    let home = version.originResource.flatMap(after.resource), let item = returned[version.item]
                else {
                    names.append(name)
                    continue
                }
                held.names += 1
                if Set(original.dependencies.filter { before.resource($0).map { !$0.isItem } ?? false })
                    != Set(home.dependencies)
                {
                    names.append("\(name): \(original.dependencies) \(home.dependencies)")
                }
                held.files += 1
                let moved = Dictionary(item.originFiles.map { (Self.home($0), $1) }) { first, _ in first }
                if moved != version.originFiles { files.append("\(name): \(version.originFiles) \(moved)") }
                guard let tree = Self.tree(original.metadata), !tree.elements.isEmpty else { continue }
                held.metadata += 1
                if Self.tree(home.metadata) != tree { metadata.insert(name) }
            }
            let again = Specimens.load(Source(folder: "again", files: written))
            var bank = again.bank
            (bank.id, bank.name) = (loaded.bank.id, loaded.bank.name)
            held.bytes += 1
            if try Specimens.files(bank, as: format, media: again.media) != written { bytes.append(path) }
        }
        print(
            "packages: rule 2 \(held.names - names.count)/\(held.names), rule 3",
            "\(held.files - files.count)/\(held.files), rule 4 \(held.metadata - metadata.count)/\(held.metadata),",
            "rule 8 \(held.bytes - bytes.count)/\(held.bytes) packages"
        )
        #expect(names.isEmpty && files.isEmpty && bytes.isEmpty, "\(names) \(files) \(bytes)")
        #expect(metadata == Set(QTIRoundTripExceptions.metadata.keys), "not as the table of exceptions says")
    }
}
