public import Assessment
public import Foundation

/// One candidate's run of one sitting: a state machine over its journal events.
///
/// Verbs check, return the event and change nothing; ``apply(_:at:)`` is the only way in which the state moves, during
/// the exam and in every replay.
public struct Attempt: Hashable, Sendable {
    public let id: AttemptID
    public let start: AttemptEvent.Start
    /// The candidate's own end.
    public private(set) var endsAt: Date
    /// The lease of the device that writes.
    public private(set) var epoch = 1
    public private(set) var phase = Phase.running
    /// The response that counts at each position, from 1.
    public private(set) var held: [Int: Held] = [:]
    /// The turns that were taken at each position, in the order in which they were stored.
    public private(set) var turns: [Int: [ItemResponse]] = [:]
    public private(set) var flags: Set<Int> = []
    public private(set) var seen: Set<Int> = []
    /// The question number, from 1, up to which lockpoints are passed; 0 before the first.
    public private(set) var passedThrough = 0
    /// When each locked position was locked, in the order of changes.
    public private(set) var locks: [Int: Lock] = [:]
    /// How many stored responses do not count, by standing.
    public private(set) var setAside: [String: Int] = [:]
    /// When the last response was stored.
    public private(set) var lastSavedAt: Date?
    /// The highest sequence heard under the newest lease; a device that has forgotten its own count goes on from here.
    public private(set) var lastSequence = 0
    /// The device that holds the lease, such as "Firefox, Windows", and since when.
    public private(set) var device: String

    /// How long after the end a response may still arrive and count: the time that it may have spent on the way.
    public static let grace: Duration = .seconds(60)

    public enum Phase: Hashable, Sendable {
        case running
        case handedIn(at: Date)
        case closed(at: Date)
    }

    /// A response that counts, with its place in the order of changes.
    public struct Held: Hashable, Sendable {
        public let response: ItemResponse
        public let epoch: Int
        public let sequence: Int
        public let savedAt: Date
    }

    /// Why a verb is refused; nothing that a candidate answers is refused for being late or odd.
    public enum Refusal: Error, Hashable, Sendable {
        case notYours
        case ended
        case unknownPosition
        /// This is not the next lockpoint.
        case unknownLockpoint
        /// Another device has written since; the caller's lease is not the newest.
        case staleEpoch(current: Int)
    }

    public init(id: AttemptID, start: AttemptEvent.Start) {
        self.id = id
        self.start = start
        endsAt = start.endsAt
        device = start.device
    }

    /// Rebuilds an attempt from its stream; `nil` when the stream does not begin with a start.
    public init?(id: AttemptID, replaying events: some Sequence<(AttemptEvent, receivedAt: Date)>) {
        var attempt: Attempt?
        for (event, receivedAt) in events {
            if case .started(let start) = event, attempt == nil {
                attempt = Attempt(id: id, start: start)
            } else {
                attempt?.apply(event, at: receivedAt)
            }
        }
        guard let attempt else { return nil }
        self = attempt
    }

    /// Takes a change of a response and says what it is worth.
    ///
    /// `order` is the candidate's, where the form has lockpoints: what stands past one that was not passed is as unknown
    /// as what does not exist. `turns` says where the item stands that is answered in turns.
    ///
    /// - Throws: ``Refusal/notYours`` only; a late, odd or outdated change is an event with its standing.
    public func accept(
        _ change: Change,
        interactions: [[Interaction]],
        order: CandidateOrder? = nil,
        turns: FormTurns = FormTurns(),
        now: Date
    ) throws(Refusal) -> AttemptEvent {
        guard change.person == start.candidate else { throw .notYours }
        return .responded(
            AttemptEvent.Responded(
                position: change.position.storable,
                epoch: change.epoch.storable,
                sequence: change.sequence.storable,
                response: change.response,
                standing: standing(of: change, interactions: interactions, order: order, turns: turns, now: now),
                turn: change.turn?.storable,
                madeAt: change.madeAt.map { Date(milliseconds: $0.milliseconds) }
            )
        )
    }

    private func standing(
        of change: Change,
        interactions: [[Interaction]],
        order: CandidateOrder?,
        turns: FormTurns,
        now: Date
    ) -> Standing {
        guard change.position >= 1, change.position <= interactions.count,
            order.map({ hasReached(change.position, in: $0) }) ?? true
        else { return Self.unknownPosition }
        do throws(Misfit) {
            try interactions[change.position - 1].check(change.response)
        } catch {
            return .misfit(error.code)
        }
        guard (1...epoch).contains(change.epoch) else { return .misfit("unknown-epoch") }
        guard Change.sequences.contains(change.sequence) else { return .misfit("unknown-sequence") }
        if let lock = locks[change.position], !lock.admits(change) { return .locked }
        if let misfit = turnMisfit(of: change, in: turns) { return .misfit(misfit) }
        switch phase {
        // Closing may come any time after the end; lateness must not depend on when it did.
        case .handedIn, .closed: return Self.late(now, after: inputsEnd)
        case .running: break
        }
        if now > endsAt + Self.grace.seconds { return Self.late(now, after: endsAt) }
        guard let held = held[change.position] else { return .counts }
        if held.epoch > change.epoch { return .oldDevice }
        if change.response.isBlank, !held.response.isBlank {
            // An answer is taken back only by who can still see it: not by an empty form that arrives after the end
            // or from a window that was given up (promise P9).
            if change.epoch < epoch { return .oldDevice }
            if !isRunning(at: now) { return Self.late(now, after: endsAt) }
        }
        return .counts
    }

    private static let unknownPosition = Standing.misfit("unknown-position")

    private static func late(_ now: Date, after end: Date) -> Standing {
        .late(by: .seconds(max(0, now.timeIntervalSince(end).rounded(.down))))
    }

    /// Marks or unmarks a position to come back to.
    public func flag(_ position: Int, _ isFlagged: Bool, of count: Int, now: Date) throws(Refusal) -> AttemptEvent {
        guard position >= 1, position <= count else { throw .unknownPosition }
        guard isRunning(at: now) else { throw .ended }
        return .flagged(position: position, isFlagged: isFlagged)
    }

    /// Ends the attempt by the candidate's own wish; again is harmless.
    public func handIn(now: Date) throws(Refusal) -> AttemptEvent? {
        switch phase {
        case .handedIn: return nil
        case .closed: throw .ended
        case .running: return .handedIn
        }
    }

    /// Ends the attempt because its time and the grace for arrival are over; `nil` while they are not.
    public func close(now: Date) -> AttemptEvent? {
        phase == .running && now > endsAt + Self.grace.seconds ? .closed : nil
    }

    /// Moves the end, earlier or later; never before `now`.
    public func moveEnd(to end: Date, reason: String, now: Date) throws(Refusal) -> AttemptEvent {
        guard phase == .running else { throw .ended }
        return .endMoved(to: Date(milliseconds: max(end, now).milliseconds), reason: reason)
    }

    /// Whether inputs are open: before the end, without grace.
    public func isRunning(at now: Date) -> Bool { phase == .running && now < endsAt }

    /// Moves the state by one event.
    public mutating func apply(_ event: AttemptEvent, at receivedAt: Date) {
        switch event {
        case .started: break
        case .responded(let responded): hold(responded, at: receivedAt)
        case .flagged(let position, true): flags.insert(position)
        case .flagged(let position, false): flags.remove(position)
        case .seen(let position):
            seen.insert(position)
            settleLocks(before: position)
        case .tookOver(let newer, let device):
            guard newer > epoch else { return }
            epoch = newer
            lastSequence = 0
            self.device = device
        case .endMoved(let end, _): endsAt = end
        case .openedResource: break
        case .passedLockpoint(let passed): lock(passed)
        case .handedIn: if phase == .running { phase = .handedIn(at: receivedAt) }
        case .closed: if phase == .running { phase = .closed(at: receivedAt) }
        }
    }

    private mutating func lock(_ passed: AttemptEvent.PassedLockpoint) {
        passedThrough = max(passedThrough, passed.question)
        if passed.epoch == epoch { lastSequence = max(lastSequence, passed.sequence) }
        for position in passed.positions where locks[position] == nil {
            locks[position] = Lock(epoch: passed.epoch, sequence: passed.sequence)
        }
    }

    /// Ends the tolerance of the locks that stand before a position, now that the candidate knows what is there.
    private mutating func settleLocks(before position: Int) {
        for (locked, lock) in locks where isDelayable(lock, before: position) { locks[locked]?.isSettled = true }
    }

    private mutating func hold(_ responded: AttemptEvent.Responded, at receivedAt: Date) {
        lastSavedAt = receivedAt
        if responded.epoch == epoch, Change.sequences.contains(responded.sequence) {
            lastSequence = max(lastSequence, responded.sequence)
        }
        seen.insert(responded.position)
        if responded.standing != Self.unknownPosition { settleLocks(before: responded.position) }
        guard responded.standing == .counts else {
            setAside[responded.standing.word, default: 0] += 1
            return
        }
        if responded.turn != nil { turns[responded.position, default: []].append(responded.response) }
        // Changes of one device can overtake each other on the way; the later one made wins, not the later one heard.
        if let other = held[responded.position] {
            let (known, heard) = ((other.epoch, other.sequence), (responded.epoch, responded.sequence))
            // Of two with one number, the same is said twice, and an empty one is no later wish.
            let isIdle = responded.response == other.response || responded.response.isBlank
            if known > heard || (known == heard && isIdle) { return }
        }
        held[responded.position] = Held(
            response: responded.response,
            epoch: responded.epoch,
            sequence: responded.sequence,
            savedAt: receivedAt
        )
    }
}

extension Int {
    /// The nearest number that the journal can hold; JSON has none beyond ±(2^53 − 1), and one event that cannot be
    /// read would lock the whole attempt.
    fileprivate var storable: Int { Swift.min(Swift.max(self, -9_007_199_254_740_991), 9_007_199_254_740_991) }
}

extension Attempt {
    /// How the candidate stands at one position.
    public enum PositionState: String, Hashable, Sendable { case notReached, omitted, answered }

    /// Whether the position was never shown, shown and left blank, or answered.
    public func state(at position: Int) -> PositionState {
        if turns[position] != nil { return .answered }
        if let held = held[position], !held.response.isBlank { return .answered }
        return seen.contains(position) ? .omitted : .notReached
    }

    /// How many positions hold a response that is not blank, or took a turn.
    public var answeredCount: Int { held.count { !$1.response.isBlank || turns[$0] != nil } }
}
