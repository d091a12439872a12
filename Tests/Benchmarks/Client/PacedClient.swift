import Foundation
import Glibc

/// Many candidates in one thread: each has a connection and saves every so often, whatever the others do.
struct PacedClient {
    private struct Desk {
        let connection: Connection
        var requests: SaveRequests
        var due: ContinuousClock.Instant
        /// When the request now waiting for its answer was due or sent.
        var began: ContinuousClock.Instant?
        var lastAnswer: ContinuousClock.Instant?
    }

    private var desks: [Desk] = []
    private let every: Duration
    private var generator = SeededGenerator(seed: 7)
    private(set) var tally = Tally()

    /// How long answers may take after the last request was due.
    private static let patience = Duration.seconds(30)

    /// Opens one connection a candidate; the first saves are spread over the first `every`.
    init(port: Int, requests: [SaveRequests], every: Duration) throws {
        self.every = every
        for each in requests {
            let phase = Double.random(in: 0..<1, using: &generator)
            desks.append(
                Desk(connection: try Connection(port: port), requests: each, due: .now + every * phase)
            )
        }
    }

    /// Saves until `end`, or until `isOver` says so, then waits for the last answers.
    mutating func run(until latest: ContinuousClock.Instant, isOver: () -> Bool = { false }) {
        var end = latest
        var descriptors = desks.map { pollfd(fd: $0.connection.descriptor, events: Int16(POLLIN), revents: 0) }
        while true {
            let now = ContinuousClock.now
            if now < end, isOver() { end = now }
            if now < end { for index in desks.indices { sendIfDue(index, now, &descriptors) } }
            let isWaiting = desks.contains { $0.began != nil }
            guard now < end || (isWaiting && now < end + Self.patience) else { break }
            let next = desks.indices.filter { descriptors[$0].fd >= 0 && desks[$0].began == nil }.map { desks[$0].due }
                .min()
            let pause = min(max((next ?? end) - now, .zero), .milliseconds(500))
            guard poll(&descriptors, nfds_t(descriptors.count), Int32((pause / .milliseconds(1)).rounded(.up))) > 0
            else { continue }
            for index in desks.indices where descriptors[index].revents != 0 { receive(index, &descriptors) }
        }
        for desk in desks where desk.began != nil { _ = desk; tally.problems.append("no answer came") }
    }

    private mutating func sendIfDue(_ index: Int, _ now: ContinuousClock.Instant, _ descriptors: inout [pollfd]) {
        let desk = desks[index]
        guard desk.began == nil, desk.due <= now, descriptors[index].fd >= 0 else { return }
        // An answer that came after the next save was due has kept the candidate waiting from then on.
        let wasKept = desk.lastAnswer.map { $0 > desk.due } ?? false
        desks[index].began = wasKept ? desk.due : .now
        desks[index].due = desk.due + every * Double.random(in: 0.8..<1.2, using: &generator)
        attempt(index, &descriptors) { desk throws in try desk.connection.send(desk.requests.next()) }
    }

    private mutating func receive(_ index: Int, _ descriptors: inout [pollfd]) {
        var answered: Answer?
        attempt(index, &descriptors) { desk throws in answered = try desk.connection.receiveAvailable() }
        guard let answered, let began = desks[index].began else { return }
        let now = ContinuousClock.now
        tally.count(answered, receipt: desks[index].requests.receipt, from: began, to: now)
        desks[index].began = nil
        desks[index].lastAnswer = now
    }

    /// A candidate whose connection failed is an error and takes no further part.
    private mutating func attempt(
        _ index: Int,
        _ descriptors: inout [pollfd],
        _ work: (inout Desk) throws -> Void
    ) {
        do {
            try work(&desks[index])
        } catch {
            tally.problems.append("\(error)")
            desks[index].began = nil
            // poll(2) passes over negative descriptors.
            descriptors[index].fd = -1
        }
    }
}

/// Jitter that is the same in every run.
///
/// Source: Steele, Lea and Flood (2014), “Fast splittable pseudorandom number generators”, SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
