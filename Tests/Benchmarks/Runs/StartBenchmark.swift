import Foundation

/// How soon the program answers: a short command, and a server on a data folder that exists.
struct StartBenchmark {
    let options: Options
    let scratch: Scratch

    private static let versions = 20
    private static let servers = 5

    func run() throws -> Report {
        let first = try Machine.ticks()
        let versions = try (0..<Self.versions).map { _ in try version() }
        try DemoServer(program: options.server, scratch: scratch).stop()
        let servers = try (0..<Self.servers).map { _ in try server() }
        let last = try Machine.ticks()
        var report = Report("start")
        report.add("version", Times(versions).percentile(50), unit: "ms", atMost: 50)
        report.add("version_worst", Times(versions).percentile(100))
        report.add("ready", Times(servers).percentile(50) / 1000, digits: 2, unit: "s", atMost: 2)
        report.add("ready_worst", Times(servers).percentile(100) / 1000, digits: 2)
        report.add("load", Machine.load)
        report.add("busy", "\(Int(100 * (last.busy - first.busy) / (last.all - first.all)))%")
        return report
    }

    private func version() throws -> Duration {
        let log = scratch.url.appending(path: "version.log")
        return try ContinuousClock().measure { try ChildProcess([options.server, "version"], log: log).waitForEnd() }
    }

    /// From its start to the first answer about its health.
    private func server() throws -> Duration {
        let began = ContinuousClock.now
        let server = try DemoServer("serve", program: options.server, scratch: scratch)
        let ready = began.duration(to: .now)
        server.stop()
        return ready
    }
}
