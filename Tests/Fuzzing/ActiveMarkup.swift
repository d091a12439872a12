import Assessment
import Foundation
import Interchange

/// Looks for what could act, fetch or hide in the markup that a version keeps; its rules are written apart from those of
/// the product.
///
/// Source: threat model, rules I4 to I6.
enum ActiveMarkup {
    static func findings(in version: ItemVersion) -> [String] {
        markup(in: version.content).flatMap(findings)
    }

    private static func markup(in blocks: [Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            if case .foreign(let markup, _) = block { return [markup] }
            return markup(in: block.blocks) + markup(in: block.inlines)
        }
    }

    private static func markup(in inlines: [Inline]) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .foreign(let markup, _), .formula(let markup, _): [markup]
            case .text, .lineBreak, .image, .interaction, .gap, .variable: []
            case .strong, .emphasis, .superscript, .subscript, .code, .language, .hotText, .conditional:
                Self.markup(in: inline.inlines)
            }
        }
    }

    /// What is active in `markup`.
    static func findings(_ markup: String) -> [String] {
        do throws(XMLProblem) {
            // HTML may be as deep as a whole document may be; here it stands one level deeper.
            var limits = XMLLimits.standard
            limits.depth += 1
            return findings(try XMLTree(Data("<kept>\(markup)</kept>".utf8), limits: limits).root)
        } catch {
            return ["keeps markup that is no XML: \(error.message)"]
        }
    }

    private static func findings(_ element: XMLElement, inDrawing: Bool = false) -> [String] {
        var found: [String] = []
        let name = element.local.lowercased()
        let isDrawing = inDrawing || name == "svg"
        if active.contains(name) || (isDrawing && activeInDrawings.contains(name)) { found.append("keeps <\(name)>") }
        for attribute in element.attributes {
            let attributeName = attribute.name.local.lowercased()
            let value = attribute.value.lowercased().filter {
                !$0.isWhitespace && !$0.unicodeScalars.contains { $0.value < 33 }
            }
            if attributeName.hasPrefix("on") || attributeName == "style" || attributeName == "srcdoc" {
                found.append("keeps the attribute \(attributeName)")
            }
            let isAddress = ["href", "src", "data", "poster", "srcset", "action", "xlink:href"].contains(attributeName)
            let schemes = ["javascript:", "vbscript:", "data:", "http:", "https:", "//", "file:"]
            if isAddress, let scheme = schemes.first(where: value.hasPrefix) {
                found.append("keeps an address of \(scheme)")
            }
        }
        return found + element.elements.flatMap { findings($0, inDrawing: isDrawing) }
    }

    private static let active: Set<String> = [
        "script", "style", "iframe", "frame", "frameset", "embed", "applet", "link", "meta", "base",
        "form", "input", "button", "textarea",
        "select",
        "template", "noscript", "portal", "include",
    ]
    /// Outside drawings these are nothing, or mean something else: `set` is a set in MathML.
    private static let activeInDrawings: Set<String> = [
        "foreignobject", "animate", "set", "animatetransform", "animatemotion", "handler",
    ]
}
