/// An exact rational number of marks.
///
/// Kept in lowest terms with a positive denominator. Marks are never binary floating point; they are rounded once,
/// at the end, by a named ``Rounding``.
public struct Mark: Hashable, Sendable, Comparable {
    public let numerator: Int64
    public let denominator: Int64

    /// A sum or product that does not fit; an item that causes it cannot be marked.
    public struct Overflow: Error, Hashable, Sendable {}

    public static let zero = Mark(0)
    public static let one = Mark(1)

    public init(_ whole: Int) {
        numerator = Int64(whole)
        denominator = 1
    }

    /// `numerator / denominator` in lowest terms; `nil` when the denominator is zero or the terms do not fit.
    public init?(_ numerator: Int64, over denominator: Int64) {
        self.init(wide: Int128(numerator), over: Int128(denominator))
    }

    private init?(wide numerator: Int128, over denominator: Int128) {
        guard denominator != 0 else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        guard let top = Int64(exactly: sign * numerator / Int128(divisor)),
            let bottom = Int64(exactly: sign * denominator / Int128(divisor))
        else { return nil }
        self.numerator = top
        self.denominator = bottom
    }

    private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return max(larger, 1)
    }

    /// Reads `"2"`, `"-0.25"` or `"1/3"`: at most nine digits after the point, and what fits before it.
    ///
    /// - Returns: `nil` for anything else; no exponents, blanks or signs other than one leading minus.
    public init?(parsing text: String) {
        let isNegative = text.hasPrefix("-")
        let body = text.dropFirst(isNegative ? 1 : 0)
        let sign: Int128 = isNegative ? -1 : 1
        let parts = body.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let top = Self.digits(parts[0]), let bottom = Self.digits(parts[1]) else { return nil }
            self.init(wide: sign * top, over: bottom)
            return
        }
        let halves = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let whole = Self.digits(halves[0]) else { return nil }
        guard halves.count == 2 else {
            self.init(wide: sign * whole, over: 1)
            return
        }
        guard halves[1].utf8.count <= 9, let fraction = Self.digits(halves[1]) else { return nil }
        let scale = halves[1].indices.reduce(into: Int128(1)) { scale, _ in scale *= 10 }
        self.init(wide: sign * (whole * scale + fraction), over: scale)
    }

    /// Nineteen digits hold every term that fits; whether these do is seen when they are in lowest terms.
    private static func digits(_ text: Substring) -> Int128? {
        guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return UInt64(text).map { Int128($0) }
    }

    public static func < (left: Self, right: Self) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }

    public func adding(_ other: Self) throws(Overflow) -> Self {
        let top = Int128(numerator) * Int128(other.denominator) + Int128(other.numerator) * Int128(denominator)
        guard let sum = Self(wide: top, over: Int128(denominator) * Int128(other.denominator)) else { throw Overflow() }
        return sum
    }

    public func subtracting(_ other: Self) throws(Overflow) -> Self {
        try adding(try other.multiplied(by: Mark(-1)))
    }

    public func multiplied(by other: Self) throws(Overflow) -> Self {
        let top = Int128(numerator) * Int128(other.numerator)
        guard let product = Self(wide: top, over: Int128(denominator) * Int128(other.denominator)) else {
            throw Overflow()
        }
        return product
    }

    /// This mark as a share of `other`; `nil` when `other` is zero.
    public func divided(by other: Self) throws(Overflow) -> Self? {
        guard other.numerator != 0 else { return nil }
        let top = Int128(numerator) * Int128(other.denominator)
        guard let share = Self(wide: top, over: Int128(denominator) * Int128(other.numerator)) else { throw Overflow() }
        return share
    }

    public static func sum(_ marks: some Sequence<Mark>) throws(Overflow) -> Mark {
        var total = Mark.zero
        for mark in marks { total = try total.adding(mark) }
        return total
    }

    /// The nearest double, for statistics and plots only.
    public var approximate: Double { Double(numerator) / Double(denominator) }
}

extension Mark: CustomStringConvertible {
    /// The shortest exact text that ``init(parsing:)`` reads back: `"2"`, `"0.25"`, or `"1/3"` where no decimal ends.
    public var description: String {
        guard denominator != 1 else { return String(numerator) }
        var (rest, scale, digits) = (denominator, Int128(1), 0)
        // More than nine decimals are written as a fraction, before the scale outgrows its 128 bits.
        while digits <= 9, rest % 10 == 0 { (rest, scale, digits) = (rest / 10, scale * 10, digits + 1) }
        while digits <= 9, rest % 5 == 0 { (rest, scale, digits) = (rest / 5, scale * 10, digits + 1) }
        while digits <= 9, rest % 2 == 0 { (rest, scale, digits) = (rest / 2, scale * 10, digits + 1) }
        guard rest == 1, digits <= 9 else { return "\(numerator)/\(denominator)" }
        let scaled = Int128(numerator.magnitude) * (scale / Int128(denominator))
        let fraction = String(scaled % scale)
        let padding = String(repeating: "0", count: digits - fraction.count)
        return "\(numerator < 0 ? "-" : "")\(scaled / scale).\(padding)\(fraction)"
    }
}
