/// A named rule by which a result is rounded, once, at the end; its name is stored with the result.
public enum Rounding: String, Hashable, Sendable, CaseIterable {
    /// To one decimal, halves away from zero.
    case halfUpToOneDecimal = "half-up-1"
    /// To two decimals, halves away from zero.
    case halfUpToTwoDecimals = "half-up-2"

    /// The number of decimals that the rule leaves.
    public var decimals: Int {
        switch self {
        case .halfUpToOneDecimal: 1
        case .halfUpToTwoDecimals: 2
        }
    }

    /// Returns `mark` rounded, as text with exactly ``decimals`` decimals.
    public func text(_ mark: Mark) -> String {
        let scale: Int128 = decimals == 1 ? 10 : 100
        let top = Int128(mark.numerator.magnitude) * scale
        let bottom = Int128(mark.denominator)
        let scaled = (2 * top + bottom) / (2 * bottom)
        let fraction = String(scaled % scale)
        let padding = String(repeating: "0", count: decimals - fraction.count)
        let isNegative = mark.numerator < 0 && scaled != 0
        return "\(isNegative ? "-" : "")\(scaled / scale).\(padding)\(fraction)"
    }
}
