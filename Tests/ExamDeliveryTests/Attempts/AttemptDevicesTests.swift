import Assessment
import ExamDelivery
import Foundation
import Testing

/// Going on with an attempt on the same device and on another, and what is no change.
@Suite struct AttemptDevicesTests {
    @Test func `the device that holds the lease goes on, any other must ask to take over`() throws {
        var attempt = Trial.attempt
        func goOn(holding held: Int, takesOver: Bool, after seconds: Double = 1) throws -> AttemptEvent? {
            try attempt.goOn(holding: held, takesOver: takesOver, device: "B", now: Trial.begin + seconds)
        }
        #expect(try goOn(holding: 1, takesOver: false) == nil)
        #expect(try goOn(holding: 1, takesOver: true) == nil)
        for held in [Int.min, 0, 2, .max] {
            #expect(throws: Attempt.Refusal.staleEpoch(current: 1)) { try goOn(holding: held, takesOver: false) }
        }
        #expect(try goOn(holding: 0, takesOver: true) == .tookOver(epoch: 2, device: "B"))
        try attempt.store(.tookOver(epoch: 2, device: "B"), at: Trial.begin + 2)
        #expect(throws: Attempt.Refusal.staleEpoch(current: 2)) { try goOn(holding: 1, takesOver: false) }
        #expect(try goOn(holding: 2, takesOver: false) == nil)
    }

    @Test func `nobody goes on with an attempt that has ended`() throws {
        var attempt = Trial.attempt
        #expect(throws: Attempt.Refusal.ended) {
            try attempt.goOn(holding: 1, takesOver: true, device: "A", now: Trial.end)
        }
        try attempt.store(.handedIn, at: Trial.begin + 5)
        #expect(throws: Attempt.Refusal.ended) {
            try attempt.goOn(holding: 1, takesOver: true, device: "A", now: Trial.begin + 6)
        }
    }

    @Test func `the same response is no change under the same lease, and news under another`() throws {
        var attempt = Trial.attempt
        #expect(attempt.holds(Trial.change(nil, sequence: 1)))
        #expect(!attempt.holds(Trial.change("A", sequence: 1)))
        // Blanks were typed by somebody; only nothing at all is nothing.
        #expect(!attempt.holds(Trial.change(" ", sequence: 1)))
        try attempt.take(Trial.change("A", sequence: 1), after: 1)
        #expect(attempt.holds(Trial.change("A", sequence: 2)))
        #expect(!attempt.holds(Trial.change("B", sequence: 2)))
        #expect(!attempt.holds(Trial.change(nil, sequence: 2)))
        #expect(!attempt.holds(Trial.change("A", at: 2, sequence: 2)))
        #expect(!attempt.holds(Trial.change("A", epoch: 2, sequence: 1)))
        var other = Trial.change("A", sequence: 2)
        other.person = PersonID(rawValue: "somebody else")
        #expect(!attempt.holds(other))
    }

    @Test func `what a form of an older lease changes is held when it counts`() throws {
        var attempt = Trial.attempt
        for (sequence, text) in [(1, "A"), (2, "B"), (3, "C")] {
            try attempt.take(Trial.change(text, sequence: sequence), after: 1)
        }
        try attempt.store(.tookOver(epoch: 2, device: "B"), at: Trial.begin + 2)
        let change = Trial.change("D", epoch: 1, sequence: attempt.nextSequence(at: 1))
        let standing = try attempt.take(change, after: 3)
        #expect(standing == .counts)
        #expect(attempt.held[1]?.response == change.response)
    }

    @Test func `inputs close at the end, or at hand-in before it, and not when somebody looked`() throws {
        var handedIn = Trial.attempt
        #expect(handedIn.inputsEnd == Trial.end)
        try handedIn.store(.handedIn, at: Trial.begin + 5)
        #expect(handedIn.inputsEnd == Trial.begin + 5)
        var closed = Trial.attempt
        try closed.store(.closed, at: Trial.end + 7200)
        #expect(closed.inputsEnd == Trial.end)
    }

    @Test(arguments: SittingState.allCases)
    func `responses are taken in until the results are confirmed`(state: SittingState) {
        #expect(state.takesResponses == [.planned, .open, .closed, .marked].contains(state))
    }
}
