public import Assessment
public import Foundation

/// The files around the items of one source: what an item refers to, under the names of our content.
struct QTIFiles {
    let source: Source
    /// The name and hash of every file read so far, by path; `nil` for a file that is not there.
    private var known: [String: String?] = [:]
    private var handedOver: Set<String> = []
    /// Texts that items share, by path, so that many items of one text do not read it again and again.
    var texts: [String: QTIStimuli.Text] = [:]

    init(_ source: Source) { self.source = source }

    /// What an item refers to, resolved.
    struct References {
        /// Names of our content by the address as the item writes it.
        var media: [String: String] = [:]
        /// Names by path in the source, in the order of the paths.
        var files: [String: String] = [:]
        /// Files that no item before has brought along.
        var fresh: [MediaFile] = []
        private(set) var losses: [Finding] = []

        mutating func lose(_ loss: Finding) {
            if losses.count < 200 { losses.append(loss) }
        }
    }

    /// Resolves every address in `element`, the file at `path`, and takes along the files in `extra`.
    mutating func references(in element: MarkupElement, at path: String, extra: [String] = []) -> References {
        var result = References()
        var addresses: [(address: String, line: Int)] = []
        Self.collect(element, into: &addresses)
        for (address, line) in addresses where result.media[address] == nil {
            guard let target = PackagePath.resolved(address, from: path) else {
                if !address.trimmed.lowercased().hasPrefix("data:"), !address.hasPrefix("#"), !address.trimmed.isEmpty {
                    let message = "“\(address.prefix(200))” lies outside the package and is not fetched"
                    result.lose(Finding("file.remote", message, line: line))
                }
                continue
            }
            guard target != path else { continue }
            if let name = take(target, into: &result) {
                result.media[address] = name
            } else {
                let message = "the file “\(target.prefix(200))” is not there"
                result.lose(Finding("file.missing", message, line: line))
            }
        }
        for target in extra where target != path && result.files[target] == nil {
            guard take(target, into: &result) == nil else { continue }
            result.lose(Finding("file.missing", "the file “\(target.prefix(200))” is not there"))
        }
        return result
    }

    /// The names of `files`, which are by path, by the address as the document at `path` writes it.
    static func names(in element: MarkupElement, at path: String, files: [String: String]) -> [String: String] {
        var addresses: [(address: String, line: Int)] = []
        collect(element, into: &addresses)
        var names: [String: String] = [:]
        for (address, _) in addresses {
            if let target = PackagePath.resolved(address, from: path), let name = files[target] {
                names[address] = name
            }
        }
        return names
    }

    /// The paths that the document at `path` names, in their order, each once.
    static func paths(in element: MarkupElement, at path: String) -> [String] {
        var addresses: [(address: String, line: Int)] = []
        collect(element, into: &addresses)
        return addresses.compactMap { PackagePath.resolved($0.address, from: path) }.reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    private mutating func take(_ path: String, into result: inout References) -> String? {
        if let seen = known[path] {
            if let seen { result.files[path] = seen }
            return seen
        }
        guard source.has(path), !source.isSingleFile, let bytes = bytes(path) else {
            known[path] = .some(nil)
            return nil
        }
        let ending = PackagePath.ending(path)
        let name = "media/\(ContentHash(of: bytes).rawValue)\(ending.isEmpty ? "" : ".\(ending)")"
        known[path] = name
        result.files[path] = name
        if handedOver.insert(name).inserted { result.fresh.append(MediaFile(path: name, bytes: bytes)) }
        return name
    }

    private func bytes(_ path: String) -> Data? {
        do {
            return try source.bytes(at: path)
        } catch {
            // A file that cannot be expanded is missing for the item; the archive's own check names the damage.
            return nil
        }
    }

    private static let attributes: Set<String> = [
        "src", "href", "data", "poster", "primary-path", "fallback-path", "primary-configuration",
        "secondary-configuration", "file-href",
    ]

    private static func collect(_ element: MarkupElement, into addresses: inout [(address: String, line: Int)]) {
        let isTemplate = element.isQTI("response-processing")
        for attribute in element.attributes where attributes.contains(attribute.name) && !isTemplate {
            // Links of the text lead to pages, not to files of the item.
            if element.name == "a" { continue }
            addresses.append((attribute.value, element.line))
        }
        for child in element.elements { collect(child, into: &addresses) }
    }
}

/// A file of a bank that items show or need: an image, a style sheet, a shared text.
public struct MediaFile: Hashable, Sendable {
    /// The name by which content refers to it.
    public var path: String
    public var bytes: Data

    public init(path: String, bytes: Data) {
        self.path = path
        self.bytes = bytes
    }

    public var hash: ContentHash { ContentHash(of: bytes) }

    /// Whether the name is the hash of the bytes, with any folder and ending: only then the hash of a version that
    /// names it covers what candidates see.
    public var isNamedByHash: Bool { Self.hash(in: path) == hash.rawValue }

    /// The part of a name in which the hash stands.
    static func hash(in path: String) -> String { String(PackagePath.fileName(path).prefix { $0 != "." }) }
}
