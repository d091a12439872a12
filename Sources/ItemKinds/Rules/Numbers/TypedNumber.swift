public import Assessment

/// A number as people type it: any of three digit sets, decimal point or comma, grouping blanks, an own unit behind.
///
/// One separator is always the decimal mark, since "1,250" means 1.25 in much of Europe; groups are written with
/// blanks. Anything else is not a number.
public struct TypedNumber: Hashable, Sendable {
    public let value: Mark
    /// The unit typed behind the number, when it is one of the known ones.
    public let unit: String?

    /// Reads `text`; `units` are the units that may stand behind the number.
    public init?(_ text: String, units: [String]) {
        var number = ""
        var (isSigned, hasDigit) = (false, false)
        var rest = Substring(text.trimming())
        while let character = rest.first {
            if let digit = character.wholeNumberValue, Self.isDecimalDigit(character) {
                number.append(String(digit))
                hasDigit = true
            } else if Self.decimalMarks.contains(character), !number.contains(".") {
                number.append(".")
            } else if character == "-" || character == "\u{2212}", number.isEmpty, !isSigned {
                number.append("-")
                isSigned = true
            } else if character == "+", number.isEmpty, !isSigned {
                // A leading plus says nothing.
                isSigned = true
            } else if character.isWhitespace, Self.startsWithDigit(rest.dropFirst()) {
                // A blank between digits groups them.
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        if number.hasPrefix(".") { number = "0" + number }
        if number.hasPrefix("-.") { number = "-0" + number.dropFirst() }
        if number.hasSuffix(".") { number.removeLast() }
        guard hasDigit, let value = Mark(parsing: number) else { return nil }
        let suffix = String(rest).trimming()
        guard suffix.isEmpty || units.contains(suffix) else { return nil }
        self.value = value
        unit = suffix.isEmpty ? nil : suffix
    }

    private static let decimalMarks: Set<Character> = [".", ",", "\u{066B}"]

    private static func isDecimalDigit(_ character: Character) -> Bool {
        // Latin, Arabic-Indic and Persian digits; superscripts and circled digits are not typed numbers.
        character.unicodeScalars.count == 1
            && character.unicodeScalars.allSatisfy { $0.properties.numericType == .decimal }
    }

    private static func startsWithDigit(_ text: Substring) -> Bool { text.first.map(isDecimalDigit) ?? false }
}

extension String {
    fileprivate func trimming() -> String {
        var trimmed = Substring(self)
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        return String(trimmed)
    }
}
