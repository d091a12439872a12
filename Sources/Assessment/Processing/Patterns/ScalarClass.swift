/// A set of characters, by ranges, by Unicode category, by what it is not, and by what is taken away from it.
struct ScalarClass: Hashable, Sendable {
    /// One part of a class.
    enum Part: Hashable, Sendable {
        case range(ClosedRange<UInt32>)
        /// The first letter or both of a general category, such as `L` or `Nd`.
        case category(String)
        case other(ScalarClass)
    }

    var parts: [Part] = []
    var isNegated = false
    /// Holds at most one class; a list keeps the type finite.
    var subtracted: [ScalarClass] = []

    init(_ parts: [Part], isNegated: Bool = false) {
        self.parts = parts
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) { parts = [.range(scalar.value...scalar.value)] }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isListed = parts.contains { part in
            switch part {
            case .range(let range): range.contains(scalar.value)
            case .category(let name): scalar.properties.generalCategory.code.hasPrefix(name)
            case .other(let members): members.contains(scalar)
            }
        }
        return isListed != isNegated && !subtracted.contains { $0.contains(scalar) }
    }

    private static func range(_ scalars: ClosedRange<Unicode.Scalar>) -> Part {
        .range(scalars.lowerBound.value...scalars.upperBound.value)
    }

    /// The classes that have a letter: `\s`, `\i`, `\c`, `\d`, `\w`, and their opposites in capitals.
    ///
    /// Source: XML Schema 1.0 part 2, appendix F, multi-character escapes.
    static func escape(_ letter: Unicode.Scalar) -> ScalarClass? {
        let spaces: [Part] = [" ", "\t", "\n", "\r"].map { range($0...$0) }
        let initials: [Part] = [.category("L"), .category("Nl"), range("_"..."_"), range(":"...":")]
        let names = initials + [.category("N"), .category("M"), range("-"..."-"), range("."..."."), range("·"..."·")]
        return switch letter {
        case "s": ScalarClass(spaces)
        case "S": ScalarClass(spaces, isNegated: true)
        case "i": ScalarClass(initials)
        case "I": ScalarClass(initials, isNegated: true)
        case "c": ScalarClass(names)
        case "C": ScalarClass(names, isNegated: true)
        case "d": ScalarClass([.category("Nd")])
        case "D": ScalarClass([.category("Nd")], isNegated: true)
        case "w": ScalarClass([.category("P"), .category("Z"), .category("C")], isNegated: true)
        case "W": ScalarClass([.category("P"), .category("Z"), .category("C")])
        default: nil
        }
    }

    /// `.`: everything but the ends of lines.
    static let any = ScalarClass([range("\n"..."\n"), range("\r"..."\r")], isNegated: true)

    /// The general categories, and their first letters.
    static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
    ]
}

extension Unicode.GeneralCategory {
    /// Its two letters.
    fileprivate var code: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
