import Foundation

/// The words of the interface in one language.
///
/// A text is asked for by its key: `texts("live.save.saved", ["time": "10:42:07"])`, `texts("hand-in.blank", count: 3)`.
struct Texts: Sendable {
    /// BCP 47 tag of the language, as `<html lang>` writes it.
    let locale: String
    /// Keys for which `locale` had no text, so that the base language speaks.
    let missing: [String]
    private let entries: [String: Entry]

    /// Fills the gaps of `entries` from the base language.
    ///
    /// - `base`: What speaks where `entries` is silent; the base language itself has none.
    init(locale: String, entries: [String: Entry], base: Texts? = nil) {
        self.locale = locale
        self.entries = entries.merging(base?.entries ?? [:]) { own, _ in own }
        missing = base?.entries.keys.filter { entries[$0] == nil }.sorted() ?? []
    }

    /// One entry of the catalogue: a text, or one text for each plural form.
    enum Entry: Sendable, Hashable {
        case text(String)
        case plural([PluralRule.Form: String])
    }

    enum Direction: String, Sendable { case leftToRight = "ltr", rightToLeft = "rtl" }

    /// The direction of the script in which the language is written.
    var direction: Direction { Self.direction(of: locale) }

    /// The direction in which the language with this BCP 47 tag is written.
    static func direction(of tag: String) -> Direction {
        ["ar", "fa", "he", "ur"].contains(tag.prefix { $0 != "-" }.lowercased()) ? .rightToLeft : .leftToRight
    }

    /// All keys, sorted.
    var keys: [String] { entries.keys.sorted() }

    /// Tells whether the catalogue has this key.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// The text of `key` with each `{name}` replaced by its parameter.
    ///
    /// An unknown key is a mistake of ours, found by `TextsTests` in every source file; it shows nothing, never a key.
    func callAsFunction(_ key: String, _ parameters: [String: String] = [:]) -> String {
        guard case .text(let text)? = entries[key] else {
            assertionFailure("no text \(key)")
            return ""
        }
        return filled(text, with: parameters)
    }

    /// The text of `key` in the plural form of `count`, which is also its parameter `{count}`.
    func callAsFunction(_ key: String, count: Int, _ parameters: [String: String] = [:]) -> String {
        guard case .plural(let forms)? = entries[key],
            let text = forms[PluralRule.form(of: count, in: locale)] ?? forms[.other]
        else {
            assertionFailure("no plural text \(key)")
            return ""
        }
        return filled(text, with: parameters.merging(["count": String(count)]) { own, _ in own })
    }

    /// Several names as one: each keeps its own direction, and the list runs as the language does.
    func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "" }
        let isolated = names.map { name in
            direction == .rightToLeft || Self.runsRightToLeft(name) ? "\u{2068}\(name)\u{2069}" : name
        }
        // The mark tells the direction of the whole: what stands in isolates does not.
        return (direction == .rightToLeft ? "\u{200F}" : "") + isolated.joined(separator: separator)
    }

    /// What the language writes between two names of a list.
    private var separator: String {
        guard case .text(let pair)? = entries["list.pair"], let first = pair.firstRange(of: "{first}"),
            let second = pair[first.upperBound...].firstRange(of: "{second}")
        else {
            assertionFailure("no text list.pair")
            return " "
        }
        return String(pair[first.upperBound..<second.lowerBound])
    }

    /// Whether anything in `text` is written from right to left.
    static func runsRightToLeft(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x200F, 0x202B, 0x202E, 0x2067: true
            default: false
            }
        }
    }

    /// The text that a template names: one without parameters.
    func plain(_ key: String) -> String? {
        guard case .text(let text)? = entries[key], !text.contains("{") else { return nil }
        return text
    }

    /// The catalogue with every text changed, for the pseudo-locales.
    func mapped(to locale: String, _ change: (String) -> String) -> Texts {
        Texts(
            locale: locale,
            entries: entries.mapValues { entry in
                switch entry {
                case .text(let text): .text(change(text))
                case .plural(let forms): .plural(forms.mapValues(change))
                }
            }
        )
    }

    /// Entries under `prefix`, as the scripts get them: a text or the plural forms.
    func entries(under prefix: String) -> [String: Entry] {
        entries.filter { $0.key.hasPrefix(prefix) }
    }

    private func filled(_ text: String, with parameters: [String: String]) -> String {
        guard text.contains("{") else { return text }
        // Put into another text, this one is isolated in turn, and words inside isolates do not tell its direction: a
        // date in Arabic words would run from left to right (Unicode Annex 9, rule P2).
        var result = direction == .rightToLeft ? "\u{200F}" : ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            assert(parameters[name] != nil, "no parameter \(name) for \(text)")
            result += rest[..<open]
            result += isolated(parameters[name] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// In a right-to-left sentence a parameter keeps its own direction (Unicode FSI … PDI).
    private func isolated(_ parameter: String) -> String {
        direction == .rightToLeft ? "\u{2068}\(parameter)\u{2069}" : parameter
    }
}

extension Texts.Entry: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A string or an object are the two shapes; the second attempt's error is the one worth reading.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .plural(try container.decode([PluralRule.Form: String].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .plural(let forms): try container.encode(forms)
        }
    }
}
