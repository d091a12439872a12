// Sums of squares are taken about the mean in a second pass: raw sums lose digits (Chan, Golub &
// LeVeque 1983, *The American Statistician* 37, 242–247).

/// Arithmetic mean; the caller sees to it that there is a value.
func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
}

/// Variance with n − 1; nil for fewer than two values, exactly 0 for a constant.
func sampleVariance(_ values: [Double]) -> Double? {
    values.count > 1 ? Deviations(values).sumOfSquares / Double(values.count - 1) : nil
}

/// Pearson correlation in −1…1; nil when there are fewer than three pairs or a side is constant.
func correlation(_ left: Deviations, _ right: Deviations) -> Double? {
    let scale = left.sumOfSquares.squareRoot() * right.sumOfSquares.squareRoot()
    guard left.values.count > 2, scale > 0 else { return nil }
    var sum = 0.0
    for index in left.values.indices {
        sum += left.values[index] * right.values[index]
    }
    return max(-1, min(1, sum / scale))
}

/// Values less their mean, kept because one total is correlated with many items.
struct Deviations {
    let values: [Double]
    /// Exactly 0 when the values are constant.
    let sumOfSquares: Double

    init(_ raw: [Double]) {
        guard !raw.isEmpty else {
            values = []
            sumOfSquares = 0
            return
        }
        let centre = mean(raw)
        let values = raw.map { $0 - centre }
        var sum = 0.0
        var low = Double.infinity
        var high = -Double.infinity
        for value in values {
            sum += value * value
            low = value < low ? value : low
            high = value > high ? value : high
        }
        self.values = values
        // Up to the rounding of summed fractions: a plain comparison would give 1/3 + 1/3 + 1/3 and 1
        // a correlation made of rounding errors.
        let isConstant = high - low <= 1e-12 * max(1, (centre + low).magnitude, (centre + high).magnitude)
        sumOfSquares = isConstant ? 0 : sum
    }
}
