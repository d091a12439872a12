import Assessment
import ExamDelivery
import Foundation
import Testing

/// Threat T4: after a lockpoint nothing that was asked before can be changed, and nothing past it is there before.
@Suite struct AttemptLockpointTests {
    /// Two questions with a lockpoint at their end, then three with one after each.
    private static func order(shuffles: Bool = false, seed: UInt64 = 7) throws -> CandidateOrder {
        let position: JSONValue = ["language": "en", "body": [], "interactions": []]
        func section(_ count: Int, _ lockpoint: String) -> JSONValue {
            [
                "title": "", "shuffle": .bool(shuffles), "lockpoint": .string(lockpoint),
                "positions": .array(Array(repeating: position, count: count)),
            ]
        }
        let form = try Form(
            json: [
                "format": 1, "paper": "p", "title": "", "language": "en",
                "sections": [section(2, "atEnd"), section(3, "afterEach")],
            ]
        )
        return CandidateOrder(of: form, seed: seed)
    }

    private static func take(_ change: Change, _ attempt: inout Attempt, after seconds: Double = 1) throws -> Standing {
        let now = Trial.begin + seconds
        let event = try attempt.accept(change, interactions: Trial.interactions, order: try order(), now: now)
        try attempt.store(event, at: now)
        guard case .responded(let responded) = event else { throw Attempt.NotAResponse() }
        return responded.standing
    }

    private static func pass(_ question: Int, _ attempt: inout Attempt, epoch: Int = 1, sequence: Int? = nil) throws {
        let now = Trial.begin + 1
        let event = try attempt.passLockpoint(
            after: question,
            in: try order(),
            epoch: epoch,
            sequence: sequence,
            now: now
        )
        try attempt.store(try #require(event), at: now)
    }

    @Test func `the next lockpoint is passed once, and no other one`() throws {
        let order = try Self.order()
        #expect(order.lockpoints == [2, 3, 4])
        var attempt = Trial.attempt
        func event(_ question: Int, epoch: Int = 1, at seconds: Double = 1) throws -> AttemptEvent? {
            try attempt.passLockpoint(
                after: question,
                in: order,
                epoch: epoch,
                sequence: 5,
                now: Trial.begin + seconds
            )
        }
        for wrong in [-1, 0, 1, 3, 4, 5, 6] {
            #expect(throws: Attempt.Refusal.unknownLockpoint) { try event(wrong) }
        }
        #expect(throws: Attempt.Refusal.staleEpoch(current: 1)) { try event(2, epoch: 0) }
        #expect(throws: Attempt.Refusal.ended) { try event(2, at: 3600) }
        let first = try #require(try event(2))
        #expect(
            first
                == .passedLockpoint(
                    AttemptEvent.PassedLockpoint(question: 2, positions: [1, 2], epoch: 1, sequence: 5)
                )
        )
        try attempt.store(first, at: Trial.begin + 1)
        #expect(attempt.passedThrough == 2 && attempt.isLocked(1) && attempt.isLocked(2) && !attempt.isLocked(3))
        #expect(try event(2) == nil)
        #expect(throws: Attempt.Refusal.unknownLockpoint) { try event(4) }
        guard case .passedLockpoint(let second) = try event(3) else { throw Attempt.NotAResponse() }
        #expect(second.positions == [3] && second.sequence == 6)
    }

    @Test func `what stands past a lockpoint is as unknown as what does not exist`() throws {
        let order = try Self.order()
        var attempt = Trial.attempt
        #expect((0...7).filter { attempt.hasReached($0, in: order) } == [1, 2])
        let early = try Self.take(Trial.change("early", at: 3, sequence: 1), &attempt)
        #expect(early == .misfit("unknown-position"))
        #expect(try Self.take(Trial.change("nothing", at: 9, sequence: 2), &attempt) == early)
        #expect(attempt.held.isEmpty && attempt.setAside == ["misfit": 2])
        try Self.pass(2, &attempt)
        #expect((0...7).filter { attempt.hasReached($0, in: order) } == [1, 2, 3])
        #expect(try Self.take(Trial.change("now", at: 3, sequence: 10), &attempt) == .counts)
    }

    @Test func `a change made before and heard after counts, one made after is kept and does not`() throws {
        var attempt = Trial.attempt
        #expect(try Self.take(Trial.change("first", at: 1, sequence: 3), &attempt) == .counts)
        try Self.pass(2, &attempt, sequence: 10)
        #expect(try Self.take(Trial.change("on its way", at: 1, sequence: 9), &attempt) == .counts)
        #expect(try Self.take(Trial.change("at the lockpoint", at: 1, sequence: 10), &attempt) == .locked)
        #expect(try Self.take(Trial.change("after", at: 1, sequence: 11), &attempt) == .locked)
        #expect(try Self.take(Trial.change(nil, at: 2, sequence: 12), &attempt) == .locked)
        #expect(attempt.held[1]?.response == Trial.given("on its way") && attempt.held[2] == nil)
        #expect(attempt.setAside == ["locked": 3])
        // What a plain form brings is counted from what was heard, so that it comes after the lockpoint too.
        #expect(attempt.nextSequence(at: 1) > 10 && attempt.nextSequence(at: 2) > 10)
    }

    /// Threat T4: the device chooses its own sequence, so it is not believed once there is something to gain.
    @Test func `once anything past a lockpoint is seen or answered, nothing before it changes`() throws {
        for step in [AttemptEvent.seen(position: 3), nil] {
            var attempt = Trial.attempt
            #expect(try Self.take(Trial.change("first", at: 1, sequence: 3), &attempt) == .counts)
            try Self.pass(2, &attempt, sequence: 10)
            try attempt.store(.seen(position: 2), at: Trial.begin)
            #expect(attempt.awaitsDelayed(before: 3) && !attempt.awaitsDelayed(before: 1))
            if let step {
                try attempt.store(step, at: Trial.begin)
            } else {
                #expect(try Self.take(Trial.change("guessed", at: 3, sequence: 11), &attempt) == .counts)
            }
            #expect(!attempt.awaitsDelayed(before: 3))
            #expect(try Self.take(Trial.change("backdated", at: 1, sequence: 4), &attempt) == .locked)
            #expect(attempt.held[1]?.response == Trial.given("first") && attempt.setAside == ["locked": 1])
        }
    }

    @Test func `a closed step that is looked at only later settles what closed before it`() throws {
        var attempt = Trial.attempt
        try Self.pass(2, &attempt, sequence: 10)
        #expect(try Self.take(Trial.change("unknown", at: 4, sequence: 11), &attempt) == .misfit("unknown-position"))
        #expect(attempt.awaitsDelayed(before: 3))
        try Self.pass(3, &attempt, sequence: 20)
        try attempt.store(.seen(position: 3), at: Trial.begin)
        #expect(try Self.take(Trial.change("backdated", at: 1, sequence: 9), &attempt) == .locked)
        #expect(try Self.take(Trial.change("on its way", at: 3, sequence: 19), &attempt) == .counts)
    }

    @Test func `a device that was given up and one that takes over later change nothing that is locked`() throws {
        var attempt = Trial.attempt
        try attempt.store(attempt.takeOver(device: "B"), at: Trial.begin)
        try Self.pass(2, &attempt, epoch: 2, sequence: 10)
        #expect(try Self.take(Trial.change("old", at: 1, sequence: 5), &attempt) == .locked)
        try attempt.store(attempt.takeOver(device: "C"), at: Trial.begin)
        #expect(try Self.take(Trial.change("newer", at: 1, epoch: 3, sequence: 5), &attempt) == .locked)
        #expect(try Self.take(Trial.change("on its way", at: 1, epoch: 2, sequence: 9), &attempt) == .counts)
        #expect(attempt.held[1]?.response == Trial.given("on its way"))
    }

    @Test func `a device is believed no further back than it was heard, and no further ahead than the clock`() throws {
        for (claimed, expected) in [(nil, 8), (-1, 8), (3, 8), (20, 20), (.max, Int(Trial.begin.milliseconds) + 1000)]
            as [(Int?, Int)]
        {
            var attempt = Trial.attempt
            #expect(try Self.take(Trial.change("counted", at: 1, sequence: 7), &attempt) == .counts)
            try Self.pass(2, &attempt, sequence: claimed)
            let lock = try #require(attempt.locks[1])
            #expect(lock.epoch == 1 && lock.sequence == expected)
            // What was acknowledged as counting never loses that.
            #expect(attempt.held[1]?.response == Trial.given("counted"))
        }
    }

    @Test func `late is told of late changes only where the question was open when they were made`() throws {
        var attempt = Trial.attempt
        try Self.pass(2, &attempt, sequence: 10)
        #expect(try Self.take(Trial.change("on its way", at: 1, sequence: 9), &attempt, after: 4000).word == "late")
        #expect(try Self.take(Trial.change("after", at: 1, sequence: 11), &attempt, after: 4000) == .locked)
    }

    /// Two devices work at once; all that they send is heard in some order, and only passing waits for its answer.
    @Test(arguments: 0..<300)
    func `in no order does a change made after a lockpoint count, and none made before is lost unless more was seen`(
        seed: Int
    ) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let order = try Self.order(shuffles: true, seed: UInt64(seed))
        var attempt = Trial.attempt
        var onTheWay: [Change] = []
        var counters = [0, 0, 0]
        var expected: [Int: ItemResponse] = [:]
        var made: [Int: ItemResponse] = [:]
        var settled: [Int: ItemResponse] = [:]
        func hear(_ change: Change) throws {
            let now = Trial.begin + 1
            let event = try attempt.accept(change, interactions: Trial.interactions, order: order, now: now)
            try attempt.store(event, at: now)
            for (position, lock) in attempt.locks where lock.isSettled && settled[position] == nil {
                settled[position] = attempt.held[position]?.response ?? ItemResponse()
            }
        }
        for step in 0..<120 {
            let open = order.lastOpenQuestion(passed: attempt.passedThrough)
            // The old device goes on with what it still shows.
            let epoch = attempt.epoch > 1 && Int.random(in: 0...3, using: &generator) == 0 ? 1 : attempt.epoch
            counters[epoch] += Int.random(in: 1...5, using: &generator)
            switch Int.random(in: 0...30, using: &generator) {
            case 0 where attempt.epoch == 1:
                try attempt.store(attempt.takeOver(device: "B"), at: Trial.begin)
                made = [:]
            case 1, 2:
                guard epoch == attempt.epoch, open < order.positions.count else { continue }
                let event = try attempt.passLockpoint(
                    after: open,
                    in: order,
                    epoch: epoch,
                    sequence: counters[epoch],
                    now: Trial.begin + 1
                )
                for position in order.positions[attempt.passedThrough..<open] {
                    expected[position] = made[position] ?? attempt.held[position]?.response ?? ItemResponse()
                }
                try attempt.store(try #require(event), at: Trial.begin + 1)
            case 3...15 where !onTheWay.isEmpty:
                try hear(onTheWay.remove(at: Int.random(in: 0..<onTheWay.count, using: &generator)))
            default:
                let position = order.positions[Int.random(in: 0..<open, using: &generator)]
                guard position <= 4 else { continue }
                let change = Trial.change("\(step)", at: position, epoch: epoch, sequence: counters[epoch])
                if epoch == attempt.epoch { made[position] = change.response }
                onTheWay.append(change)
            }
        }
        for change in onTheWay.shuffled(using: &generator) { try hear(change) }
        for (position, response) in expected where settled[position] == nil {
            #expect((attempt.held[position]?.response ?? ItemResponse()) == response, "position \(position)")
        }
        for (position, response) in settled {
            #expect((attempt.held[position]?.response ?? ItemResponse()) == response, "settled position \(position)")
            // What counts there was made before, if not always the last of it.
            let (lock, held) = (try #require(attempt.locks[position]), attempt.held[position])
            #expect(held.map { ($0.epoch, $0.sequence) < (lock.epoch, lock.sequence) } ?? true)
        }
    }
}
