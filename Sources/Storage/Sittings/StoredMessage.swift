public import Assessment
public import Foundation

/// Names one message.
public struct MessageID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What those who lead a sitting say to one candidate or to all.
public struct Message: Hashable, Sendable {
    /// Unicode scalars that a message may have.
    public static let lengths = 1...500

    public let id: MessageID
    public let sitting: SittingID
    /// The only candidate who gets it; `nil` is everybody on the list, those added later too.
    public let person: PersonID?
    public let body: String
    /// Later than every earlier message of its sitting, so that "newer than this one" misses none.
    public let sentAt: Date
}

/// A message as one candidate has it.
public struct ReceivedMessage: Hashable, Sendable {
    public let message: Message
    /// When the candidate marked it as read; `nil` before.
    public let readAt: Date?
}

/// A message as those who lead the sitting see it.
public struct SentMessage: Hashable, Sendable {
    public let message: Message
    /// The id of the person who sent it, or `operator`.
    public let sentBy: String
    /// The number of the only candidate who gets it.
    public let number: String?
    /// How many candidates marked it as read, and how many get it.
    public let readCount: Int
    public let recipientCount: Int
}

/// Why a message cannot be sent.
public enum MessageRefusal: Error, Hashable, Sendable {
    case unknownSitting
    /// Messages are for sittings that are open.
    case notOpen(SittingState)
    /// The person is not on the list of the sitting.
    case noSuchCandidate
    /// So many Unicode scalars are none or too many.
    case length(Int)
}

extension Message {
    init(_ row: Row) throws {
        self.init(
            id: MessageID(rawValue: try row.text("id")),
            sitting: SittingID(rawValue: try row.text("sitting")),
            person: try row.ifPresent("person", row.text).map(PersonID.init(rawValue:)),
            body: try row.text("body"),
            sentAt: try row.instant("sent_at")
        )
    }
}

extension ReceivedMessage {
    init(_ row: Row) throws {
        self.init(message: try Message(row), readAt: try row.ifPresent("read_at", row.instant))
    }
}

extension SentMessage {
    init(_ row: Row) throws {
        self.init(
            message: try Message(row),
            sentBy: try row.text("sent_by"),
            number: try row.ifPresent("number", row.text),
            readCount: Int(try row.integer("read_count")),
            recipientCount: Int(try row.integer("recipient_count"))
        )
    }
}
