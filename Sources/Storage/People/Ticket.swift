/// An exam ticket: 80 secret bits as 16 letters in four groups, usable until hand-in.
///
/// Source: Crockford's base 32: no I, L, O or U, so that a ticket can be read aloud.
public struct Ticket: Hashable, Sendable {
    /// Sixteen letters without hyphens.
    public let letters: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A ticket of ten bytes from `generator`, which must be fit for secrets.
    public init(using generator: inout some RandomNumberGenerator) {
        letters = String((0..<16).map { _ in Self.alphabet[Int.random(in: 0..<32, using: &generator)] })
    }

    /// Reads what a person typed: any case, with or without hyphens and blanks; O is 0, I and L are 1.
    ///
    /// - Returns: `nil` unless sixteen letters of the alphabet remain.
    public init?(typed text: String) {
        var letters = ""
        for character in text.uppercased() where character != "-" && !character.isWhitespace {
            switch character {
            case "O": letters.append("0")
            case "I", "L": letters.append("1")
            case _ where Self.alphabet.contains(character): letters.append(character)
            default: return nil
            }
        }
        guard letters.count == 16 else { return nil }
        self.letters = letters
    }

    /// The ticket as it is printed: four groups of four.
    public var printed: String {
        stride(from: 0, to: 16, by: 4)
            .map { String(letters.dropFirst($0).prefix(4)) }
            .joined(separator: "-")
    }
}
