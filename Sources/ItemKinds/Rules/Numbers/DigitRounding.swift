import Assessment

/// Rounding to a number of digits, halves away from zero.
struct DigitRounding: Hashable, Sendable {
    let mode: Mode
    let digits: Int

    enum Mode: String, CaseIterable {
        case significantFigures = "significant-figures"
        case decimalPlaces = "decimal-places"
    }

    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        mode = try fields.word("mode")
        digits = try fields.integer("digits", in: (mode == .significantFigures ? 1 : 0)...15)
        try fields.end()
    }

    /// Returns `number` rounded; `nil` when it is too fine or too large for that.
    func rounded(_ number: Mark) -> Mark? {
        switch mode {
        case .decimalPlaces: Self.round(number, decimals: digits)
        case .significantFigures:
            number == .zero
                ? .zero : Self.magnitude(of: number).flatMap { Self.round(number, decimals: digits - 1 - $0) }
        }
    }

    /// The power of ten of the first digit that is not 0.
    private static func magnitude(of number: Mark) -> Int? {
        let (top, bottom) = (Int128(number.numerator.magnitude), Int128(number.denominator))
        var power = -18
        var ten: Int128 = 1
        // At most 19 digits on either side of the point, so both products stay below 10^38.
        guard top * 1_000_000_000_000_000_000 >= bottom else { return nil }
        while power < 0, top * Self.ten(-power - 1) >= bottom { power += 1 }
        guard power == 0 else { return power }
        while ten <= Int128(Int64.max), top >= bottom * ten * 10 {
            ten *= 10
            power += 1
        }
        return power
    }

    private static func ten(_ power: Int) -> Int128 { (0..<power).reduce(1) { ten, _ in ten * 10 } }

    private static func round(_ number: Mark, decimals: Int) -> Mark? {
        guard abs(decimals) <= 18 else { return nil }
        let scale = ten(abs(decimals))
        let (top, bottom) = (Int128(number.numerator.magnitude), Int128(number.denominator))
        let scaled = decimals >= 0 ? top * scale : top
        let divisor = decimals >= 0 ? bottom : bottom * scale
        // Twice a numerator below 2^63 times 10^18 stays below 2^125.
        let whole = (2 * scaled + divisor) / (2 * divisor)
        guard let digits = Int64(exactly: decimals >= 0 ? whole : whole * scale), let unit = Int64(exactly: scale)
        else {
            return nil
        }
        return Mark(number.numerator < 0 ? -digits : digits, over: decimals >= 0 ? unit : 1)
    }
}
