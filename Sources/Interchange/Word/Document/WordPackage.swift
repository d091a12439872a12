import Assessment
import Foundation

/// The parts of a Word document's package, found by their relationships.
///
/// Source: ECMA-376 part 2, section 9.3 (relationships); part 1, section 11.3 (parts of a document).
struct WordPackage {
    /// The path of the document itself.
    let main: String
    private let source: Source
    private var relationships: [String: Relationship] = [:]

    struct Relationship {
        /// The last component of the type's address, such as `image`.
        var type: String
        /// `nil` when the target lies outside the package.
        var path: String?
    }

    init(_ source: Source) throws(Source.Refusal) {
        self.source = source
        let top = source.has("_rels/.rels") ? Self.relationships(try Self.tree("_rels/.rels", source), at: "") : [:]
        main = top.values.first { $0.type == "officeDocument" }?.path ?? "word/document.xml"
        let parts = main.split(separator: "/")
        let folder = parts.dropLast().joined(separator: "/")
        let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(parts.last ?? "").rels"
        if source.has(path) { relationships = Self.relationships(try Self.tree(path, source), at: main) }
    }

    private static func relationships(_ root: XMLElement, at base: String) -> [String: Relationship] {
        var found: [String: Relationship] = [:]
        for element in root.all("Relationship") {
            guard let id = element.attribute("Id"), let target = element.attribute("Target") else { continue }
            let type = PackagePath.fileName(element.attribute("Type") ?? "")
            let isOutside = element.attribute("TargetMode")?.lowercased() == "external"
            // A target that starts at the root of the package is as usual as a relative one.
            let path =
                target.hasPrefix("/")
                ? PackagePath.resolved(String(target.dropFirst()), from: "")
                : PackagePath.resolved(target, from: base)
            found[id] = Relationship(type: type, path: isOutside ? nil : path)
        }
        return found
    }

    /// The tree of the part with a role such as `styles`; `nil` when the document has none.
    func part(_ type: String) throws(Source.Refusal) -> XMLElement? {
        guard let path = relationships.values.first(where: { $0.type == type })?.path, source.has(path) else {
            return nil
        }
        return try tree(at: path)
    }

    func tree(at path: String) throws(Source.Refusal) -> XMLElement { try Self.tree(path, source) }

    private static func tree(_ path: String, _ source: Source) throws(Source.Refusal) -> XMLElement {
        let bytes = try source.bytes(at: path)
        do throws(XMLProblem) {
            return try XMLTree(bytes).root
        } catch {
            let message = "\(path): \(error.message)"
            let finding = Finding("xml.\(error.code.rawValue)", message, line: error.line, column: error.column)
            throw Source.Refusal([finding])
        }
    }

    /// Why a picture cannot be shown.
    struct Unshown: Error {
        let message: String
    }

    /// The picture that `relationship` leads to, under the name of its hash.
    func picture(_ relationship: String) throws(Unshown) -> (name: String, bytes: Data) {
        guard let target = relationships[relationship] else {
            throw Unshown(message: "a picture is not in the document")
        }
        guard let path = target.path else { throw Unshown(message: "a picture lies outside the document") }
        let bytes: Data
        do throws(Source.Refusal) {
            bytes = try source.bytes(at: path)
        } catch {
            throw Unshown(message: "the picture “\(PackagePath.fileName(path).prefix(60))” is not in the document")
        }
        guard let ending = Self.ending(of: bytes) else {
            let kind = PackagePath.ending(path).uppercased()
            let message = "a picture of the format \(kind.isEmpty ? "unknown" : kind) is not shown; save it as PNG"
            throw Unshown(message: message)
        }
        return ("media/\(ContentHash(of: bytes).rawValue).\(ending)", bytes)
    }

    /// The ending of a picture that browsers show, by its first bytes, whatever its name says.
    private static func ending(of bytes: Data) -> String? {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
        if head.starts(with: Array("GIF8".utf8)) { return "gif" }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) { return "webp" }
        let text = String(decoding: bytes.prefix(1024), as: UTF8.self)
        return text.contains("<svg") && text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.first == "<" ? "svg" : nil
    }
}

/// The names of WordprocessingML in both of its namespaces.
extension XMLElement {
    private static let wordNamespaces: Set<String> = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ]

    /// The local name when the element belongs to the text; empty for drawings, formulae and what others added.
    var wordName: String { Self.wordNamespaces.contains(namespace) ? local : "" }

    /// The first child of that name.
    func word(_ name: String) -> XMLElement? { elements.first { $0.wordName == name } }

    /// The value of an attribute by its local name, whatever namespace it is in.
    func anyAttribute(_ local: String) -> String? { attributes.first { $0.name.local == local }?.value }

    /// What the child `name` holds as its `val`.
    func wordValue(_ name: String) -> String? { word(name)?.anyAttribute("val") }

    /// Whether the property `name` is on; `nil` when nothing is said of it.
    func wordSwitch(_ name: String) -> Bool? {
        guard let property = word(name) else { return nil }
        return !["0", "false", "off", "none"].contains(property.anyAttribute("val")?.lowercased() ?? "1")
    }
}
