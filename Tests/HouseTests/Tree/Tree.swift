import Foundation

/// The package's own tree, found from where this file was compiled.
struct Tree {
    var root: URL

    /// The tree this test was compiled from.
    static let house = Tree(
        root: URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    )

    /// Names directly below the root, build products and data folders left out.
    func topLevelNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path).filter { !Self.isIgnored($0) }.sorted()
    }

    /// Every folder below `path`, named from the root.
    func folders(under path: String) throws -> [String] {
        try walk(path).filter(\.isFolder).map(\.path)
    }

    /// Every file below `path` that is UTF-8 text; pictures and archives are passed over.
    func texts(under path: String) throws -> [SourceFile] {
        try walk(path).filter { !$0.isFolder }.compactMap { entry in
            let bytes = try Data(contentsOf: root.appendingPathComponent(entry.path))
            return String(data: bytes, encoding: .utf8).map { SourceFile(path: entry.path, text: $0) }
        }
    }

    /// The Swift files of the whole package, the manifest included.
    func swift() throws -> [SourceFile] {
        try texts(under: "Sources").swift + texts(under: "Tests").swift
    }

    private struct Entry {
        var path: String
        var isFolder: Bool
    }

    /// Everything below `path` in the order of names, without what `.gitignore` keeps out and without following links.
    private func walk(_ path: String) throws -> [Entry] {
        let folder = path.isEmpty ? root : root.appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name -> [Entry] in
            guard !Self.isIgnored(name) else { return [] }
            let below = path.isEmpty ? name : "\(path)/\(name)"
            let attributes = try FileManager.default.attributesOfItem(atPath: root.appendingPathComponent(below).path)
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory?: return [Entry(path: below, isFolder: true)] + (try walk(below))
            case .typeRegular?: return [Entry(path: below, isFolder: false)]
            default: return []
            }
        }
    }

    /// What `.gitignore` names, and git's own folder.
    private static func isIgnored(_ name: String) -> Bool {
        [".git", ".build", ".avicenna", ".swiftpm", "Package.resolved", "__pycache__", ".pytest_cache"].contains(name)
            || name.hasPrefix(".build-") || name.hasSuffix(".avicenna-data")
    }
}

extension [SourceFile] {
    var swift: [SourceFile] { filter { $0.path.hasSuffix(".swift") } }
}
