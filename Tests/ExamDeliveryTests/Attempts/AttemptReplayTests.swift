import Assessment
import ExamDelivery
import Foundation
import Testing

/// An attempt rebuilt from its journal is the attempt that lived.
@Suite struct AttemptReplayTests {
    private typealias Entry = (AttemptEvent, receivedAt: Date)

    @Test func `a stream that does not begin with a start is no attempt`() {
        let id = AttemptID(rawValue: "a")
        #expect(Attempt(id: id, replaying: [Entry]()) == nil)
        #expect(Attempt(id: id, replaying: [(.seen(position: 1), receivedAt: Trial.begin)]) == nil)
    }

    @Test func `a second start in a stream changes nothing`() {
        var again = Trial.start
        again.seed = 8
        again.endsAt += 900
        let entries: [Entry] = [
            (.started(Trial.start), receivedAt: Trial.begin), (.seen(position: 1), receivedAt: Trial.begin),
            (.started(again), receivedAt: Trial.begin + 1),
        ]
        let attempt = Attempt(id: Trial.attempt.id, replaying: entries)
        #expect(attempt?.start == Trial.start && attempt?.endsAt == Trial.end && attempt?.seen == [1])
    }

    @Test(arguments: 0..<60)
    func `replay gives the state that lived, and every prefix the state then`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var now = Trial.begin
        let start = try StartRule.start(
            Self.sitting(),
            state: .open,
            adjustments: [.extraTime(percent: 33)],
            candidate: Trial.candidate,
            seed: generator.next(),
            device: "A",
            now: now + 0.000_4
        )
        let id = AttemptID(rawValue: "a")
        var live = Attempt(id: id, start: start)
        var journal = [(body: AttemptEvent.started(start).body, receivedAt: start.startedAt)]
        for _ in 0..<80 {
            // Clocks give microseconds; the journal keeps milliseconds.
            now += Double.random(in: 0...100, using: &generator)
            guard let event = try Self.event(live, now, &generator) else { continue }
            let receivedAt = Date(milliseconds: now.milliseconds)
            live.apply(event, at: receivedAt)
            journal.append((event.body, receivedAt: receivedAt))
            guard journal.count.isMultiple(of: 16) else { continue }
            #expect(try Self.replayed(id, journal) == live)
        }
        #expect(journal.count > 40)
        #expect(try Self.replayed(id, journal) == live)
    }

    private static func replayed(_ id: AttemptID, _ journal: [(body: Data, receivedAt: Date)]) throws -> Attempt? {
        Attempt(
            id: id,
            replaying: try journal.map { (try AttemptEvent(body: $0.body), receivedAt: $0.receivedAt) }
        )
    }

    private static func sitting() throws -> Sitting {
        Sitting(
            id: SittingID(rawValue: "s"),
            title: "",
            form: try #require(ContentHash(rawValue: String(repeating: "a", count: 64))),
            window: Window(opens: Trial.begin, closes: Trial.end),
            duration: .seconds(1801),
            zone: "UTC"
        )
    }

    private static func event(
        _ attempt: Attempt,
        _ now: Date,
        _ generator: inout SeededGenerator
    ) throws -> AttemptEvent? {
        let position = Int.random(in: 1...5, using: &generator)
        switch Int.random(in: 0...20, using: &generator) {
        case 0: return attempt.takeOver(device: "device \(position)")
        case 1: return .seen(position: position)
        case 2: return .openedResource(page: "page-\(position)")
        case 3:
            guard attempt.isRunning(at: now) else { return nil }
            return try attempt.flag(position, Bool.random(using: &generator), of: 5, now: now)
        case 4:
            guard attempt.phase == .running else { return nil }
            let end = now + Double.random(in: -500...2000, using: &generator)
            return try attempt.moveEnd(to: end, reason: "reason", now: now)
        case 5: return attempt.close(now: now)
        case 6:
            guard Int.random(in: 0...9, using: &generator) == 0, attempt.phase == .running else { return nil }
            return try attempt.handIn(now: now)
        default:
            let change = Trial.change(
                ["", "x", "yy", nil][Int.random(in: 0...3, using: &generator)],
                at: position,
                epoch: Int.random(in: max(0, attempt.epoch - 2)...attempt.epoch + 1, using: &generator),
                sequence: attempt.lastSequence + Int.random(in: -3...3, using: &generator),
                madeAt: now - Double.random(in: 0...50, using: &generator)
            )
            return try attempt.accept(change, interactions: Trial.interactions, now: now)
        }
    }
}
