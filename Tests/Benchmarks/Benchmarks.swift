import Foundation

/// Measures the promises about speed on a release build; prints one line a benchmark.
@main
struct Benchmarks {
    static func main() async {
        do {
            let options = try Options(Array(ProcessInfo.processInfo.arguments.dropFirst()))
            switch options.benchmark {
            case .help: write(Options.help)
            case .bare: try await BareServer.run(port: options.port)
            case .saves, .paced, .import, .start, .package, .scoring, .all: exit(await hold(options) ? 0 : 1)
            }
        } catch let problem as UsageProblem {
            tell("error: \(problem.description)\n  do: Benchmarks --help")
            exit(64)
        } catch {
            tell("error: \(error)")
            exit(70)
        }
    }

    /// Runs what was asked for, one after the other; whether every limit held.
    private static func hold(_ options: Options) async -> Bool {
        guard access(options.server, X_OK) == 0 else {
            tell("error: there is no program at \(options.server)\n  do: name it with --server PATH")
            exit(69)
        }
        let wanted =
            options.benchmark == .all ? [.saves, .paced, .import, .start, .package, .scoring] : [options.benchmark]
        var isHeld = true
        for benchmark in wanted {
            let report = await report(of: benchmark, options)
            write(report.line)
            isHeld = isHeld && report.holds
        }
        return isHeld
    }

    private static func report(of benchmark: Options.Benchmark, _ options: Options) async -> Report {
        do {
            let scratch = try Scratch(in: options.folder)
            defer { scratch.remove() }
            return switch benchmark {
            case .paced: try await PacedBenchmark(options: options, scratch: scratch).run()
            case .import: try await ImportBenchmark(options: options, scratch: scratch).run()
            case .start: try StartBenchmark(options: options, scratch: scratch).run()
            case .package: try PackageBenchmark(options: options, scratch: scratch).run()
            case .scoring: try ScoringBenchmark().run()
            case .saves, .all, .bare, .help: try await SavesBenchmark(options: options, scratch: scratch).run()
            }
        } catch {
            var report = Report(benchmark.rawValue)
            report.fall(short: "\(error)")
            return report
        }
    }

    private static func write(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    private static func tell(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
