/// Two languages nobody speaks, made from English so that tests see what translators will do to a page.
enum PseudoLocale {
    /// `en-XA`: accented, 40 % longer, in brackets.
    ///
    /// A text that bypasses the catalogue stays plain and shows.
    static func accented(_ english: Texts) -> Texts {
        english.mapped(to: "en-XA") { text in
            let body = outsideParameters(of: text) { part in String(part.map { accents[$0] ?? $0 }) }
            let length = text.count * 2 / 5
            return "⟦\(body)\(length > 0 ? " " + String(repeating: "·", count: length) : "")⟧"
        }
    }

    /// `ar-XB`: the English words forced to run from right to left.
    ///
    /// Each part begins with a mark of that direction, as every Arabic text does: an override alone does not tell the
    /// direction of the whole (Unicode Annex 9, rule P2).
    static func mirrored(_ english: Texts) -> Texts {
        english.mapped(to: "ar-XB") { text in
            outsideParameters(of: text) { part in part.isEmpty ? "" : "\u{200F}\u{202E}\(part)\u{202C}" }
        }
    }

    private static func outsideParameters(of text: String, _ change: (Substring) -> String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += change(rest[..<open])
            result += rest[open...close]
            rest = rest[rest.index(after: close)...]
        }
        return result + change(rest)
    }

    private static let accents: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
        )
    )
}
