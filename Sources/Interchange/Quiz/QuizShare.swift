import Assessment

/// Weights in per cent, which exchange formats write with five decimals, as exact shares.
///
/// “33.33333” means a third: a weight with four decimals or more that is the rounded or cut text of a fraction with a
/// denominator of at most twenty is taken for that fraction, the smallest denominator first. All others are what they
/// say.
///
/// Source: the list of grades of Moodle's question editor (1/3, 2/3, 1/6, 5/6, 1/7, 1/9 with five decimals), to which
/// its own import rounds.
enum QuizShare {
    /// - Returns: `nil` when `text` is no decimal or finer than nine decimals.
    static func share(perCent text: String) -> Mark? {
        let plain = text.trimmed
        guard let mark = QuizDecimal.mark(plain), let share = mark.times(Mark(1, over: 100) ?? .zero) else {
            return nil
        }
        let decimals = plain.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first ?? ""
        guard (4...9).contains(decimals.utf8.count), mark.magnitude <= Mark(1000) else { return share }
        let scale = decimals.utf8.reduce(Int64(1)) { scale, _ in scale * 10 }
        guard let scaled = mark.times(Mark(Int(scale))), scaled.denominator == 1 else { return share }
        let value = scaled.numerator
        for denominator in Int64(1)...20 {
            let whole = 100 * scale
            let product = value * denominator
            let top = (2 * product + (product < 0 ? -whole : whole)) / (2 * whole)
            if (product - top * whole).magnitude <= denominator.magnitude, let found = Mark(top, over: denominator) {
                return found
            }
        }
        return share
    }

    /// The text of `share` in per cent: exact where five decimals do, else rounded to five.
    static func text(_ share: Mark) -> String {
        let scale = Int128(10_000_000)
        let top = Int128(share.numerator.magnitude) * scale
        let bottom = Int128(share.denominator)
        let rounded = (2 * top + bottom) / (2 * bottom)
        let sign = share < .zero && rounded > 0 ? "-" : ""
        let fraction = String(rounded % 100_000)
        let padded = String(repeating: "0", count: 5 - fraction.count) + fraction
        let decimals = padded.reversed().drop { $0 == "0" }.reversed()
        return "\(sign)\(rounded / 100_000)" + (decimals.isEmpty ? "" : ".\(String(decimals))")
    }
}

/// Decimals as people and programs write them in these formats.
enum QuizDecimal {
    /// Reads digits with a point, a sign and an exponent, such as `-3.1415` or `1.5e3`.
    ///
    /// - Returns: `nil` for anything else, and for what is finer than nine decimals or does not fit.
    static func mark(_ text: String) -> Mark? {
        var body = Substring(text.trimmed)
        guard body.utf8.count <= 40 else { return nil }
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body.removeFirst() }
        let parts = body.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard (1...2).contains(parts.count) else { return nil }
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), !parts[0].isEmpty, parts[0] != "." else { return nil }
        var whole = String(halves[0])
        var decimals = halves.count == 2 ? String(halves[1]) : ""
        guard (whole + decimals).utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        if parts.count == 2 {
            guard let exponent = Int(parts[1]), (-30...30).contains(exponent) else { return nil }
            let zeros = String(repeating: "0", count: abs(exponent))
            if exponent >= 0 {
                let padded = decimals + zeros
                whole += padded.prefix(exponent)
                decimals = String(padded.dropFirst(exponent))
            } else {
                let padded = zeros + whole
                decimals = padded.suffix(-exponent) + decimals
                whole = String(padded.dropLast(-exponent))
            }
        }
        while decimals.hasSuffix("0") { decimals.removeLast() }
        while whole.hasPrefix("0"), whole.utf8.count > 1 { whole.removeFirst() }
        let sign = isNegative ? "-" : ""
        return Mark(parsing: sign + (whole.isEmpty ? "0" : whole) + (decimals.isEmpty ? "" : ".\(decimals)"))
    }
}

extension Mark {
    /// This mark without its sign.
    var magnitude: Mark { self < .zero ? times(Mark(-1)) ?? .zero : self }
}
