import Foundation
import Testing

@testable import Psychometrics

@Suite struct NumericsTests {
    @Test func `logarithm and exponential agree with the C library to a few units in the last place`() {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<20_000 {
            let exponent = Double.random(in: -700...700, using: &generator)
            let value = Foundation.exp(exponent)
            let tolerance = 1e-15 * max(1, exponent.magnitude)
            expectNear(naturalLogarithm(value), Foundation.log(value), tolerance: tolerance)
            #expect((exponential(exponent) / value - 1).magnitude < 1e-15)
        }
        for value in [0.999_999, 1.000_001, 0.5, 2, 1, 1.4142135623730951, .leastNonzeroMagnitude] {
            let expected = Foundation.log(value)
            expectNear(naturalLogarithm(value), expected, tolerance: 4e-16 * expected.magnitude)
        }
        #expect(naturalLogarithm(0) == -.infinity)
        #expect(naturalLogarithm(-1).isNaN)
        #expect(exponential(800) == .infinity)
        #expect(exponential(-800) == 0)
        #expect(exponential(0) == 1)
    }

    @Test func `log-gamma agrees with the C library`() {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<5000 {
            let value = exponential(Double.random(in: -7...14, using: &generator))
            let expected: Double = Foundation.lgamma(value)
            expectNear(logGamma(value), expected, tolerance: 2e-15 * max(4, expected.magnitude))
        }
    }

    // Printed tables of F and t (for instance Pearson & Hartley 1966, Biometrika Tables, vol. 1).
    @Test func `quantiles agree with printed tables`() {
        expectNear(quantileOfF(0.95, numerator: 5, denominator: 10), 3.33, tolerance: 0.005)
        expectNear(quantileOfF(0.975, numerator: 10, denominator: 20), 2.77, tolerance: 0.005)
        expectNear(quantileOfF(0.95, numerator: 1, denominator: 1), 161.4, tolerance: 0.05)
        expectNear(twoSidedQuantileOfT(0.95, freedom: 10), 2.228, tolerance: 0.0005)
        expectNear(twoSidedQuantileOfT(0.99, freedom: 4), 4.604, tolerance: 0.0005)
        expectNear(normalQuantile(0.975), 1.959963984540054, tolerance: 1e-15)
        expectNear(normalQuantile(1e-20), -9.262340089798408, tolerance: 1e-13)
    }

    // I_x(a, b) + I_{1−x}(b, a) = 1, I_x(1, b) = 1 − (1 − x)^b, and the median of a symmetric beta is ½.
    @Test func `the incomplete beta function keeps its identities`() {
        var generator = SeededGenerator(seed: 33)
        for _ in 0..<2000 {
            let x = Double.random(in: 0.001...0.999, using: &generator)
            let a = exponential(Double.random(in: -2...8, using: &generator))
            let b = exponential(Double.random(in: -2...8, using: &generator))
            expectNear(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a), 1, tolerance: 1e-11)
            expectNear(incompleteBeta(x, 1, b), 1 - Foundation.pow(1 - x, b), tolerance: 1e-11)
            expectNear(incompleteBeta(0.5, a, a), 0.5, tolerance: 1e-11)
        }
    }

    // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
    func `Wilson intervals agree with Newcombe's table`(successes: Int, n: Int, lower: Double, upper: Double) throws {
        let found = try #require(ConfidenceInterval.wilson(successes: Double(successes), n: n, confidence: 0.95))
        expectNear(found.lower, lower, tolerance: 5e-5)
        expectNear(found.upper, upper, tolerance: 5e-5)
    }

    @Test func `intervals that cannot be are undefined`() {
        #expect(ConfidenceInterval.wilson(successes: 0, n: 0, confidence: 0.95) == nil)
        #expect(ConfidenceInterval.fisher(correlation: 1, n: 50, confidence: 0.95) == nil)
        #expect(ConfidenceInterval.fisher(correlation: 0.3, n: 3, confidence: 0.95) == nil)
        #expect(ConfidenceInterval.studentT([0.5, 0.5], within: 0...1, confidence: 0.95) == nil)
        #expect(ConfidenceInterval.feldt(alpha: 0.8, n: 1, itemCount: 10, confidence: 0.95) == nil)
        #expect(ConfidenceInterval.wilson(successes: 20, n: 20, confidence: 0.95)?.upper == 1)
    }
}
