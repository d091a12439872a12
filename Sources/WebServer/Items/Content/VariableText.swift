import Assessment
import Foundation

/// The value of a variable where it is printed in a text.
///
/// Source: QTI 3.0, `qti-printed-variable`.
struct VariableText: ItemControl {
    private let variable: PrintedVariable

    init(_ variable: PrintedVariable) { self.variable = variable }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(escaping: Self.text(variable, state.values))
    }

    /// The value as it is printed; nothing while it is not known.
    ///
    /// - `values`: What a variable holds, by its name.
    static func text(_ variable: PrintedVariable, _ values: (String) -> [String]) -> String {
        var found = values(variable.variable)
        if !variable.index.isEmpty {
            let place = Int(variable.index) ?? values(variable.index).first.flatMap { Int($0) } ?? 0
            found = found.indices.contains(place - 1) ? [found[place - 1]] : []
        }
        return found.map { formatted($0, variable) }.joined(separator: variable.delimiter)
    }

    private static func formatted(_ value: String, _ variable: PrintedVariable) -> String {
        if variable.base != 10, (2...36).contains(variable.base), let whole = Int(value) {
            return String(whole, radix: variable.base, uppercase: variable.format.hasSuffix("X"))
        }
        // One conversion with what stands around it; a format that is none of the standard's prints the value.
        guard
            let match = variable.format.wholeMatch(
                of: /([^%]*)%([-+ 0#]*)([0-9]{0,2})(\.[0-9]{1,2})?([idxXoeEfgGs])([^%]*)/
            )
        else { return value }
        let (flags, width, precision) = (match.2, match.3, match.4 ?? "")
        let printed: String
        switch match.5 {
        case "i", "d", "x", "X", "o":
            guard let whole = Int(value) ?? Double(value).flatMap({ Int(exactly: $0.rounded()) }) else { return value }
            printed = String(format: "%\(flags)\(width)\(precision)l\(match.5)", whole)
        case "s": printed = value
        default:
            guard let number = Double(value), number.isFinite else { return value }
            printed = String(format: "%\(flags)\(width)\(precision)\(match.5)", number)
        }
        return match.1 + printed + match.6
    }
}
