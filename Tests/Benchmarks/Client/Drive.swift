import Foundation

/// Drives one server with all connections at once, each sending the next request when the last is answered.
struct Drive: Sendable {
    let port: Int
    let server: ChildProcess
    /// One connection each.
    let requests: [SaveRequests]
    /// Whether the receipts are real, so that each must name the change it is for.
    let checksReceipts: Bool

    /// What every answer must hold.
    static let counts = Array("\"standing\":\"counts\"".utf8)
    private static let warmUp = Duration.seconds(1)
    private static let coolDown = Duration.milliseconds(200)

    /// Measures `seconds` in the middle of the drive.
    func run(seconds: Int) async throws -> Stretch {
        let begin = ContinuousClock.now
        let end = begin + Self.warmUp + .seconds(seconds) + Self.coolDown
        async let running = onThreads(requests) { drive($0, until: end) }
        try await Task.sleep(until: begin + Self.warmUp)
        let first = try Reading(of: server, at: port)
        try await Task.sleep(for: .seconds(seconds))
        let last = try Reading(of: server, at: port)
        let tallies = await running
        return Stretch(from: first, to: last, tallies)
    }

    private func drive(_ requests: SaveRequests, until end: ContinuousClock.Instant) -> Tally {
        var (requests, tally) = (requests, Tally())
        do {
            let connection = try Connection(port: port)
            var began = ContinuousClock.now
            while began < end {
                try connection.send(requests.next())
                let answer = try connection.receive()
                let now = ContinuousClock.now
                tally.count(answer, receipt: checksReceipts ? requests.receipt : [], from: began, to: now)
                began = now
            }
        } catch {
            tally.problems.append("\(error)")
        }
        return tally
    }
}

/// What one client thread saw.
struct Tally: Sendable {
    private(set) var answers: [(at: ContinuousClock.Instant, took: Duration)] = []
    /// Everything that was not a good receipt; the first of a kind tells enough.
    var problems: [String] = []

    /// Counts an answer that must be good and hold `receipt`, when there is one.
    mutating func count(
        _ answer: Answer,
        receipt: [UInt8],
        from began: ContinuousClock.Instant,
        to now: ContinuousClock.Instant
    ) {
        if answer.status == 200, answer.holds(Drive.counts), receipt.isEmpty || answer.holds(receipt) {
            answers.append((now, now - began))
        } else {
            problems.append("\(answer.status) \(answer.text.prefix(300))")
        }
    }
}

/// Runs `work` for each input on a thread of its own, which may block.
func onThreads<Input: Sendable, Output: Sendable>(
    _ inputs: [Input],
    _ work: @escaping @Sendable (Input) -> Output
) async -> [Output] {
    await withTaskGroup(of: Output.self) { group in
        for input in inputs {
            group.addTask {
                await withCheckedContinuation { continuation in
                    Thread.detachNewThread { continuation.resume(returning: work(input)) }
                }
            }
        }
        return await group.reduce(into: []) { $0.append($1) }
    }
}
