import Foundation

/// What the command line asks for.
struct Options: Sendable {
    enum Benchmark: String { case saves, paced, `import`, start, package, scoring, all, bare, help }

    var benchmark = Benchmark.help
    /// Length of one stretch of `saves` or `import`, or of the whole of `paced`; each has its own default.
    var seconds: Int?
    var connections = 64
    var pairs = 2
    var candidates = 500
    /// Seconds between two saves of one candidate.
    var every = 10
    var port = 8090
    var server = Options.neighbour
    var folder: String?

    /// `avicenna` beside this program: both are built by one `swift build`.
    private static var neighbour: String {
        Machine.ownPath.deletingLastPathComponent().appending(path: "avicenna").path
    }

    init(_ words: [String]) throws(UsageProblem) {
        var rest = words[...]
        guard let first = rest.popFirst(), !words.contains("--help"), !words.contains("-h") else { return }
        guard let benchmark = Benchmark(rawValue: first) else { throw UsageProblem("there is no benchmark “\(first)”") }
        self.benchmark = benchmark
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw UsageProblem("\(name) needs a value") }
            switch name {
            case "--seconds": seconds = try Self.number(value, name, 1...3600)
            case "--connections": connections = try Self.number(value, name, 1...500)
            case "--pairs": pairs = try Self.number(value, name, 1...8)
            // A server that one address may ask 600 times a minute to sign in lets no more in at once.
            case "--candidates": candidates = try Self.number(value, name, 1...550)
            case "--every": every = try Self.number(value, name, 1...50)
            case "--port": port = try Self.number(value, name, 1...65_535)
            case "--server": server = URL(filePath: value).path
            case "--folder": folder = URL(filePath: value).path
            default: throw UsageProblem("there is no option \(name)")
            }
        }
    }

    private static func number(
        _ text: String,
        _ name: String,
        _ range: ClosedRange<Int>
    ) throws(UsageProblem) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw UsageProblem("\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    static let help = """
        Measures the promises about speed and prints one line a benchmark, with the machine's load beside it.

        usage: Benchmarks saves|paced|import|start|package|scoring|all [OPTION…]

          saves   the server's processor time and throughput of durable saves against those of a bare route
          paced   many candidates who each save every few seconds: time to the receipt, memory of the server
          import  the same while an examiner imports 10,000 items, beside a stretch without
          start   time of `avicenna version`, and until a server on an existing data folder answers
          package import of a QTI 3 package of 10,000 items against a bare reading of its XML, and its memory
          scoring decoded responses that one core marks in a second, by named rules and by the interpreter
          all     these six, one after the other
          bare    serves the bare route alone, on --port (`saves` starts it itself)

        options:
          --seconds N       length of one stretch of saves (8), of import (30), or of paced (60)
          --connections N   connections of saves, one thread each (64)
          --pairs N         how often saves drives the two servers in turn (2)
          --candidates N    candidates of paced and import (500, at most 550)
          --every N         seconds between two saves of one candidate (10, at most 50)
          --server PATH     the program avicenna (the one beside this program)
          --folder PATH     where the data folder is made, on a real disk (the temporary folder)

        `load` is the machine's load of the last minute, our own included; `others` is the share of all its processors
        that other programs had while it was measured. Run it on a release build:
          swift build -c release && .build/release/Benchmarks all

        exit codes: 0 all limits hold · 1 one does not · 64 usage · 69 avicenna is missing · 70 the bare server failed
        """
}

/// A command line that makes no sense.
struct UsageProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
