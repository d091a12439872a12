/// Numbers, booleans and durations as files of QTI write them; lenient where real files differ from the letter.
public enum LexicalNumber {
    /// The number as a double; `nil` when `text` is none.
    ///
    /// `INF`, `-INF` and `NaN` are numbers of XML Schema.
    public static func double(_ text: String) -> Double? {
        let trimmed = text.trimmed
        switch trimmed {
        case "INF": return .infinity
        case "-INF": return -.infinity
        case "NaN": return .nan
        default: break
        }
        // Swift also reads hexadecimal and words, which XML Schema's double does not have.
        guard !trimmed.isEmpty,
            trimmed.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) })
        else { return nil }
        return Double(trimmed)
    }

    /// The integer, also when it is written as `10.0`; `nil` when `text` is none or it does not fit.
    public static func integer(_ text: String) -> Int? {
        let trimmed = text.trimmed
        if let integer = Int(trimmed) { return integer }
        return double(trimmed).flatMap { Int(exactly: $0) }
    }

    /// `true`, `false`, `1` or `0`; `nil` for anything else.
    public static func boolean(_ text: String) -> Bool? {
        switch text.trimmed {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// Seconds, written as a number (QTI) or as `PT1H30M` (XML Schema, which real files use too).
    ///
    /// Years and months have no fixed length and are not read.
    public static func duration(_ text: String) -> Double? {
        let trimmed = text.trimmed
        if let seconds = double(trimmed) { return seconds }
        let isNegative = trimmed.hasPrefix("-")
        var rest = trimmed.dropFirst(isNegative ? 1 : 0)
        guard rest.first == "P", rest.count > 1 else { return nil }
        rest = rest.dropFirst()
        var (seconds, isTime, hasPart) = (0.0, false, false)
        while let first = rest.first {
            if first == "T", !isTime {
                isTime = true
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            guard let number = Double(digits), let unit = rest.first else { return nil }
            switch (unit, isTime) {
            case ("D", false): seconds += number * 86_400
            case ("H", true): seconds += number * 3600
            case ("M", true): seconds += number * 60
            case ("S", true): seconds += number
            default: return nil
            }
            hasPart = true
            rest = rest.dropFirst()
        }
        return hasPart ? (isNegative ? -seconds : seconds) : nil
    }

    /// `number` as it is written: without a fraction when it has none.
    public static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number > 0 ? "INF" : "-INF" }
        return abs(number) < 1e15 && number.rounded() == number ? String(Int64(number)) : "\(number)"
    }
}

extension String {
    /// Without white space at its edges.
    var trimmed: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        var rest = self[...].drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
