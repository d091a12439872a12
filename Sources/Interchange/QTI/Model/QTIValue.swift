import Assessment
import Foundation

/// Checks single values, leniently where real files differ from the letter.
enum QTIValue {
    /// Whether `text` can be read as a `type`; integers written as `10.0` and booleans as `1` can.
    static func isValid(_ text: String, _ type: ValueType) -> Bool {
        switch type {
        case .float: QTINumber.double(text) != nil
        case .duration: LexicalNumber.duration(text) != nil
        case .integer: QTINumber.double(text).map { $0.rounded() == $0 } ?? false
        case .boolean: QTINumber.boolean(text) != nil
        case .pair, .directedPair: pair(text) != nil
        case .point: text.split(whereSeparator: \.isWhitespace).count == 2
        // An empty text is NULL for everything that is no number or compound.
        case .identifier, .intOrIdentifier, .string, .uri, .file: true
        }
    }

    /// The two identifiers of a pair, whatever blanks stand between them.
    static func pair(_ text: String) -> (first: String, second: String)? {
        let parts = text.split(whereSeparator: \.isWhitespace)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}

/// Numbers as QTI files write them.
enum QTINumber {
    /// The number as a double; `nil` when `text` is none.
    static func double(_ text: String) -> Double? {
        LexicalNumber.double(text)
    }

    static func boolean(_ text: String) -> Bool? {
        LexicalNumber.boolean(text)
    }

    /// The exact value of a decimal text; `nil` when it is none or does not fit a mark.
    static func mark(_ text: String) -> Mark? {
        guard double(text) != nil else { return nil }
        var rest = text.trimmed[...]
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
        let parts = rest.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        var exponent = 0
        if parts.count == 2 {
            guard let written = Int(parts[1]), abs(written) < 40 else { return nil }
            exponent = written
        }
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let fraction = halves.count == 2 ? String(halves[1]).trimmingEnd("0") : ""
        guard let digits = Int64("\(halves[0])\(fraction)".isEmpty ? "0" : "\(halves[0])\(fraction)") else {
            return nil
        }
        exponent -= fraction.count
        guard let scale = power(of: 10, abs(exponent)) else { return digits == 0 ? .zero : nil }
        let signed = isNegative ? -digits : digits
        if exponent <= 0 { return Mark(signed, over: scale) }
        let (product, overflow) = signed.multipliedReportingOverflow(by: scale)
        return overflow ? nil : Mark(product, over: 1)
    }

    /// `text` as rules and items write decimals; `nil` when they could not read it back.
    static func decimal(_ text: String) -> String? { mark(text).flatMap(written) }

    /// `mark` as text, when that text reads back as the same.
    static func written(_ mark: Mark) -> String? {
        let text = mark.description
        return Mark(parsing: text) == mark ? text : nil
    }

    private static func power(of base: Int64, _ exponent: Int) -> Int64? {
        var result: Int64 = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }

    /// `mark` as a float of QTI; thirds become the nearest double.
    static func float(_ mark: Mark) -> String {
        let text = mark.description
        if !text.contains("/") { return text }
        return "\(mark.approximate)"
    }
}

extension String {
    fileprivate func trimmingEnd(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
