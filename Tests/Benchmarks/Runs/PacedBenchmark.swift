import Foundation

/// A full hall at its real pace: many live attempts that each save every few seconds.
struct PacedBenchmark {
    let options: Options
    let scratch: Scratch

    func run() async throws -> Report {
        let server = try DemoServer(program: options.server, scratch: scratch)
        defer { server.stop() }
        let room = try await Room(of: server, candidates: options.candidates)
        let requests = room.seats.map {
            SaveRequests(target: $0.target, seat: $0, responses: room.responses, part: 1)
        }
        let first = try Reading(of: server.process, at: server.port)
        let (port, every, seconds) = (server.port, Duration.seconds(options.every), options.seconds ?? 60)
        async let running = onThreads([requests]) { requests in
            Result {
                var client = try PacedClient(port: port, requests: requests, every: every)
                client.run(until: .now + .seconds(seconds))
                return client.tally
            }
        }
        var resident = 0.0
        for _ in 0..<seconds {
            try await Task.sleep(for: .seconds(1))
            resident = max(resident, try Machine.residentMiB(ofProcess: server.process.id))
        }
        let tallies = try await running.map { try $0.get() }
        let last = try Reading(of: server.process, at: server.port)
        return report(Stretch(from: first, to: last, tallies), resident: resident)
    }

    private func report(_ stretch: Stretch, resident: Double) -> Report {
        var report = Report("paced")
        let times = Times(stretch.times)
        report.add("p50", times.percentile(50))
        report.add("p95", times.percentile(95), unit: "ms", atMost: 50)
        report.add("p99", times.percentile(99))
        report.add("resident", resident, unit: "MiB", atMost: 120)
        report.add("errors", "\(stretch.problems.count)")
        report.add("saves", "\(stretch.requests)")
        report.add("candidates", "\(options.candidates)")
        report.add("every", "\(options.every)s")
        report.add("responses_per_commit", stretch.responsesPerCommit.map { String(format: "%.1f", $0) } ?? "unknown")
        report.add("load", Machine.load)
        report.add("others", "\(Int(100 * stretch.others))%")
        if let problem = stretch.problems.first { report.fall(short: "not every save counted: \(problem)") }
        return report
    }
}
