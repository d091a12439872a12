import Foundation

/// The functions of `math-operator`; angles are in radians.
///
/// Source: QTI 3.0 information model, "math-operator".
enum MathFunction: String, Sendable, CaseIterable {
    case sin, cos, tan, sec, csc, cot, asin, acos, atan, atan2, asec, acsc, acot
    case sinh, cosh, tanh, sech, csch, coth
    case log, ln, exp, abs, signum, floor, ceil, toDegrees, toRadians

    /// The value; NULL where the function has none.
    func value(of numbers: [SingleValue]) throws(ProcessingFault) -> VariableValue {
        guard numbers.count == (self == .atan2 ? 2 : 1), let x = numbers[0].number else { return .null }
        switch self {
        case .abs:
            if case .integer(let integer) = numbers[0] {
                guard let magnitude = Int(exactly: integer.magnitude) else { throw .overflow }
                return .single(.integer(magnitude))
            }
        case .signum: return x.isNaN ? .null : .single(.integer(x > 0 ? 1 : x < 0 ? -1 : 0))
        case .floor, .ceil:
            guard x.isFinite else { return x.isNaN ? .null : .single(.float(x)) }
            guard let integer = Int(exactly: x.rounded(self == .floor ? .down : .up)) else { throw .overflow }
            return .single(.integer(integer))
        default: break
        }
        let result = self == .atan2 ? Foundation.atan2(x, numbers[1].number ?? 0) : value(at: x)
        return result.isNaN ? .null : .single(.float(result))
    }

    private func value(at x: Double) -> Double {
        switch self {
        case .sin: Foundation.sin(x)
        case .cos: Foundation.cos(x)
        case .tan: Foundation.tan(x)
        case .sec: 1 / Foundation.cos(x)
        case .csc: 1 / Foundation.sin(x)
        case .cot: 1 / Foundation.tan(x)
        case .asin: Foundation.asin(x)
        case .acos: Foundation.acos(x)
        case .atan: Foundation.atan(x)
        case .asec: Foundation.acos(1 / x)
        case .acsc: Foundation.asin(1 / x)
        case .acot: x == 0 ? .pi / 2 : Foundation.atan(1 / x)
        case .sinh: Foundation.sinh(x)
        case .cosh: Foundation.cosh(x)
        case .tanh: Foundation.tanh(x)
        case .sech: 1 / Foundation.cosh(x)
        case .csch: 1 / Foundation.sinh(x)
        case .coth: 1 / Foundation.tanh(x)
        // The logarithm of a negative number is none; of 0 it is minus infinity.
        case .log: Foundation.log10(x)
        case .ln: Foundation.log(x)
        case .exp: Foundation.exp(x)
        case .abs: x.magnitude
        case .toDegrees: x * 180 / .pi
        case .toRadians: x * .pi / 180
        case .signum, .floor, .ceil, .atan2: x
        }
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }
}

/// The statistics of `stats-operator`.
///
/// Source: QTI 3.0 information model, "stats-operator"; sample statistics of fewer than two values are NULL.
enum Statistic: String, Sendable, CaseIterable {
    case mean, sampleVariance, sampleSD, popVariance, popSD

    func value(of numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let count = Double(numbers.count)
        let mean = numbers.reduce(0, +) / count
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let result: Double
        switch self {
        case .mean: result = mean
        case .popVariance: result = squares / count
        case .popSD: result = (squares / count).squareRoot()
        case .sampleVariance, .sampleSD:
            guard numbers.count > 1 else { return nil }
            let variance = squares / (count - 1)
            result = self == .sampleSD ? variance.squareRoot() : variance
        }
        return result.isNaN ? nil : result
    }
}
