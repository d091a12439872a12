public import Assessment
public import Foundation

/// One fact in the life of an attempt, as its journal stream keeps it.
public enum AttemptEvent: Hashable, Sendable {
    case started(Start)
    case responded(Responded)
    /// The candidate marked or unmarked a position to come back to.
    case flagged(position: Int, isFlagged: Bool)
    /// The position was shown for the first time.
    case seen(position: Int)
    /// Another window or device took the writer lease.
    case tookOver(epoch: Int, device: String)
    /// The candidate's end was moved.
    case endMoved(to: Date, reason: String)
    /// The candidate opened a page of the resource pack.
    case openedResource(page: String)
    /// The candidate went past a lockpoint.
    case passedLockpoint(PassedLockpoint)
    case handedIn
    /// Time was up; nobody needs to be connected for this.
    case closed

    /// With what an attempt begins.
    public struct Start: Hashable, Sendable {
        public var sitting: SittingID
        public var candidate: PersonID
        public var seed: UInt64
        public var startedAt: Date
        public var endsAt: Date
        /// The device that began, such as "Firefox, Windows"; empty when it did not say.
        public var device: String
        /// What was drawn for the candidate, by position from 1; positions without a draw are absent.
        public var draws: [Int: ItemSession.State] = [:]

        public init(
            sitting: SittingID,
            candidate: PersonID,
            seed: UInt64,
            startedAt: Date,
            endsAt: Date,
            device: String = ""
        ) {
            self.sitting = sitting
            self.candidate = candidate
            self.seed = seed
            self.startedAt = startedAt
            self.endsAt = endsAt
            self.device = device
        }
    }

    /// Which answers a lockpoint locked, and when in the order of changes.
    public struct PassedLockpoint: Hashable, Sendable {
        /// The candidate's question number, from 1, after which the lockpoint stands.
        public var question: Int
        /// The positions of the form that were locked by this, in the candidate's order.
        public var positions: [Int]
        public var epoch: Int
        /// Changes of this epoch with a lower sequence were made before.
        public var sequence: Int

        public init(question: Int, positions: [Int], epoch: Int, sequence: Int) {
            self.question = question
            self.positions = positions
            self.epoch = epoch
            self.sequence = sequence
        }
    }

    /// One stored response with its standing.
    public struct Responded: Hashable, Sendable {
        public var position: Int
        public var epoch: Int
        public var sequence: Int
        public var response: ItemResponse
        public var standing: Standing
        /// Which turn of the item this takes, from 1; `nil` where it is only saved.
        public var turn: Int?
        public var madeAt: Date?

        public init(
            position: Int,
            epoch: Int,
            sequence: Int,
            response: ItemResponse,
            standing: Standing,
            turn: Int? = nil,
            madeAt: Date? = nil
        ) {
            self.position = position
            self.epoch = epoch
            self.sequence = sequence
            self.response = response
            self.standing = standing
            self.turn = turn
            self.madeAt = madeAt
        }
    }
}
