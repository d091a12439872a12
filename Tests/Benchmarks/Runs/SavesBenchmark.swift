import Foundation

/// Durable saves against the bare route, driven in turn so that both meet the same machine.
struct SavesBenchmark {
    let options: Options
    let scratch: Scratch

    func run() async throws -> Report {
        let barePort = try Machine.freePort()
        let bare = try ChildProcess(
            [Machine.ownPath.path, "bare", "--port", "\(barePort)"],
            log: scratch.url.appending(path: "bare.log")
        )
        defer { bare.stop() }
        try bare.wait(for: 30) { try Connection(port: barePort).ask("POST", "/bare", body: "{}").status == 200 }
        let server = try DemoServer(program: options.server, scratch: scratch)
        defer { server.stop() }
        let room = try await Room(of: server, candidates: options.connections)
        var (saves, others, ratios) = (Stretch(), Stretch(), [Double]())
        for pair in 1...options.pairs {
            let saved = try await Drive(
                port: server.port,
                server: server.process,
                requests: requests(of: room, part: pair) { $0.target },
                checksReceipts: true
            ).run(seconds: options.seconds ?? 8)
            let answered = try await Drive(
                port: barePort,
                server: bare,
                requests: requests(of: room, part: pair) { _ in "/bare" },
                checksReceipts: false
            ).run(seconds: options.seconds ?? 8)
            ratios.append(saved.microsecondsPerRequest / answered.microsecondsPerRequest)
            saves += saved
            others += answered
        }
        return report(saves, bare: others, ratios)
    }

    private func requests(of room: Room, part: Int, target: (Seat) -> String) -> [SaveRequests] {
        room.seats.map { SaveRequests(target: target($0), seat: $0, responses: room.responses, part: part) }
    }

    private func report(_ saves: Stretch, bare: Stretch, _ ratios: [Double]) -> Report {
        var report = Report("saves")
        let cost = saves.microsecondsPerRequest / bare.microsecondsPerRequest
        report.add("cpu_ratio", cost, digits: 2, atMost: 3)
        report.add("throughput_ratio", saves.requestsPerSecond / bare.requestsPerSecond, digits: 2, atLeast: 0.5)
        report.add("responses_per_commit", saves.responsesPerCommit.map { String(format: "%.1f", $0) } ?? "unknown")
        report.add("rps", saves.requestsPerSecond, digits: 0)
        report.add("bare_rps", bare.requestsPerSecond, digits: 0)
        report.add("cpu_us", saves.microsecondsPerRequest, digits: 0)
        report.add("bare_cpu_us", bare.microsecondsPerRequest, digits: 0)
        let times = Times(saves.times)
        report.add("p50", times.percentile(50))
        report.add("p95", times.percentile(95))
        report.add("p99", times.percentile(99))
        report.add("pairs", ratios.map { String(format: "%.2f", $0) }.joined(separator: ","))
        report.add("connections", "\(options.connections)")
        report.add("errors", "\(saves.problems.count + bare.problems.count)")
        report.add("load", Machine.load)
        report.add("others", "\(Int(100 * max(saves.others, bare.others)))%")
        if let problem = (saves.problems + bare.problems).first {
            report.fall(short: "not every save counted: \(problem)")
        }
        #if DEBUG
        report.fall(short: "the bare route is a debug build")
        #endif
        return report
    }
}
