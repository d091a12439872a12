public import Assessment
public import Foundation

/// One change of one response, as a device sends it.
public struct Change: Hashable, Sendable {
    public var person: PersonID
    /// The writer lease under which the device works; a newer device has a higher one.
    public var epoch: Int
    /// Counts the changes of one epoch, so that late arrivals do not overtake newer work.
    public var sequence: Int
    /// The sequences that count: half of what JSON can hold, so that there is always a next one.
    public static let sequences = 0...(1 << 52)
    /// The position in the form, from 1.
    public var position: Int
    /// What is now given; an empty response takes back what was given before.
    public var response: ItemResponse
    /// Which turn of an item that is answered in turns this takes, from 1; `nil` for a change that is only saved.
    ///
    /// The number tells a turn taken on a page that is older than the last one from the next turn.
    public var turn: Int?
    /// When the device says the change was made; kept as evidence, never used to decide.
    public var madeAt: Date?

    public init(
        person: PersonID,
        epoch: Int,
        sequence: Int,
        position: Int,
        response: ItemResponse,
        turn: Int? = nil,
        madeAt: Date? = nil
    ) {
        self.person = person
        self.epoch = epoch
        self.sequence = sequence
        self.position = position
        self.response = response
        self.turn = turn
        self.madeAt = madeAt
    }
}

/// What a stored response is worth: everything is stored, only some of it counts.
public enum Standing: Hashable, Sendable {
    case counts
    /// Arrived after the end and the grace for arrival, or after hand-in; the exam team decides.
    ///
    /// An empty response has no grace: after the end it takes no answer back.
    case late(by: Duration)
    /// Came from a device whose lease was taken over: for a question that the newer device has answered, or empty for
    /// one that has an answer.
    case oldDevice
    /// Was made after the lockpoint that locked its question, or on a device that had been given up by then.
    case locked
    /// Does not fit the item; the reason is a stable word.
    case misfit(String)

    /// The word of the closed list in the glossary.
    public var word: String {
        switch self {
        case .counts: "counts"
        case .late: "late"
        case .oldDevice: "oldDevice"
        case .locked: "locked"
        case .misfit: "misfit"
        }
    }
}
