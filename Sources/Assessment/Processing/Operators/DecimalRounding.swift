/// Rounding of decimals, halves away from zero, on the digits that people see and not on binary ones.
///
/// Source: QTI 3.0 information model, "round-to" and "equal-rounded" (a digit of 5 or more rounds up); the shortest
/// decimal of a double is rounded, as JQTI+ does.
enum DecimalRounding: String, Sendable {
    case significantFigures
    case decimalPlaces

    /// Reads mode and figures of an operator.
    static func read(_ settings: OperatorSettings) throws(FormatProblem) -> (DecimalRounding, IntegerSetting) {
        var name = settings["rounding-mode"] ?? "significantFigures"
        // Real files leave the plural out.
        if !name.hasSuffix("s") { name += "s" }
        guard let mode = DecimalRounding(rawValue: name) else {
            throw settings.problem("the rounding mode \(name.prefix(40)) is not known")
        }
        guard let figures = try settings.integer("figures") else { throw settings.problem("figures are missing") }
        if case .fixed(let count) = figures, count < (mode == .significantFigures ? 1 : 0) {
            throw settings.problem("figures must be at least \(mode == .significantFigures ? 1 : 0)")
        }
        return (mode, figures)
    }

    /// `number` rounded; infinity stays.
    ///
    /// `nil` for NaN and for figures that mean nothing.
    func rounded(_ number: Double, _ figures: Int) -> Double? {
        guard !number.isNaN, figures >= (self == .significantFigures ? 1 : 0) else { return nil }
        guard number.isFinite, number != 0, figures <= 400 else { return number }
        var (digits, exponent) = Self.digits(of: number.magnitude)
        let kept = self == .significantFigures ? figures : exponent + figures
        guard kept < digits.count else { return number }
        guard kept >= 0 else { return 0 }
        let roundsUp = digits[kept] >= 5
        digits = Array(digits[..<kept])
        if roundsUp {
            var place = kept - 1
            while place >= 0, digits[place] == 9 {
                digits[place] = 0
                place -= 1
            }
            if place >= 0 {
                digits[place] += 1
            } else {
                digits.insert(1, at: 0)
                exponent += 1
            }
        }
        let text = "0.\(digits.map(String.init).joined())e\(exponent)"
        guard let magnitude = Double(digits.isEmpty ? "0" : text) else { return nil }
        return number < 0 ? -magnitude : magnitude
    }

    /// The digits of 0.d₁d₂… × 10ᵉ, without leading zeros.
    private static func digits(of magnitude: Double) -> (digits: [Int], exponent: Int) {
        let parts = "\(magnitude)".split(separator: "e")
        var exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".")
        exponent += halves[0].count
        var digits = halves.joined().compactMap(\.wholeNumberValue)
        while digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        return (digits, exponent)
    }
}
