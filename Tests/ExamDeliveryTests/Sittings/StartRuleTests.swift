import Assessment
import ExamDelivery
import Foundation
import Testing

@Suite struct StartRuleTests {
    private static let opens = Date(milliseconds: 1_780_304_400_000)
    private static let closes = opens + 1800

    private static func start(
        _ state: SittingState = .open,
        _ adjustments: [Adjustment] = [],
        at now: Date
    ) throws -> AttemptEvent.Start {
        let sitting = Sitting(
            id: SittingID(rawValue: "s"),
            title: "",
            form: try #require(ContentHash(rawValue: String(repeating: "a", count: 64))),
            window: Window(opens: opens, closes: closes),
            duration: .seconds(5400),
            zone: "Europe/London"
        )
        return try StartRule.start(
            sitting,
            state: state,
            adjustments: adjustments,
            candidate: PersonID(rawValue: "p"),
            seed: 7,
            device: "Firefox",
            now: now
        )
    }

    @Test(arguments: [0.0, 1, 1799.999])
    func `whoever starts in the window has the full time from then on`(seconds: Double) throws {
        let start = try Self.start(at: Self.opens + seconds)
        let milliseconds = Self.opens.milliseconds + Int64(seconds * 1000)
        #expect(start.startedAt.milliseconds == milliseconds && start.endsAt.milliseconds == milliseconds + 5_400_000)
        #expect(start.sitting.rawValue == "s" && start.candidate.rawValue == "p")
        #expect(start.seed == 7 && start.device == "Firefox")
    }

    @Test func `before and after the window nobody starts`() {
        #expect(throws: StartRule.Refusal.notOpen(opens: Self.opens)) { try Self.start(at: Self.opens - 0.001) }
        #expect(throws: StartRule.Refusal.windowClosed(closed: Self.closes)) { try Self.start(at: Self.closes) }
        #expect(throws: StartRule.Refusal.windowClosed(closed: Self.closes)) { try Self.start(at: .distantFuture) }
    }

    @Test(arguments: SittingState.allCases)
    func `only an open sitting can be started`(state: SittingState) throws {
        if state == .open {
            #expect(try Self.start(state, at: Self.opens).startedAt == Self.opens)
        } else {
            #expect(throws: StartRule.Refusal.sittingNotOpen(state)) { try Self.start(state, at: Self.opens) }
        }
    }

    @Test func `an own window and own time hold instead of the sitting's`() throws {
        let own = Window(opens: Self.closes + 600, closes: Self.closes + 1200)
        let adjustments: [Adjustment] = [.ownStart(own), .extraTime(percent: 25), .extraMinutes(10)]
        #expect(throws: StartRule.Refusal.notOpen(opens: own.opens)) {
            try Self.start(.open, adjustments, at: Self.opens)
        }
        let start = try Self.start(.open, adjustments, at: own.opens)
        #expect(start.endsAt == own.opens + 5400 * 1.25 + 600)
        #expect(throws: StartRule.Refusal.windowClosed(closed: own.closes)) {
            try Self.start(.open, adjustments, at: own.closes)
        }
    }

    @Test func `instants are whole milliseconds, as the journal keeps them`() throws {
        let start = try Self.start(.open, [.extraTime(percent: 33)], at: Self.opens + 0.123_456_7)
        #expect(start.startedAt == Date(milliseconds: Self.opens.milliseconds + 123))
        #expect(start.endsAt == Date(milliseconds: Self.opens.milliseconds + 123 + 5400 * 1330))
        #expect(try AttemptEvent(body: AttemptEvent.started(start).body) == .started(start))
    }
}
