import Assessment
import ExamDelivery
import Foundation
import Testing

@Suite struct AttemptTests {
    @Test func `an attempt begins as its start says`() {
        let attempt = Trial.attempt
        #expect(attempt.endsAt == Trial.end && attempt.epoch == 1 && attempt.phase == .running)
        #expect(attempt.held.isEmpty && attempt.flags.isEmpty && attempt.seen.isEmpty && attempt.setAside.isEmpty)
        #expect(attempt.lastSavedAt == nil && attempt.lastSequence == 0 && attempt.device == "Firefox, Windows")
        #expect(attempt.answeredCount == 0 && attempt.state(at: 1) == .notReached)
    }

    @Test func `a response that fits and comes in time counts, kept as typed`() throws {
        var attempt = Trial.attempt
        #expect(try attempt.take(Trial.change(" a\u{301} ", sequence: 1), after: 10) == .counts)
        let held = try #require(attempt.held[1])
        #expect(held.response == Trial.given(" a\u{301} ") && held.epoch == 1 && held.sequence == 1)
        #expect(held.savedAt == Trial.begin + 10 && attempt.lastSavedAt == Trial.begin + 10)
        #expect(attempt.state(at: 1) == .answered && attempt.answeredCount == 1 && attempt.lastSequence == 1)
    }

    @Test func `only the candidate's own changes are taken, at any time`() {
        var change = Trial.change("x", sequence: 1)
        change.person = PersonID(rawValue: "another")
        for seconds in [0.0, 3600, 7200] {
            #expect(throws: Attempt.Refusal.notYours) {
                try Trial.attempt.accept(change, interactions: Trial.interactions, now: Trial.begin + seconds)
            }
        }
    }

    @Test(arguments: [
        (Trial.change("x", at: 0, sequence: 1), "unknown-position"),
        (Trial.change("x", at: 6, sequence: 1), "unknown-position"),
        (Trial.change("x", at: .min, sequence: 1), "unknown-position"),
        (Trial.change("x", at: .max, sequence: 1), "unknown-position"),
        (Trial.change("x", at: 5, sequence: 1), "wrong-shape"),
        (Trial.change(String(repeating: "x", count: 65_537), sequence: 1), "too-long"),
        (Trial.change("x", epoch: 2, sequence: 1), "unknown-epoch"),
        (Trial.change("x", epoch: 0, sequence: 1), "unknown-epoch"),
        (Trial.change("x", epoch: .max, sequence: 1), "unknown-epoch"),
        (Trial.change("x", epoch: .min, sequence: 1), "unknown-epoch"),
        (Trial.change("x", sequence: -1), "unknown-sequence"),
        (Trial.change("x", sequence: .max), "unknown-sequence"),
        (Trial.change("x", sequence: 9_007_199_254_740_992), "unknown-sequence"),
    ])
    func `what does not fit is stored as a misfit, can be read back and changes no answer`(
        change: Change,
        reason: String
    ) throws {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("work", sequence: 5), after: 1)
        #expect(try attempt.take(change, after: 2) == .misfit(reason))
        #expect(attempt.held[1]?.response == Trial.given("work") && attempt.held.count == 1)
        #expect(attempt.setAside == ["misfit": 1])
        // A wild number must not push aside what honest work comes after it.
        #expect(try attempt.take(Trial.change("next", sequence: attempt.lastSequence + 1), after: 3) == .counts)
        #expect(attempt.held[1]?.response == Trial.given("next"))
    }

    @Test func `a response for another item's interaction is a misfit`() throws {
        var attempt = Trial.attempt
        var change = Trial.change("x", sequence: 1)
        change.response = ItemResponse([ResponseID(rawValue: "OTHER"): .text("x")])
        #expect(try attempt.take(change, after: 1) == .misfit("unknown-response"))
    }

    @Test(arguments: [
        (0.0, Standing.counts), (3599.999, .counts), (3600, .counts), (3600.001, .counts), (3660, .counts),
        (3660.001, .late(by: .seconds(60))), (3661, .late(by: .seconds(61))), (3721.9, .late(by: .seconds(121))),
        (90_000, .late(by: .seconds(86_400))),
    ])
    func `the server's time alone decides, with a minute for the way`(seconds: Double, standing: Standing) throws {
        // What the device says of its clock is evidence, never a reason.
        for madeAt in [nil, Trial.begin, Trial.end - 1, Trial.end + 1_000_000, Date(timeIntervalSince1970: -1e300)] {
            var attempt = Trial.attempt
            #expect(try attempt.take(Trial.change("x", sequence: 1, madeAt: madeAt), after: seconds) == standing)
            #expect((attempt.held[1] != nil) == (standing == .counts))
            #expect(attempt.setAside == (standing == .counts ? [:] : ["late": 1]))
        }
    }

    @Test func `after hand-in everything is late by the time since then`() throws {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("work", sequence: 1), after: 10)
        try attempt.store(try #require(try attempt.handIn(now: Trial.begin + 100)), at: Trial.begin + 100)
        #expect(try attempt.take(Trial.change("more", sequence: 2), after: 100) == .late(by: .zero))
        #expect(try attempt.take(Trial.change("more", sequence: 3), after: 130.5) == .late(by: .seconds(30)))
        #expect(try attempt.take(Trial.change("more", sequence: 4), after: 99) == .late(by: .zero))
        #expect(attempt.held[1]?.response == Trial.given("work") && attempt.setAside == ["late": 3])
    }

    @Test func `how late a response is does not depend on when the attempt was closed`() throws {
        for closing in [3661.0, 3700, 10_000] {
            var attempt = Trial.attempt
            try attempt.store(.closed, at: Trial.begin + closing)
            #expect(try attempt.take(Trial.change("x", sequence: 1), after: 10_800) == .late(by: .seconds(7200)))
        }
        var attempt = Trial.attempt
        try attempt.store(.handedIn, at: Trial.begin + 3650)
        #expect(try attempt.take(Trial.change("x", sequence: 1), after: 3659) == .late(by: .seconds(59)))
    }

    @Test func `a position is not reached, omitted or answered`() throws {
        var attempt = Trial.attempt
        try attempt.store(.seen(position: 2), at: Trial.begin)
        #expect(attempt.state(at: 1) == .notReached && attempt.state(at: 2) == .omitted)
        try attempt.take(Trial.change("x", at: 2, sequence: 1), after: 1)
        #expect(attempt.state(at: 2) == .answered && attempt.answeredCount == 1)
        try attempt.take(Trial.change(" ", at: 2, sequence: 2), after: 2)
        #expect(attempt.state(at: 2) == .omitted && attempt.answeredCount == 0)
        // An answer to a question that was never shown counts and makes it seen.
        try attempt.take(Trial.change("x", at: 3, sequence: 3), after: 3)
        #expect(attempt.state(at: 3) == .answered && attempt.seen == [2, 3])
    }

    @Test func `the later made of two changes wins, whichever is heard first`() throws {
        for order in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
            var attempt = Trial.attempt
            for sequence in order { try attempt.take(Trial.change("\(sequence)", sequence: sequence), after: 1) }
            #expect(attempt.held[1]?.response == Trial.given("3"))
            #expect(attempt.lastSequence == 3 && attempt.setAside.isEmpty)
        }
    }

    @Test func `the same change ten thousand times is one answer`() throws {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("work", sequence: 1), after: 1)
        let event = try attempt.accept(
            Trial.change("work", sequence: 1),
            interactions: Trial.interactions,
            now: Trial.begin + 1
        )
        let before = attempt
        for _ in 0..<10_000 { attempt.apply(event, at: Trial.begin + 1) }
        #expect(attempt == before)
    }
}
