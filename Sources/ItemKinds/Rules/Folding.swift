import Foundation

/// A named way of making typed texts comparable.
enum Folding: String {
    /// Compatibility forms, case and diacritics folded; apostrophes dropped; other punctuation to blanks; white space
    /// collapsed; one leading English article dropped.
    case words1 = "words-1"

    func fold(_ text: String) -> String {
        // Nearly all answers are ASCII, and the tables of Unicode cost some fifty times as much.
        text.utf8.allSatisfy { $0 < 0x80 } ? Self.foldedASCII(text) : Self.folded(text)
    }

    private static func folded(_ text: String) -> String {
        var folded = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: continue
            case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
                .connectorPunctuation, .otherPunctuation:
                if !apostrophes.contains(scalar) { folded.append(scalar == "%" ? "%" : " ") }
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return words(folded.lowercased().replacing("ß", with: "ss").split(whereSeparator: \.isWhitespace))
    }

    private static func foldedASCII(_ text: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 where byte != 0x27 {
            switch byte {
            case 0x41...0x5A: folded.append(byte | 0x20)
            case 0x09...0x0D: folded.append(0x20)
            default: folded.append(punctuation.contains(byte) ? 0x20 : byte)
            }
        }
        return words(String(decoding: folded, as: UTF8.self).split(separator: " "))
    }

    private static func words(_ words: [Substring]) -> String {
        let isLed = words.count > 1 && articles.contains(String(words[0]))
        return words.dropFirst(isLed ? 1 : 0).joined(separator: " ")
    }

    private static let apostrophes: Set<UnicodeScalar> = ["'", "\u{2019}", "\u{2018}", "\u{02BC}"]
    /// ASCII of the categories that become blanks, but for `%`.
    private static let punctuation = Set(##"!"#&()*,-./:;?@[\]_{}"##.utf8)
    private static let articles: Set<String> = ["a", "an", "the"]
}
