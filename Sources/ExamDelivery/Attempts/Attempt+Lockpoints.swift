public import Assessment
public import Foundation

/// Points after which earlier answers cannot be changed.
extension Attempt {
    /// The moment at which a position was locked, in the order of changes.
    public struct Lock: Hashable, Sendable {
        /// The writer lease under which the lockpoint was passed.
        public let epoch: Int
        /// The place of the passing among the changes of that lease.
        public let sequence: Int
        /// Whether something past the lockpoint has been seen since; then nothing changes any more.
        public internal(set) var isSettled = false

        /// Whether `change` still counts: made before this, as its device says, on the device that passed the lockpoint.
        ///
        /// Devices number their changes themselves, so they are believed only as long as nothing can be gained by it.
        /// What an older device sends afterwards may have been made with the next question in sight on the newer one;
        /// nobody can tell, so it is kept and does not count.
        func admits(_ change: Change) -> Bool {
            !isSettled && change.epoch == epoch && change.sequence < sequence
        }
    }

    /// Passes the lockpoint after the candidate's question `question`: what was asked up to there can be read and not
    /// changed any more.
    ///
    /// What is on the way already, made before on the same device, still counts when it arrives before anything past the
    /// lockpoint is seen, and nothing that was stored as counting loses that. The device says with `sequence` where it stood; it is believed no further back than
    /// what was heard of it, and no further ahead than the clock, which devices count by.
    ///
    /// - Returns: `nil` when this lockpoint is passed already.
    /// - Throws: ``Refusal/unknownLockpoint`` unless it is the next one, ``Refusal/staleEpoch(current:)`` when another
    ///   device has written since, ``Refusal/ended``.
    public func passLockpoint(
        after question: Int,
        in order: CandidateOrder,
        epoch held: Int,
        sequence: Int?,
        now: Date
    ) throws(Refusal) -> AttemptEvent? {
        guard isRunning(at: now) else { throw .ended }
        guard order.lockpoints.contains(question) else { throw .unknownLockpoint }
        guard question > passedThrough else { return nil }
        guard question == order.lastOpenQuestion(passed: passedThrough) else { throw .unknownLockpoint }
        guard held == epoch else { throw .staleEpoch(current: epoch) }
        let next = lastSequence + 1
        return .passedLockpoint(
            AttemptEvent.PassedLockpoint(
                question: question,
                positions: Array(order.positions[passedThrough..<question]),
                epoch: epoch,
                sequence: min(max(sequence ?? 0, next), max(next, Int(clamping: now.milliseconds)))
            )
        )
    }

    /// Whether the candidate can see a position of the form: no lockpoint before it is left to pass.
    public func hasReached(_ position: Int, in order: CandidateOrder) -> Bool {
        order.question(ofPosition: position).map { $0 <= order.lastOpenQuestion(passed: passedThrough) } ?? false
    }

    /// Whether a change from before the position may still arrive and count; showing the position ends that.
    public func awaitsDelayed(before position: Int) -> Bool {
        locks.values.contains { isDelayable($0, before: position) }
    }

    /// Whether a lock is not settled and stands before a position, itself locked or not.
    func isDelayable(_ lock: Lock, before position: Int) -> Bool {
        guard !lock.isSettled else { return false }
        // Later lockpoints have later places in the order of changes.
        return locks[position].map { (lock.epoch, lock.sequence) < ($0.epoch, $0.sequence) } ?? true
    }

    /// Whether the answer at a position cannot be changed any more.
    public func isLocked(_ position: Int) -> Bool { locks[position] != nil }
}
