/// Every message, announcement and mark of the clock, newest first.
struct MessagesPage: Page {
    let title: String
    let messages: [Message]
    let isEmpty: Bool

    struct Message: Sendable {
        /// "10:42", in the zone of the exam, and the instant for machines.
        let time: String
        let instant: String
        let text: String
        let isNew: Bool
    }

    init(messages: [Message], texts: Texts) {
        title = texts("messages.heading")
        self.messages = messages
        isEmpty = messages.isEmpty
    }
}
