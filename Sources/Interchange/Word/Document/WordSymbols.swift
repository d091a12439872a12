/// The letters behind the font Symbol, which older documents use for Greek and for signs of comparison.
///
/// Source: Adobe Symbol encoding to Unicode (Unicode Consortium, VENDORS/ADOBE/symbol.txt).
enum WordSymbols {
    private static let letters: [Int: Character] = {
        var letters: [Int: Character] = [
            0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
            0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
            0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xCE: "∈", 0xD1: "∇", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑",
            0xF2: "∫", 0x40: "≅", 0x5C: "∴", 0x7E: "∼", 0x2D: "−", 0x2A: "∗",
        ]
        let capitals = Array("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
        let small = Array("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
        for place in 0..<26 { (letters[0x41 + place], letters[0x61 + place]) = (capitals[place], small[place]) }
        // Figures and the plain signs stand where ASCII has them.
        for code in Array(0x30...0x39) + [0x20, 0x28, 0x29, 0x2B, 0x2C, 0x2E, 0x2F, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x25]
        {
            letters[code] = Character(Unicode.Scalar(UInt8(code)))
        }
        return letters
    }()

    static func letter(_ code: Int) -> Character? { letters[code] }
}

/// The letters before options, in the orders in which schools write them.
enum WordLetters {
    static let latin = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let arabicAlphabet = Array("أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
    static let arabicAbjad = Array("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
    static let cyrillic = Array("АБВГДЕЖЗИКЛМНОПР")
    static let greek = Array("ΑΒΓΔΕΖΗΘΙΚΛΜ")
    static let orders = [latin, arabicAlphabet, arabicAbjad, cyrillic, greek]

    /// The letter as the orders have it; `nil` when none has it.
    static func normal(_ character: Character) -> Character? {
        let upper = Character(String(character).uppercased().prefix(1).description)
        let plain: Character = ["ا", "إ", "آ"].contains(upper) ? "أ" : upper
        return orders.contains { $0.contains(plain) } ? plain : nil
    }

    static func text(_ number: Int, in order: [Character]) -> String {
        order.indices.contains(number - 1) ? String(order[number - 1]) : String(number)
    }
}
