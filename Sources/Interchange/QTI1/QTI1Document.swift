import Assessment
import Foundation

/// A document of QTI 1: items alone, in assessments and their sections, or in banks.
struct QTI1Document {
    /// An item, or something in an item's place that is not read.
    struct Entry {
        var item: XMLElement?
        /// What is to be said of it; empty for nothing.
        var note: String
        var line: Int
        var place: Int
    }

    private(set) var entries: [Entry] = []
    private let identifier: String

    init(_ root: XMLElement) {
        let holder = root.elements.first { ["assessment", "objectbank", "section"].contains($0.local) }
        identifier = holder?.attribute("ident")?.trimmed ?? ""
        collect(root, note: "")
    }

    /// Whether the document is one item and nothing else, so that its bytes are the item's.
    var isOneItem: Bool { entries.count == 1 && identifier.isEmpty }

    /// The identifier of an item in the bank: its own, behind those of its package and of what holds it.
    ///
    /// Items of QTI 1 are called `i1`, `i2` … in every export of some systems, so their own names say nothing beyond their
    /// document. Where the names of package and holder are too long together, the start of their hash stands for them.
    func name(_ entry: Entry, in package: String) -> String {
        let own = entry.item?.attribute("ident")?.trimmed ?? ""
        let around = [package, identifier].filter { !$0.isEmpty }.joined(separator: "-")
        let name = own.isEmpty ? "\(around.isEmpty ? "item-" : "")\(entry.place)" : own
        guard !around.isEmpty else { return name }
        let isLong = around.utf8.count + name.utf8.count > 190
        return "\(isLong ? String(ContentHash(of: Data(around.utf8)).rawValue.prefix(16)) : around)-\(name)"
    }

    private mutating func collect(_ container: XMLElement, note: String) {
        var note = note
        if container.elements.contains(where: { $0.local == "presentation_material" }) {
            note = "the text for its whole section or test is not read"
        }
        for child in container.elements {
            switch child.local {
            case "item":
                entries.append(Entry(item: child, note: note, line: child.line, place: entries.count + 1))
            case "assessment", "section", "objectbank": collect(child, note: note)
            case "itemref", "bankentry_item", "sectionref", "sourcebank_ref":
                let message = "an item of another document is named; only that document has it"
                entries.append(Entry(note: message, line: child.line, place: entries.count + 1))
            default: break
            }
        }
    }

    /// The size up to which every item that is kept is kept as the whole document, bit for bit, in bytes.
    ///
    /// A bank of a thousand items in one file must not be kept a thousand times.
    static let wholeLimit = 65_536

    /// A document with one item of this larger one, so that each is kept once; what holds it keeps its name.
    func alone(_ item: XMLElement, in root: XMLElement) -> Data {
        var content = MarkupNode.element(MarkupElement(item))
        if !identifier.isEmpty {
            let name = [MarkupAttribute("ident", identifier)]
            let holder = MarkupElement("assessment", namespace: root.namespace, attributes: name, children: [content])
            content = .element(holder)
        }
        let document = MarkupElement("questestinterop", namespace: root.namespace, children: [content])
        return Data(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + MarkupText.text(of: document) + "\n").utf8)
    }

    /// `bytes` as our reader takes them, and whether letters beyond ASCII are read as UTF-8 against what they declare.
    ///
    /// Exporters of this time declare ISO 8859-1 and write UTF-8, or ASCII, which is both. The name alone is blanked out:
    /// whatever is not UTF-8 is still refused, as rule I3 of the threat model has it.
    static func readable(_ bytes: Data) -> (bytes: Data, isAgainstDeclaration: Bool) {
        guard bytes.starts(with: Data("<?xml".utf8)), bytes.count < 64 << 20,
            let end = bytes.prefix(200).firstRange(of: Data("?>".utf8)), String(validating: bytes, as: UTF8.self) != nil
        else { return (bytes, false) }
        let declaration = String(decoding: bytes[bytes.startIndex..<end.upperBound], as: UTF8.self)
        let words = declaration.uppercased().split { $0 == "\"" || $0 == "'" }
        guard words.contains(where: { ["ISO-8859-1", "US-ASCII", "ASCII", "WINDOWS-1252"].contains($0) }) else {
            return (bytes, false)
        }
        // The lines stay where they are.
        let blank = String(declaration.map { $0.isNewline ? $0 : " " })
        return (Data(blank.utf8) + bytes[end.upperBound...], bytes.contains { $0 >= 0x80 })
    }
}
