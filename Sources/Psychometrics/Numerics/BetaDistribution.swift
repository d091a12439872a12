/// Regularised incomplete beta function I_x(a, b), the distribution function of the beta distribution.
///
/// - Parameters:
///   - x: In 0…1.
///   - a: First shape, positive.
///   - b: Second shape, positive.
/// - Returns: A probability.
///
/// Source: continued fraction 26.5.8 of Abramowitz & Stegun (1964), evaluated by Lentz's method
/// as in Press et al. (2007), *Numerical Recipes*, 3rd ed., section 6.4.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exponential(logBetaKernel(x, a, b))
    // The fraction converges fast only below the mean; above it the other tail is computed.
    return x < (a + 1) / (a + b + 2)
        ? front * betaContinuedFraction(x, a, b) / a
        : 1 - front * betaContinuedFraction(1 - x, b, a) / b
}

/// Quantile of the F distribution, found by bisection on the incomplete beta function.
///
/// - Parameters:
///   - probability: Lower-tail probability, between 0 and 1.
///   - numerator: Degrees of freedom of the numerator, positive.
///   - denominator: Degrees of freedom of the denominator, positive.
/// - Returns: The value that F does not exceed with that probability.
///
/// Source: Abramowitz & Stegun (1964), 26.6.2 (F through the incomplete beta function).
func quantileOfF(_ probability: Double, numerator: Double, denominator: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 {
        let middle = low + (high - low) / 2
        if middle <= low || middle >= high { break }
        if incompleteBeta(middle, numerator / 2, denominator / 2) < probability {
            low = middle
        } else {
            high = middle
        }
    }
    let x = low + (high - low) / 2
    return denominator * x / (numerator * (1 - x))
}

/// The t that |T| stays below with the probability `confidence`.
///
/// T² follows F with 1 and `freedom` degrees of freedom.
func twoSidedQuantileOfT(_ confidence: Double, freedom: Double) -> Double {
    quantileOfF(confidence, numerator: 1, denominator: freedom).squareRoot()
}

/// ln(x^a (1 − x)^b / B(a, b)).
///
/// For large shapes the Stirling terms are cancelled on paper, since differences of log-gammas
/// lose digits (DiDonato & Morris 1992, *ACM TOMS* 18, 360–373, procedure BRCOMP).
private func logBetaKernel(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let sum = a + b
    guard min(a, b) >= 10 else {
        return a * naturalLogarithm(x) + b * naturalLogarithm(1 - x)
            + logGamma(sum) - logGamma(a) - logGamma(b)
    }
    let twoPi = 6.28318530717958647692
    return a * naturalLogarithm(x * sum / a) + b * naturalLogarithm((1 - x) * sum / b)
        + 0.5 * naturalLogarithm(a / sum * b / twoPi)
        + stirlingRemainder(sum) - stirlingRemainder(a) - stirlingRemainder(b)
}

private func betaContinuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    // Keeps a denominator that happens to vanish from stopping the recurrence (Lentz's remedy).
    func kept(_ value: Double) -> Double { value.magnitude < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / kept(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...100_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / kept(1 + even * d)
        c = kept(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / kept(1 + odd * d)
        c = kept(1 + odd / c)
        let change = d * c
        fraction *= change
        if (change - 1).magnitude < 1e-15 { break }
    }
    return fraction
}
