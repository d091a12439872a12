/// Which plural form a language uses for a count.
///
/// Source: Unicode CLDR 44, plural rules for cardinals, for whole numbers only.
enum PluralRule {
    /// The forms a catalogue entry may offer.
    enum Form: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
        case zero, one, two, few, many, other
    }

    /// The form of `count` in the language of `locale` ("ar", "en-GB"); `other` where we know no rule.
    static func form(of count: Int, in locale: String) -> Form {
        switch locale.prefix(while: { $0 != "-" }) {
        case "ar" where !locale.hasSuffix("-XB"): arabic(count)
        case "fr", "pt": count == 0 || count == 1 ? .one : .other
        case "zh", "ja", "ko", "vi", "th": .other
        case "he" where count == 2: .two
        default: count == 1 ? .one : .other
        }
    }

    private static func arabic(_ count: Int) -> Form {
        switch (count, count % 100) {
        case (0, _): .zero
        case (1, _): .one
        case (2, _): .two
        case (_, 3...10): .few
        case (_, 11...99): .many
        default: .other
        }
    }
}
