/// The allow-list for markup from outside: what becomes our own content, what is kept unseen, what is taken out.
///
/// Source: rule I5 of the threat model.
enum ContentRules {
    /// Boxes that only group; their content is taken and the box is not kept.
    static let groups: Set<String> = [
        "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "center",
        "address", "details", "summary", "fieldset", "legend", "hgroup", "form", "body", "html", "noframes",
    ]
    static let headings: [String: Int] = ["h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6]
    static let blocks: Set<String> = groups.union(headings.keys).union([
        "p", "ul", "ol", "table", "blockquote", "pre", "dl", "hr",
    ])
    /// Runs that our content has under another name.
    static let runs: [String: @Sendable ([Inline]) -> Inline] = [
        "strong": { .strong($0) }, "b": { .strong($0) }, "em": { .emphasis($0) }, "i": { .emphasis($0) },
        "var": { .emphasis($0) }, "cite": { .emphasis($0) }, "dfn": { .emphasis($0) },
        "sub": { .subscript($0) }, "sup": { .superscript($0) },
        "code": { .code($0) }, "kbd": { .code($0) }, "samp": { .code($0) }, "tt": { .code($0) },
    ]
    /// Runs that are taken for the text in them.
    static let plainRuns: Set<String> = ["span", "a", "font", "label", "big", "bdi", "time", "data", "nobr"]
    /// Elements that are taken out together with all that stands in them.
    static let removed: Set<String> = [
        "script", "style", "iframe", "frame", "frameset", "embed", "applet", "link", "meta", "base", "head",
        "template", "noscript", "noembed", "plaintext", "xmp", "canvas", "portal", "slot", "dialog",
        "input", "button", "select", "option", "optgroup", "textarea", "datalist", "output", "progress", "meter",
        "keygen", "isindex", "marquee", "bgsound",
    ]
    /// Elements of SVG that can run code, fetch, or change an address after it was checked.
    static let activeInDrawings: Set<String> = [
        "set", "animate", "animatetransform", "animatemotion", "animatecolor", "foreignobject", "handler", "listener",
    ]
    /// The namespace whose elements stand for other files (XInclude 1.1, section 2); no file is put in their place.
    static let inclusion = "http://www.w3.org/2001/XInclude"
    /// Attributes that hold an address.
    static let addresses: Set<String> = [
        "href", "src", "srcset", "data", "poster", "action", "formaction", "background", "cite", "longdesc", "usemap",
        "classid", "codebase", "archive", "profile", "manifest", "ping", "lowsrc", "dynsrc", "altimg", "srcdoc",
    ]

    /// Whether `address` stays inside the package: relative, without scheme, host or trick.
    static func isLocal(_ address: String) -> Bool {
        // Browsers drop tabs and line breaks inside an address before they read its scheme (WHATWG URL, 4.4).
        let scalars = address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
        let plain = String(String.UnicodeScalarView(scalars)).lowercased()
        guard !plain.hasPrefix("//"), !plain.hasPrefix("/"), !plain.contains("\\") else { return false }
        let beforePath = plain.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !beforePath.contains(":") && !beforePath.contains("&colon")
    }

    /// Whether an attribute can run code, whatever its value.
    static func isHandler(_ name: String) -> Bool { name.lowercased().hasPrefix("on") }
}

/// Something of the source that our content does not hold, where it stood and what became of it.
public struct ContentLoss: Hashable, Sendable {
    /// A stable word, such as `content.script`.
    public var code: String
    public var message: String
    /// The line in the source, counted from 1; 0 when nobody knows.
    public var line: Int

    public init(code: String, message: String, line: Int = 0) {
        self.code = code
        self.message = message
        self.line = line
    }
}
