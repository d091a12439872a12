public import Foundation

/// Makes our own content out of markup from outside, by an allow-list.
///
/// What has a place in our content takes it. What is harmless but has none (ruby, drawings, definition lists, tables
/// with joined cells …) is kept as foreign markup and shown as its text. Scripts, handlers, frames, forms, styles and
/// addresses outside the package are taken out. Whatever is not carried over one to one is named in ``losses``.
///
/// Source: rule I5 of the threat model.
public struct ContentImport {
    /// What an element is to the format that is being read.
    public enum Role {
        /// HTML, formulae or drawings: treated by the rules here.
        case ordinary
        /// The place of an interaction that stands alone.
        case interaction(ResponseID)
        /// The place of an interaction inside a sentence.
        case inlineInteraction(ResponseID)
        /// A gap for a label, and when it is there.
        case gap(OptionID, Visibility?)
        /// Words that can be chosen, and when they are there.
        case hotText(OptionID, Visibility?)
        /// The value of a variable.
        case variable(PrintedVariable)
        /// Shown or hidden by a variable; `isInline` where it stands inside a sentence.
        case conditional(Visibility, isInline: Bool)
        /// Blocks that were read before, such as a text from another file.
        case content([Block])
        /// Kept as `markup` and shown as `fallback`.
        case foreign(markup: String, fallback: String)
        /// Left out here; the caller has named why, if a reason is needed.
        case omitted
        /// Only the content counts.
        case unwrapped
    }

    /// Pictures that stood inside the text, by the name that the content gives them.
    public internal(set) var pictures: [String: Data] = [:]
    /// The largest picture that may stand inside the text, in bytes.
    public static let pictureLimit = 262_144

    let media: (String) -> String?
    let role: (MarkupElement) -> Role
    /// Whether a picture or recording whose file is missing keeps its place; until November 2026 its words alone were kept.
    public var keepsPlaces = true
    private var named: [ContentLoss] = []
    private var dropped: [DroppedAttribute: (count: Int, line: Int)] = [:]

    private struct DroppedAttribute: Hashable, Comparable {
        let element: String
        let attribute: String

        static func < (left: Self, right: Self) -> Bool {
            (left.element, left.attribute) < (right.element, right.attribute)
        }
    }

    /// - Parameters:
    ///   - media: The name that our content uses for the file at an address of the source; `nil` when there is none.
    ///   - role: What the format makes of an element before the rules here are asked.
    public init(
        media: @escaping (String) -> String? = { _ in nil },
        role: @escaping (MarkupElement) -> Role = { _ in .ordinary }
    ) {
        self.media = media
        self.role = role
    }

    /// What was not carried over one to one, in the order of the source; attributes follow at the end, counted.
    public var losses: [ContentLoss] {
        named
            + dropped.sorted { $0.key < $1.key }.map { key, found in
                let times = found.count == 1 ? "" : " (\(found.count) times)"
                return ContentLoss(
                    code: key.attribute == "style" ? "content.style" : "content.attribute",
                    message: "the attribute \(key.attribute) of \(key.element) is not kept\(times)",
                    line: found.line
                )
            }
    }

    /// Returns the blocks that `nodes` make; loose text becomes paragraphs.
    public mutating func blocks(_ nodes: [MarkupNode], language: String? = nil) -> [Block] {
        var blocks: [Block] = []
        var run: [Inline] = []
        for node in nodes { read(node, language: language, blocks: &blocks, run: &run) }
        flush(&run, into: &blocks, language: language)
        return blocks
    }

    mutating func lose(_ code: String, _ message: String, at element: MarkupElement) {
        // A hostile file could name millions; two hundred say enough.
        guard named.count < 200 else { return }
        named.append(ContentLoss(code: "content.\(code)", message: message, line: element.line))
    }

    /// Names the attributes of `element` that nobody reads.
    mutating func loseAttributes(of element: MarkupElement, except read: Set<String> = []) {
        for attribute in element.attributes {
            let name = attribute.name.lowercased()
            if name == "lang" || attribute.namespace == MarkupAttribute.xmlNamespace || read.contains(name) { continue }
            if ContentRules.isHandler(name) {
                lose("handler", "the handler \(name) of \(element.name) was taken out", at: element)
                continue
            }
            guard dropped.count < 200 else { return }
            let key = DroppedAttribute(element: element.name, attribute: name)
            let found = dropped[key] ?? (0, element.line)
            dropped[key] = (found.count + 1, found.line)
        }
    }

    private func flush(_ run: inout [Inline], into blocks: inout [Block], language: String?) {
        let inlines = InlineRun.tidied(run)
        run = []
        guard !inlines.isEmpty else { return }
        if inlines.count == 1, case .image(let image) = inlines[0] {
            blocks.append(.image(image))
        } else {
            blocks.append(.paragraph(Self.inlines(inlines, in: language)))
        }
    }

    private static func inlines(_ inlines: [Inline], in language: String?) -> [Inline] {
        guard let language, !inlines.isEmpty else { return inlines }
        return [.language(language, inlines)]
    }

    private mutating func read(_ node: MarkupNode, language: String?, blocks: inout [Block], run: inout [Inline]) {
        guard case .element(let element) = node else {
            if case .text(let text) = node { run.append(.text(text)) }
            return
        }
        switch role(element) {
        case .interaction(let id):
            flush(&run, into: &blocks, language: language)
            blocks.append(.interaction(id))
        case .foreign(let markup, let fallback):
            flush(&run, into: &blocks, language: language)
            blocks.append(.foreign(markup: markup, fallback: fallback))
        case .conditional(let visibility, isInline: false):
            flush(&run, into: &blocks, language: language)
            let inner = self.blocks(element.children, language: element.language ?? language)
            if !inner.isEmpty { blocks.append(.conditional(visibility, inner)) }
        case .content(let made):
            flush(&run, into: &blocks, language: language)
            blocks += made
        case .inlineInteraction, .gap, .hotText, .variable, .conditional, .omitted: run += inlines(of: element)
        case .unwrapped:
            flush(&run, into: &blocks, language: language)
            blocks += self.blocks(element.children, language: element.language ?? language)
        case .ordinary:
            if isBlock(element) {
                flush(&run, into: &blocks, language: language)
                blocks += block(element, language: element.language ?? language)
            } else {
                run += inlines(of: element)
            }
        }
    }

    /// Whether an element makes blocks: by its name, or because a run was wrapped around blocks.
    private func isBlock(_ element: MarkupElement) -> Bool {
        guard element.isHTML else {
            return isStrange(element) && !holdsInteraction(element) && element.contains { standsAlone($0) }
        }
        let name = element.name.lowercased()
        if ContentRules.blocks.contains(name) || Self.kind(ofRecording: element) != nil { return true }
        guard ContentRules.runs[name] != nil || ContentRules.plainRuns.contains(name) else { return false }
        return element.contains { standsAlone($0) }
    }

    func standsAlone(_ element: MarkupElement) -> Bool {
        switch role(element) {
        case .interaction, .content, .conditional(_, isInline: false): true
        case .ordinary:
            element.isHTML
                && (ContentRules.blocks.contains(element.name.lowercased()) || Self.kind(ofRecording: element) != nil)
        case .inlineInteraction, .gap, .hotText, .variable, .conditional, .foreign, .omitted, .unwrapped: false
        }
    }

    /// Whether something that candidates answer or that changes for them stands in `element`, so that it cannot be
    /// kept as a whole.
    func holdsInteraction(_ element: MarkupElement) -> Bool {
        element.contains {
            switch role($0) {
            case .interaction, .inlineInteraction, .gap, .hotText, .variable, .conditional, .content: true
            case .ordinary, .foreign, .omitted, .unwrapped: false
            }
        }
    }

    private mutating func block(_ element: MarkupElement, language: String?) -> [Block] {
        let name = element.name.lowercased()
        switch name {
        case "p" where !element.elements.contains { $0.contains { standsAlone($0) } }:
            loseAttributes(of: element)
            return paragraph(element, language: language)
        case "ul", "ol":
            loseAttributes(of: element)
            return [.list(isOrdered: name == "ol", items: listItems(element, language: language))]
        case "blockquote":
            loseAttributes(of: element)
            return [.quotation(blocks(element.children, language: language))]
        case "pre" where element.elements.isEmpty:
            loseAttributes(of: element)
            let text = element.text
            return [.preformatted(text.hasPrefix("\n") ? String(text.dropFirst()) : text)]
        case "table": return table(element, language: language)
        case "dl" where !holdsInteraction(element), "hr": return foreign(element)
        case _ where Self.kind(ofRecording: element) != nil: return recordingBlocks(element)
        default: break
        }
        loseAttributes(of: element)
        guard let level = ContentRules.headings[name] else {
            if name == "form" { lose("form", "a form was taken out, its text is kept", at: element) }
            if !ContentRules.groups.contains(name), name != "p" {
                lose("element", "\(name) is not kept, its content is", at: element)
            }
            return blocks(element.children, language: language)
        }
        let inlines = Self.inlines(InlineRun.tidied(inlines(element.children)), in: language)
        return inlines.isEmpty ? [] : [.heading(level: level, inlines)]
    }

    private mutating func paragraph(_ element: MarkupElement, language: String?) -> [Block] {
        var blocks: [Block] = []
        var run = inlines(element.children)
        flush(&run, into: &blocks, language: language)
        return blocks
    }

    private mutating func listItems(_ list: MarkupElement, language: String?) -> [[Block]] {
        var items: [[Block]] = []
        for child in list.children {
            switch child {
            case .element(let element) where element.isHTML && element.name.lowercased() == "li":
                loseAttributes(of: element)
                items.append(blocks(element.children, language: element.language ?? language))
            case .element, .text:
                let loose = blocks([child], language: language)
                if !loose.isEmpty { items.append(loose) }
            }
        }
        return items
    }

    /// Keeps `element` as it is, with its text to show.
    mutating func foreign(_ element: MarkupElement) -> [Block] {
        guard let clean = cleaned(element) else { return [] }
        return [.foreign(markup: MarkupText.text(of: clean), fallback: InlineRun.tidiedText(clean.shownText))]
    }
}

extension MarkupElement {
    /// Whether the names of HTML apply.
    var isHTML: Bool { namespace.isEmpty || namespace == "http://www.w3.org/1999/xhtml" }

    /// The words that stand for this element: the text that a formula or drawing brings for it, else its own text.
    var shownText: String {
        if let text = self["alttext"] ?? self["alt"] ?? self["aria-label"], !text.isEmpty { return text }
        return children.map { child in
            switch child {
            case .text(let run): run
            case .element(let element): element.shownText
            }
        }.joined(separator: " ")
    }
}
