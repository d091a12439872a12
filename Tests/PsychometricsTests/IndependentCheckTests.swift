import Foundation
import Testing

@testable import Psychometrics

/// The same figures once more by numpy and scipy, on a seeded cohort; only where Python has them.
@Suite(.enabled(if: Python.hasScience, "python3 with numpy and scipy is not here"))
struct IndependentCheckTests {
    @Test(arguments: [(UInt64(41), false), (42, true)])
    func `numpy and scipy give the same numbers`(seed: UInt64, partial: Bool) throws {
        let cohort = Cohort(seed: seed, candidates: 211, items: 24, partial: partial)
        let rows = cohort.rows.map { $0.map { $0 ?? 0 } }
        let output = try Python.run(Self.script, input: try JSONSerialization.data(withJSONObject: rows))
        let expected = Expected(try JSONSerialization.jsonObject(with: output))
        let analysis = ClassicalAnalysis(try cohort.matrix(), missing: .completeCases)
        let summary = try #require(analysis.summary)
        let test = analysis.reliability
        let single: [(String, Double?)] = [
            ("mean", summary.mean), ("sd", summary.standardDeviation), ("skewness", summary.skewness),
            ("kurtosis", summary.excessKurtosis), ("error_of_mean", summary.standardErrorOfMean),
            ("alpha", test.alpha), ("alpha_lower", test.alphaInterval?.lower),
            ("alpha_upper", test.alphaInterval?.upper),
        ]
        for (name, found) in single { expectNear(found, try expected[name].number(), tolerance: 1e-10, name) }
        let items = analysis.items
        let kind = partial ? "t" : "wilson"
        let lists: [(String, [Double?])] = [
            ("facility", items.map(\.facility?.value)), ("item_rest", items.map(\.itemRest)),
            ("item_rest_lower", items.map(\.itemRestInterval?.lower)),
            ("item_rest_upper", items.map(\.itemRestInterval?.upper)),
            ("alpha_if_dropped", test.alphaIfDropped),
            ("\(kind)_lower", items.map(\.facility?.interval?.lower)),
            ("\(kind)_upper", items.map(\.facility?.interval?.upper)),
        ]
        for (name, found) in lists { expectNear(found, try expected[name].numbers(), tolerance: 1e-10, name) }
        for method in QuantileMethod.allCases {
            let found = method.quantiles((0...50).map { Double($0) / 50 }, of: analysis.scores.totals)
            expectNear(found, try expected[method.rawValue].numbers(), tolerance: 1e-10, method.rawValue)
        }
        let functions: [(String, [Double?])] = [
            (
                "f",
                [(3, 7), (24, 500), (499, 99_301), (4999, 994_801)].flatMap { numerator, denominator in
                    [0.025, 0.5, 0.975].map { quantileOfF($0, numerator: numerator, denominator: denominator) }
                }
            ),
            ("t", [1, 5, 29, 499, 100_000].map { twoSidedQuantileOfT(0.95, freedom: $0) }),
            ("normal", [1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.9999].map(normalQuantile)),
            ("beta", [(0.2, 0.5, 3), (0.9, 40, 5), (0.01, 400, 40_000)].map { incompleteBeta($0, $1, $2) }),
        ]
        for (name, found) in functions {
            for (value, number) in zip(found, try expected[name].numbers()) {
                expectNear(value, number, tolerance: 1e-10 * max(1, number.magnitude), name)
            }
        }
    }

    private static let script = """
        import json, sys
        import numpy as np
        from scipy import special, stats
        x = np.array(json.load(sys.stdin)); n, k = x.shape; t = x.sum(1)
        def alpha(m):
            c = np.cov(m, rowvar=False); j = m.shape[1]
            return j / (j - 1) * (1 - np.trace(c) / c.sum())
        a = alpha(x); d = (n - 1, (n - 1) * (k - 1))
        r = [stats.pearsonr(x[:, i], t - x[:, i]) for i in range(k)]
        ri = [q.confidence_interval(0.95) for q in r]
        w = [stats.binomtest(int(x[:, i].sum()), n).proportion_ci(0.95, "wilson") for i in range(k)]
        tt = [stats.t.interval(0.95, n - 1, x[:, i].mean(), stats.sem(x[:, i])) for i in range(k)]
        p = np.arange(51) / 50
        q = {"type_1": "inverted_cdf", "type_6": "weibull", "type_7": "linear", "type_8": "median_unbiased"}
        out = dict(
            mean=t.mean(), sd=t.std(ddof=1), skewness=stats.skew(t, bias=False),
            kurtosis=stats.kurtosis(t, bias=False), error_of_mean=stats.sem(t), alpha=a,
            alpha_lower=1 - (1 - a) * stats.f.ppf(0.975, *d), alpha_upper=1 - (1 - a) * stats.f.ppf(0.025, *d),
            facility=list(x.mean(0)), item_rest=[v.statistic for v in r],
            item_rest_lower=[v.low for v in ri], item_rest_upper=[v.high for v in ri],
            alpha_if_dropped=[alpha(np.delete(x, i, 1)) for i in range(k)],
            wilson_lower=[v.low for v in w], wilson_upper=[v.high for v in w],
            t_lower=[v[0] for v in tt], t_upper=[v[1] for v in tt],
            f=[stats.f.ppf(v, *e) for e in [(3, 7), (24, 500), (499, 99301), (4999, 994801)]
               for v in (0.025, 0.5, 0.975)],
            t=[stats.t.ppf(0.975, e) for e in (1, 5, 29, 499, 100000)],
            normal=[stats.norm.ppf(v) for v in (1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.9999)],
            beta=[special.betainc(0.5, 3, 0.2), special.betainc(40, 5, 0.9), special.betainc(400, 40000, 0.01)],
            **{name: list(np.quantile(t, p, method=m)) for name, m in q.items()})
        json.dump(out, sys.stdout, default=float)
        """
}

/// The Python of this machine.
private enum Python {
    static let hasScience = (try? run("import numpy, scipy", input: Data())) != nil  // absent is an answer too

    struct PythonFailed: Error { let status: Int32 }

    static func run(_ script: String, input: Data) throws -> Data {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The script reads all of its input before it writes, so the two pipes cannot block each other.
        try stdin.fileHandleForWriting.write(contentsOf: input)
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw PythonFailed(status: process.terminationStatus) }
        return output
    }
}
