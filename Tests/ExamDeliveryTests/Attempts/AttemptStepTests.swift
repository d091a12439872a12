import Assessment
import ExamDelivery
import Foundation
import Testing

/// Promise P9: around the end, every second, whatever arrives is stored and flagged, and never overwrites newer or
/// non-blank work.
@Suite struct AttemptStepTests {
    /// What a device may send, whether it is honest, slow, old, confused or doubled.
    private enum Submission: CaseIterable {
        case newer, newerBlank, duplicate, doubledBlank, outOfOrder, outOfOrderBlank
        case oldDevice, oldDeviceBlank, oldest, misfit, unknownLease

        func change(at position: Int) -> Change {
            let (text, epoch, sequence): (String?, Int, Int) =
                switch self {
                case .newer: ("newer", 2, 21)
                case .newerBlank: (nil, 2, 22)
                case .duplicate: ("held", 2, 20)
                case .doubledBlank: ("", 2, 20)
                case .outOfOrder: ("overtaken", 2, 19)
                case .outOfOrderBlank: (" \n", 2, 18)
                case .oldDevice: ("old", 1, 90)
                case .oldDeviceBlank: (nil, 1, 91)
                case .oldest: ("oldest", 1, 1)
                case .misfit: ("no option", 2, 23)
                case .unknownLease: ("forged", 3, 24)
                }
            var change = Trial.change(text, at: position, epoch: epoch, sequence: sequence)
            if self == .misfit { change.response = ItemResponse([Trial.response: .choices([OptionID(rawValue: "A")])]) }
            return change
        }
    }

    /// Position 1: answered by the newer device.
    ///
    /// Position 2: answered by the older device alone. 3: never answered. 4: taken back on the newer device.
    private static func begun() throws -> Attempt {
        var attempt = Trial.attempt
        try attempt.take(Trial.change("held", at: 2, sequence: 20), after: 10)
        try attempt.take(Trial.change("mistake", at: 4, sequence: 21), after: 10)
        try attempt.store(attempt.takeOver(device: "B"), at: Trial.begin + 20)
        try attempt.take(Trial.change("held", at: 1, epoch: 2, sequence: 20), after: 30)
        try attempt.take(Trial.change(nil, at: 4, epoch: 2, sequence: 30), after: 30)
        return attempt
    }

    @Test func `nothing that arrives late, twice, blank, out of order or from an old device overwrites work`() throws {
        let begun = try Self.begun()
        for seconds in -2...120 {
            for position in 1...4 {
                for submission in Submission.allCases {
                    var attempt = begun
                    try Self.check(submission, seconds, position, &attempt)
                }
            }
        }
    }

    @Test(arguments: [-2, -1, 0, 1, 59, 60, 61, 62, 120])
    func `nor do any two of them, in either order`(seconds: Int) throws {
        let begun = try Self.begun()
        for position in 1...4 {
            for first in Submission.allCases {
                var once = begun
                try Self.check(first, seconds, position, &once)
                for second in Submission.allCases {
                    var twice = once
                    try Self.check(second, seconds, position, &twice)
                }
            }
        }
    }

    @Test func `in whatever order all of them arrive, the newest work stays`() throws {
        let begun = try Self.begun()
        var generator = SeededGenerator(seed: 9)
        for seconds in -2...120 {
            for _ in 0..<5 {
                var attempt = begun
                for submission in Submission.allCases.shuffled(using: &generator) {
                    try Self.check(submission, seconds, 1, &attempt)
                }
                let expected = seconds < 0 ? nil : seconds <= 60 ? "newer" : "held"
                #expect(attempt.held[1]?.response == Trial.given(expected), "\(seconds) s")
                #expect(attempt.setAside.values.reduce(0, +) >= (seconds > 60 ? 11 : 4))
            }
        }
    }

    /// Takes one submission and compares with the rule, told in other words than the product's.
    private static func check(
        _ submission: Submission,
        _ seconds: Int,
        _ position: Int,
        _ attempt: inout Attempt
    ) throws {
        let change = submission.change(at: position)
        let before = attempt
        let now = Trial.end + Double(seconds)
        let event = try attempt.accept(change, interactions: Trial.interactions, now: now)
        let stored = try AttemptEvent(body: event.body)
        attempt.apply(stored, at: now)
        guard let fault = fault(submission, change, seconds, stored == event, stored, before, attempt) else { return }
        Issue.record("\(submission) at \(seconds) s, position \(position): \(fault)")
    }

    /// What is wrong with what became of `change`; `nil` when all is right.
    private static func fault(
        _ submission: Submission,
        _ change: Change,
        _ seconds: Int,
        _ isSame: Bool,
        _ event: AttemptEvent,
        _ before: Attempt,
        _ after: Attempt
    ) -> String? {
        guard isSame, case .responded(let responded) = event, responded.response == change.response,
            responded.position == change.position
        else { return "not stored as it came" }

        let isSetAside = after.setAside != before.setAside
        if isSetAside != (responded.standing != .counts) { return "not flagged as it stands" }
        if seconds > 60, !isSetAside { return "late and not flagged" }
        if isSetAside, after.held != before.held { return "flagged, but changed an answer" }

        let (old, new) = (before.held[change.position], after.held[change.position])
        if let old, let new, new.response != old.response {
            // Of two with one number, the one that says something stays, whichever came first.
            let isTie = (new.epoch, new.sequence) == (old.epoch, old.sequence) && old.response.isBlank
            if !isTie, (new.epoch, new.sequence) <= (old.epoch, old.sequence) { return "overwrote newer work" }
            // Only the candidate, on the newest device and while time runs, takes an answer back.
            let mayClear = change.epoch == 2 && seconds < 0
            if new.response.isBlank, !old.response.isBlank, !mayClear { return "blanked an answer" }
        }
        if old != nil, new == nil { return "lost an answer" }
        for other in 1...4 where other != change.position && after.held[other] != before.held[other] {
            return "changed another answer"
        }

        // Newer work in time, or within the minute that it may have spent on the way, does count.
        let isNewest = old.map { ($0.epoch, $0.sequence) < (2, 21) } ?? true
        if submission == .newer, seconds <= 60, isNewest, new?.response != change.response { return "lost newer work" }
        if submission == .newerBlank, seconds < 0, new?.response.isBlank != true { return "did not take back" }
        return nil
    }
}
