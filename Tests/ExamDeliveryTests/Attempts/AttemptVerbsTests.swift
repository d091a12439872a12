import Assessment
import ExamDelivery
import Foundation
import Testing

/// Taking over, flagging, handing in, closing and moving the end.
@Suite struct AttemptVerbsTests {
    @Test func `taking over gives a new lease, names the device and counts changes anew`() throws {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("old", sequence: 40), after: 1)
        let event = attempt.takeOver(device: "Safari, iPad")
        #expect(event == .tookOver(epoch: 2, device: "Safari, iPad"))
        try attempt.store(event, at: Trial.begin + 2)
        #expect(attempt.epoch == 2 && attempt.device == "Safari, iPad" && attempt.lastSequence == 0)
        #expect(try attempt.take(Trial.change("new", epoch: 2, sequence: 1), after: 3) == .counts)
        #expect(attempt.held[1]?.response == Trial.given("new") && attempt.lastSequence == 1)
    }

    @Test func `a change of the old device counts only where the newer device has no response`() throws {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("old", at: 1, sequence: 1), after: 1)
        try attempt.take(Trial.change("old", at: 2, sequence: 2), after: 1)
        try attempt.store(attempt.takeOver(device: "B"), at: Trial.begin + 2)
        try attempt.take(Trial.change("new", at: 1, epoch: 2, sequence: 1), after: 3)
        #expect(try attempt.take(Trial.change("late old", at: 1, sequence: 90), after: 4) == .oldDevice)
        #expect(try attempt.take(Trial.change("late old", at: 2, sequence: 91), after: 4) == .counts)
        #expect(try attempt.take(Trial.change("late old", at: 3, sequence: 92), after: 4) == .counts)
        #expect((1...3).map { attempt.held[$0]?.response } == ["new", "late old", "late old"].map(Trial.given))
        #expect(attempt.setAside == ["oldDevice": 1])
        // What the old device counts says nothing about the new one's count.
        #expect(attempt.lastSequence == 1)
        // Taking an answer back on the new device is newer work, too.
        try attempt.take(Trial.change(nil, at: 3, epoch: 2, sequence: 2), after: 5)
        #expect(try attempt.take(Trial.change("older still", at: 3, sequence: 93), after: 6) == .oldDevice)
        #expect(attempt.state(at: 3) == .omitted)
    }

    @Test func `an event of an older or equal lease moves nothing`() throws {
        var attempt = Trial.attempt
        try attempt.store(attempt.takeOver(device: "B"), at: Trial.begin)
        let before = attempt
        for epoch in [-1, 0, 1, 2] {
            try attempt.store(.tookOver(epoch: epoch, device: "C"), at: Trial.begin + 1)
            #expect(attempt == before)
        }
    }

    @Test func `flags come and go while time runs, and only at positions of the form`() throws {
        var attempt = Trial.attempt
        try attempt.store(try attempt.flag(5, true, of: 5, now: Trial.begin), at: Trial.begin)
        try attempt.store(try attempt.flag(1, true, of: 5, now: Trial.begin), at: Trial.begin)
        try attempt.store(try attempt.flag(5, false, of: 5, now: Trial.end - 1), at: Trial.end - 1)
        #expect(attempt.flags == [1])
        for position in [Int.min, -1, 0, 6, .max] {
            #expect(throws: Attempt.Refusal.unknownPosition) {
                try attempt.flag(position, true, of: 5, now: Trial.begin)
            }
        }
        #expect(throws: Attempt.Refusal.unknownPosition) { try attempt.flag(1, true, of: 0, now: Trial.begin) }
        #expect(throws: Attempt.Refusal.ended) { try attempt.flag(1, false, of: 5, now: Trial.end) }
        try attempt.store(.handedIn, at: Trial.begin + 1)
        #expect(throws: Attempt.Refusal.ended) { try attempt.flag(1, false, of: 5, now: Trial.begin + 2) }
    }

    @Test func `handing in twice is handing in once, and nothing undoes it`() throws {
        var attempt = Trial.attempt
        #expect(try attempt.handIn(now: Trial.begin + 5) == .handedIn)
        try attempt.store(.handedIn, at: Trial.begin + 5)
        #expect(attempt.phase == .handedIn(at: Trial.begin + 5) && !attempt.isRunning(at: Trial.begin + 6))
        #expect(try attempt.handIn(now: Trial.begin + 6) == nil)
        #expect(attempt.close(now: Trial.end + 100) == nil)
        let before = attempt
        try attempt.store(.handedIn, at: Trial.begin + 7)
        try attempt.store(.closed, at: Trial.begin + 8)
        #expect(attempt == before)
    }

    @Test func `an attempt closes when end and grace are over, not before`() throws {
        var attempt = Trial.attempt
        for seconds in [0.0, 3600, 3660] { #expect(attempt.close(now: Trial.begin + seconds) == nil) }
        #expect(attempt.close(now: Trial.begin + 3660.001) == .closed)
        try attempt.store(.closed, at: Trial.begin + 3700)
        #expect(attempt.phase == .closed(at: Trial.begin + 3700))
        #expect(attempt.close(now: Trial.begin + 3701) == nil)
        #expect(throws: Attempt.Refusal.ended) { try attempt.handIn(now: Trial.begin + 3701) }
        #expect(throws: Attempt.Refusal.ended) {
            try attempt.moveEnd(to: Trial.end + 900, reason: "fire alarm", now: Trial.begin + 3701)
        }
    }

    @Test func `inputs are open before the end, without grace`() {
        let attempt = Trial.attempt
        #expect(attempt.isRunning(at: Trial.begin) && attempt.isRunning(at: Trial.end - 0.001))
        #expect(!attempt.isRunning(at: Trial.end) && !attempt.isRunning(at: Trial.end + 1))
    }

    @Test func `the end is moved later or earlier, never before now`() throws {
        var attempt = Trial.attempt
        let later = try attempt.moveEnd(to: Trial.end + 900, reason: "fire alarm", now: Trial.begin)
        #expect(later == .endMoved(to: Trial.end + 900, reason: "fire alarm"))
        try attempt.store(later, at: Trial.begin)
        #expect(attempt.endsAt == Trial.end + 900 && attempt.start.endsAt == Trial.end)
        #expect(try attempt.take(Trial.change("x", sequence: 1), after: 3600 + 900 + 60) == .counts)
        let now = Trial.begin + 60
        #expect(try attempt.moveEnd(to: Trial.begin, reason: "", now: now) == .endMoved(to: now, reason: ""))
        let earlier = try attempt.moveEnd(to: Trial.begin + 120, reason: "evacuation", now: now)
        try attempt.store(earlier, at: now)
        #expect(!attempt.isRunning(at: Trial.begin + 120))
        #expect(try attempt.take(Trial.change("x", sequence: 2), after: 181) == .late(by: .seconds(61)))
        #expect(attempt.close(now: Trial.begin + 181) == .closed)
        try attempt.store(.handedIn, at: Trial.begin + 182)
        #expect(throws: Attempt.Refusal.ended) { try attempt.moveEnd(to: Trial.end, reason: "", now: now) }
    }

    @Test func `an attempt whose end was moved while its grace ran goes on`() throws {
        var attempt = Trial.attempt
        let now = Trial.end + 30
        try attempt.store(try attempt.moveEnd(to: Trial.end + 600, reason: "outage", now: now), at: now)
        #expect(attempt.isRunning(at: now + 1) && attempt.close(now: Trial.end + 61) == nil)
    }
}
