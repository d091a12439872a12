import Foundation
import Mustache

/// A page: finished words and booleans that fill the template of the same name.
///
/// `QuestionPage` fills `question.mustache`, wherever under `Site/templates` that lies. To add a page, write the
/// struct in its noun's folder, the template, the texts, its line in ``Site/pages`` and its specimens.
/// A field is a `String`, a `Bool`, an `Optional` of a struct or string, an array of small structs, or ``SafeHTML``;
/// only the last is written with three braces.
protocol Page: Sendable {
    /// What the browser shows as the name of the page, before the name of the service.
    var title: String { get }
}

extension Page {
    /// Name of the template: `CodeSignInPage` → `code-sign-in`.
    static var template: String {
        let name = String(describing: Self.self)
        var kebab = ""
        for character in name.hasSuffix("Page") ? name.dropLast(4) : name[...] {
            if character.isUppercase && !kebab.isEmpty { kebab += "-" }
            kebab += character.lowercased()
        }
        return kebab
    }
}

/// What the engine wrote.
///
/// Only this file makes one.
struct RenderedPage: Sendable {
    let markup: String
    fileprivate init(markup: String) { self.markup = markup }
}

/// The templates of the site in one language, ready to be filled.
struct PageLibrary: Sendable {
    private let library: MustacheLibrary

    /// Puts the words of `texts` into the templates and compiles them.
    ///
    /// - `templates`: Text of each template by its name.
    /// - Throws: ``SiteProblem`` naming the template that is broken, or that names a text or partial that is not there.
    init(templates: [String: String], texts: Texts) throws(SiteProblem) {
        MustacheContentTypes.register(ByteEscaping(), named: "SAFE")
        var compiled: [String: MustacheTemplate] = [:]
        for (name, source) in templates {
            let worded = try Self.wording(source, of: name, with: texts)
            let outline = try TemplateOutline(name: name, text: worded)
            for node in outline.all where [.partial, .parent].contains(node.kind) && templates[node.name] == nil {
                throw SiteProblem(file: name, problem: "there is no template \(node.name)")
            }
            do {
                compiled[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE: SAFE}}" + worded)
            } catch {
                throw SiteProblem(file: name, problem: "\(error)")
            }
        }
        library = MustacheLibrary(templates: compiled)
    }

    /// The page inside the layout, as a whole document.
    func render(_ page: some Page, in layout: Layout) -> RenderedPage {
        var root = Self.fields(of: layout)
        root.merge(Self.fields(of: page)) { _, own in own }
        root["title"] = page.title
        return RenderedPage(markup: library.render(root, withTemplate: type(of: page).template) ?? "")
    }

    /// Stored properties by name; those that hold nothing are left out.
    static func fields(of value: Any) -> [String: Any] {
        var fields: [String: Any] = [:]
        for child in Mirror(reflecting: value).children {
            guard let label = child.label else { continue }
            fields[label] = unwrapped(child.value)
        }
        return fields
    }

    /// What an optional holds; anything else as it is.
    static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }

    /// Replaces each `[[key]]` by its text and drops the indentation, which only source readers need.
    private static func wording(
        _ source: String,
        of name: String,
        with texts: Texts
    ) throws(SiteProblem) -> String {
        var result = ""
        var rest = source[...]
        while let open = rest.firstRange(of: "[["), let close = rest[open.upperBound...].firstRange(of: "]]") {
            let key = String(rest[open.upperBound..<close.lowerBound])
            guard let text = texts.plain(key) else {
                let reason = texts.has(key) ? "needs parameters: fill it in Swift" : "is not in the catalogue"
                throw SiteProblem(file: name, problem: "[[\(key)]] \(reason)")
            }
            result += rest[..<open.lowerBound]
            result += SafeHTML(escaping: text).markup
            rest = rest[close.upperBound...]
        }
        result += rest
        return result.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n") + "\n"
    }
}

/// Escapes on bytes: the engine's own escape goes by characters and passes a quotation mark that carries a
/// combining mark.
private struct ByteEscaping: MustacheContentType {
    func escapeText(_ text: String) -> String { SafeHTML(escaping: text).markup }
}

extension SafeHTML: MustacheCustomRenderable {
    var renderText: String { markup }
    var isNull: Bool { false }
}
