import Foundation

/// The counters of machine, server and client at one moment.
struct Reading {
    let at: ContinuousClock.Instant
    let server: Double
    let ours: Double
    let machine: (busy: Double, all: Double)
    let health: Health

    init(of server: ChildProcess, at port: Int) throws {
        health = try Health(port: port)
        self.server = try Machine.ticks(ofProcess: server.id)
        ours = try Machine.ticks(ofProcess: getpid())
        machine = try Machine.ticks()
        at = .now
    }
}

/// What a server says of itself; both counts are optional, and the bare one says nothing.
struct Health: Decodable {
    /// Changes that were committed since its start, and the commits that took them.
    private(set) var saves: Int?
    private(set) var commits: Int?

    init(port: Int) throws {
        let connection = try Connection(port: port)
        try connection.send(Array("GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
        let answer = try connection.receive()
        if answer.status == 200 { self = try answer.json(Health.self) }
    }
}

/// What was measured between two moments; stretches with the same server add up.
struct Stretch {
    private(set) var requests = 0
    private(set) var times: [Duration] = []
    private(set) var problems: [String] = []
    private(set) var seconds = 0.0
    private var serverTicks = 0.0
    private var otherTicks = 0.0
    private var allTicks = 0.0
    /// What the server counted; `nil` when it counts nothing.
    private var saves: Int? = 0
    private var commits: Int? = 0

    init() {}

    init(from first: Reading, to last: Reading, _ tallies: [Tally]) {
        times = tallies.flatMap { $0.answers.filter { first.at <= $0.at && $0.at < last.at }.map(\.took) }
        requests = times.count
        problems = tallies.flatMap(\.problems)
        seconds = (last.at - first.at) / .seconds(1)
        serverTicks = last.server - first.server
        allTicks = last.machine.all - first.machine.all
        otherTicks = max(0, last.machine.busy - first.machine.busy - serverTicks - (last.ours - first.ours))
        saves = Self.difference(first.health.saves, last.health.saves)
        commits = Self.difference(first.health.commits, last.health.commits)
    }

    static func += (sum: inout Stretch, other: Stretch) {
        sum.requests += other.requests
        sum.times += other.times
        sum.problems += other.problems
        sum.seconds += other.seconds
        sum.serverTicks += other.serverTicks
        sum.otherTicks += other.otherTicks
        sum.allTicks += other.allTicks
        sum.saves = sum.saves.flatMap { own in other.saves.map { own + $0 } }
        sum.commits = sum.commits.flatMap { own in other.commits.map { own + $0 } }
    }

    /// The server's processor time for one request, in microseconds; not a number without any request.
    var microsecondsPerRequest: Double { 1e6 * serverTicks / Machine.ticksPerSecond / Double(requests) }

    var requestsPerSecond: Double { Double(requests) / seconds }

    /// The share of all processors that programs other than the server and this client had.
    var others: Double { otherTicks / allTicks }

    /// How many responses shared one commit, and so one fsync; `nil` when the server does not say.
    var responsesPerCommit: Double? {
        guard let saves, let commits, commits > 0 else { return nil }
        return Double(saves) / Double(commits)
    }

    private static func difference(_ first: Int?, _ last: Int?) -> Int? {
        first.flatMap { first in last.map { $0 - first } }
    }
}
