import Foundation

@testable import Interchange

/// What a schema lets stand in an item: every element that the root of an item can hold, with its attributes.
///
/// Names are in our spelling. Elements of schemas that the corpus does not have are known by name alone, and what they
/// hold is not known at all.
struct QTISchemaModel {
    struct Element {
        var attributes: Set<String> = []
        /// Whether its attributes are declared here; otherwise only its name is known.
        var isDeclared = false
        /// Whether attributes of any name may stand on it.
        var isOpen = false
    }

    private(set) var elements: [String: Element] = [:]
    /// What stands in what.
    private(set) var parents: [String: Set<String>] = [:]

    private let isThree: Bool
    private let parts: [String: [String: XMLElement]]
    private var seen: Set<String> = []

    init(_ bytes: Data, of version: QTIVersion) throws {
        isThree = version == .v30
        var parts: [String: [String: XMLElement]] = [:]
        for part in try XMLTree(bytes).root.elements {
            if let name = part.attribute("name") { parts[part.local, default: [:]][name] = part }
        }
        self.parts = parts
        if let root = parts["element"]?[isThree ? "qti-assessment-item" : "assessmentItem"] { add(root, in: nil) }
    }

    /// The name of an element in our spelling: that of QTI without its prefix.
    private func key(_ name: String) -> String {
        isThree && name.hasPrefix("qti-") ? String(name.dropFirst(4)) : isThree ? name : QTIDialect.kebab(name)
    }

    private static func local(_ name: String) -> String { String(name.split(separator: ":").last ?? "") }

    private mutating func add(_ declaration: XMLElement, in parent: String?) {
        let reference = declaration.attribute("ref")
        let name = reference.map(Self.local) ?? declaration.attribute("name") ?? ""
        let own = key(name)
        if let parent { parents[own, default: []].insert(parent) }
        elements[own, default: Element()].isDeclared = elements[own]?.isDeclared ?? false
        if reference != nil {
            guard let found = parts["element"]?[name], reference?.contains("http") == false else { return }
            guard seen.insert("element \(name)").inserted else { return }
            add(found, in: nil)
            return
        }
        elements[own, default: Element()].isDeclared = true
        guard let type = declaration.attribute("type").map(Self.local) else { return walk(declaration, own) }
        guard seen.insert("\(own) of \(type)").inserted, let found = parts["complexType"]?[type] else { return }
        walk(found, own)
    }

    private mutating func walk(_ node: XMLElement, _ own: String) {
        for part in node.elements {
            let name = part.attribute("name")
            let reference = part.attribute("ref") ?? ""
            switch part.local {
            case "element": add(part, in: own)
            case "attribute":
                // Attributes of other namespaces, such as `xml:lang`, belong to no version.
                if let name { elements[own]?.attributes.insert(isThree ? name : QTIDialect.kebab(name)) }
            case "anyAttribute":
                // Those of other namespaces may stand in every version.
                if part.attribute("namespace") != "##other" { elements[own]?.isOpen = true }
            case "attributeGroup", "group":
                if let found = parts[part.local]?[Self.local(reference)] { walk(found, own) }
            case "extension", "restriction":
                if let base = parts["complexType"]?[Self.local(part.attribute("base") ?? "")] { walk(base, own) }
                walk(part, own)
            default: walk(part, own)
            }
        }
    }
}
