// This floor imports nothing, so logarithm, exponential and log-gamma are worked out here.
// They are accurate to a few units in the last place; the tests compare them with the C library.

private let logOfTwoHigh = 0x1.62e42fee00000p-1
private let logOfTwoLow = 1.90821492927058770002e-10

/// Natural logarithm; −∞ at 0, NaN below.
///
/// Source: Abramowitz & Stegun (1964), *Handbook of Mathematical Functions*, 4.1.27, after the
/// argument is brought into √½…√2; ln 2 in two parts as in Cody & Waite (1980).
func naturalLogarithm(_ value: Double) -> Double {
    guard value > 0 else { return value == 0 ? -.infinity : .nan }
    guard value < .infinity else { return .infinity }
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var series = 0.0
    for odd in stride(from: 25.0, through: 3.0, by: -2) {
        series = square * (1 / odd + series)
    }
    return exponent * logOfTwoHigh + (exponent * logOfTwoLow + 2 * (ratio + ratio * series))
}

/// e to the power `value`; 0 and ∞ beyond the range of Double.
///
/// Source: Cody & Waite (1980), *Software Manual for the Elementary Functions*, chapter 6 (reduction
/// by multiples of ln 2); Taylor series on |r| ≤ ½ ln 2.
func exponential(_ value: Double) -> Double {
    guard value < 709.79 else { return value.isNaN ? .nan : .infinity }
    guard value > -745.2 else { return value.isNaN ? .nan : 0 }
    let multiple = (value * 1.4426950408889634).rounded()
    let rest = (value - multiple * logOfTwoHigh) - multiple * logOfTwoLow
    var series = 1.0
    for factor in stride(from: 15.0, through: 1.0, by: -1) {
        series = 1 + rest * series / factor
    }
    return Double(sign: .plus, exponent: Int(multiple), significand: series)
}

/// What Stirling's formula lacks: ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, for x of at least 10.
///
/// Source: Abramowitz & Stegun (1964), 6.1.40.
func stirlingRemainder(_ value: Double) -> Double {
    let square = value * value
    let terms = [-691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12]
    return terms.reduce(1.0 / 156) { $0 / square + $1 } / value
}

/// Natural logarithm of the gamma function, for positive `value`.
///
/// Source: Abramowitz & Stegun (1964), 6.1.40, with the recurrence 6.1.15 below 10.
func logGamma(_ value: Double) -> Double {
    var product = 1.0
    var argument = value
    while argument < 10 {
        product *= argument
        argument += 1
    }
    let halfLogOfTwoPi = 0.91893853320467274178
    return (argument - 0.5) * naturalLogarithm(argument) - argument + halfLogOfTwoPi
        + stirlingRemainder(argument) - naturalLogarithm(product)
}
