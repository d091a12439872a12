import Assessment
import Foundation
import Interchange

/// What a path on the command line names, as formats want it: a file, a folder, an archive, or `-` for standard input.
struct InputFiles {
    let source: Source
    /// The one document that is meant, when files beside it were taken along for it.
    private let only: String?

    /// - Throws: ``CommandError`` when nothing is there; `Source.Refusal` when an archive cannot be opened.
    init(_ path: String) throws {
        guard path != "-" else {
            let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
            source = try Source.opening("standard input", bytes: bytes)
            only = nil
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError.missing(path)
        }
        let url = URL(filePath: path).standardizedFileURL
        guard !isFolder.boolValue else {
            source = Self.folder(url)
            only = nil
            return
        }
        let bytes = try Data(contentsOf: url, options: .mappedIfSafe)
        let neighbours = Self.neighbours(of: url, named: bytes)
        guard neighbours.isEmpty else {
            let folder = url.deletingLastPathComponent()
            source = Source(folder: url.lastPathComponent, paths: [url.lastPathComponent] + neighbours) {
                try Data(contentsOf: folder.appending(path: $0))
            }
            only = url.lastPathComponent
            return
        }
        source = try Source.opening(url.lastPathComponent, bytes: bytes)
        only = nil
    }

    /// Reads everything and hands on each item.
    func read(catalogue: Catalogue, each: (ImportedItem) throws -> Void) throws -> ImportedPackage {
        try Formats.read(source, catalogue: catalogue) { (item: ImportedItem) throws in
            if only == nil || item.report.path == only { try each(item) }
        }
    }

    /// How many documents there may be, for progress.
    var count: Int { only == nil ? source.paths.count { $0.hasSuffix(".xml") || $0.hasSuffix(".json") } : 1 }

    private static func folder(_ url: URL) -> Source {
        let root = url.resolvingSymlinksInPath().path
        var paths: [String] = []
        let files = FileManager.default.enumerator(
            at: url.resolvingSymlinksInPath(),
            includingPropertiesForKeys: [.isRegularFileKey],
            options: [.skipsHiddenFiles]
        )
        while let file = files?.nextObject() as? URL {
            // What cannot be looked at cannot be read either, and is named when it is missed.
            guard (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
            paths.append(String(file.path.dropFirst(root.count + (root.hasSuffix("/") ? 0 : 1))))
        }
        return Source(folder: url.lastPathComponent, paths: paths) {
            try Data(contentsOf: URL(filePath: root).appending(path: $0))
        }
    }

    /// The files in the folder of a lone XML document that it names in quotation marks, such as its images.
    ///
    /// Asking for those names alone keeps a document in a large folder from dragging the folder in.
    private static func neighbours(of url: URL, named bytes: Data) -> [String] {
        guard bytes.prefix(256).contains(UInt8(ascii: "<")), bytes.count <= 32 << 20,
            let text = String(validating: bytes, as: UTF8.self)
        else { return [] }
        let folder = url.deletingLastPathComponent()
        var found: Set<String> = []
        for match in text.matches(of: /["']([^"'<>:\n?#]{1,200}\.[A-Za-z0-9]{1,5})["'?#]/).prefix(10_000) {
            let name = String(match.1)
            let path = name.removingPercentEncoding ?? name
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains(".."), path != url.lastPathComponent else {
                continue
            }
            var isFolder: ObjCBool = false
            let file = folder.appending(path: path)
            if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
                found.insert(path.split(separator: "/").filter { $0 != "." }.joined(separator: "/"))
            }
        }
        return found.sorted()
    }
}
