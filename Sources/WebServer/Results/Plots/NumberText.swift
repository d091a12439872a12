/// Numbers as staff read them: no more decimals than mean something, a true minus sign, no leading zero where none can be.
enum NumberText {
    /// Such as "71.4", "−0.3".
    static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        guard places > 0 else { return sign + whole(Int(scaled)) }
        let digits = String(Int(scaled.truncatingRemainder(dividingBy: scale)))
        let padding = String(repeating: "0", count: places - digits.count)
        return "\(sign)\(Int(scaled / scale)).\(padding)\(digits)"
    }

    /// A share or correlation, in −1…1: ".38", "−.04", "1.00".
    static func share(_ value: Double, places: Int = 2) -> String {
        decimal(value, places: places).replacing("0.", with: ".", maxReplacements: value.magnitude < 1 ? 1 : 0)
    }

    /// Marks: "8.5", "8".
    static func marks(_ value: Double) -> String {
        let text = decimal(value, places: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Such as "38 %" of the share .38.
    static func percent(_ share: Double, places: Int = 0) -> String {
        "\(decimal(share * 100, places: places))\u{A0}%"
    }

    /// Such as "12 000": thousands apart by a narrow blank, from 10,000 on.
    static func whole(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let sign = number < 0 ? "\u{2212}" : ""
        guard digits.count > 4 else { return sign + digits }
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += "\u{202F}" }
            grouped.append(digit)
        }
        return sign + grouped
    }

    /// Such as "256 MB": whole units of 1024.
    static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1024: "\(count)\u{A0}B"
        case ..<(1 << 20): "\(count >> 10)\u{A0}KB"
        default: "\(count >> 20)\u{A0}MB"
        }
    }
}
