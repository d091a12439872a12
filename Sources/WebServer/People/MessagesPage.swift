import Foundation

/// Every message to a candidate, newest first.
///
/// Posts to `/messages`: `csrf`, `message` (id; as often as messages are shown that were not read).
struct MessagesPage: Page {
    let title: String
    let messages: [Message]
    let isEmpty: Bool
    /// Ids of the messages that are marked as read by the button.
    let unread: [String]
    let hasUnread: Bool

    struct Message: Sendable {
        /// "2 May 2027, 10:42 London", in the zone of the exam, and the instant for machines.
        let time: String
        let instant: String
        let sitting: String
        let text: String
        let isNew: Bool
    }

    /// One message as the store has it.
    struct Received: Sendable {
        let id: String
        let sitting: String
        let text: String
        let at: Date
        /// The exam's.
        let clock: ClockText
        let isRead: Bool
    }

    /// Makes the finished words from facts; `received` in any order.
    init(received: [Received], texts: Texts) {
        title = texts("messages.heading")
        messages = received.sorted { $0.at > $1.at }.map { message in
            Message(
                time: texts(
                    "exam.when",
                    [
                        "day": message.clock.day(message.at, texts: texts),
                        "time": message.clock.minute(message.at), "zone": message.clock.zoneName,
                    ]
                ),
                instant: ExamData.instant(message.at),
                sitting: message.sitting,
                text: message.text,
                isNew: !message.isRead
            )
        }
        isEmpty = received.isEmpty
        unread = received.filter { !$0.isRead }.map(\.id)
        hasUnread = !unread.isEmpty
    }
}
