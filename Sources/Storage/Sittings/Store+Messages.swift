public import Assessment
public import Foundation

extension Store {
    /// Sends a message to one candidate of an open sitting, or to all for `nil`; blanks around it go.
    ///
    /// - Throws: ``MessageRefusal``; nothing is sent then.
    public func sendMessage(
        _ text: String,
        to person: PersonID?,
        in id: SittingID,
        by actor: Actor,
        now: Date
    ) async throws -> Message {
        let body = text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        let length = body.unicodeScalars.count
        guard Message.lengths.contains(length) else { throw MessageRefusal.length(length) }
        let message = MessageID(rawValue: newID(now))
        return try await change(.messageSent, of: message.rawValue, by: actor, now: now) { transaction in
            try Self.requireRecipients(person, of: id, in: transaction)
            let sentAt = try Self.nextSending(in: id, now: now, transaction)
            try transaction.execute(
                """
                INSERT INTO message (id, sitting, person, body, sent_by, sent_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .text(message.rawValue), .text(id.rawValue), .optional(person) { .text($0.rawValue) },
                    .text(body), .text(actor.word), .instant(sentAt),
                ]
            )
            return Message(id: message, sitting: id, person: person, body: body, sentAt: sentAt)
        }
    }

    private static func requireRecipients(
        _ person: PersonID?,
        of id: SittingID,
        in transaction: Transaction
    ) throws {
        guard let record = try sitting(id, in: transaction) else { throw MessageRefusal.unknownSitting }
        guard record.state == .open else { throw MessageRefusal.notOpen(record.state) }
        guard let person else { return }
        let candidate = try transaction.row(
            "SELECT 1 AS one FROM candidate WHERE sitting = $1 AND person = $2",
            [.text(id.rawValue), .text(person.rawValue)]
        )
        guard candidate != nil else { throw MessageRefusal.noSuchCandidate }
    }

    /// `now`, or just after the last message: a device asks for what is newer than the last one it has seen, and two
    /// nodes may not agree on the time.
    private static func nextSending(in id: SittingID, now: Date, _ transaction: Transaction) throws -> Date {
        let row = try transaction.row(
            "SELECT MAX(sent_at) AS last FROM message WHERE sitting = $1",
            [.text(id.rawValue)]
        )
        guard let last = try row.flatMap({ try $0.ifPresent("last", $0.integer) }) else { return now.inMilliseconds }
        return max(now.inMilliseconds, Date(millisecondsSince1970: last + 1))
    }

    /// Every message to one candidate of a sitting, oldest first.
    public func messages(to person: PersonID, in id: SittingID) async throws -> [ReceivedMessage] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT m.id, m.sitting, m.person, m.body, m.sent_at, r.read_at
                FROM message m
                LEFT JOIN message_read r ON r.message = m.id AND r.person = $2
                WHERE m.sitting = $1 AND (m.person IS NULL OR m.person = $2)
                ORDER BY m.sent_at
                """,
                [.text(id.rawValue), .text(person.rawValue)]
            ).map(ReceivedMessage.init)
        }
    }

    /// The messages to one candidate that are not marked as read and were sent after `instant`, oldest first.
    ///
    /// At most `limit`; whoever asks again from the last one gets the others.
    public func unreadMessages(
        to person: PersonID,
        in id: SittingID,
        after instant: Date? = nil,
        limit: Int = 10
    ) async throws -> [Message] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT m.id, m.sitting, m.person, m.body, m.sent_at
                FROM message m
                LEFT JOIN message_read r ON r.message = m.id AND r.person = $2
                WHERE m.sitting = $1 AND m.sent_at > $3
                    AND (m.person IS NULL OR m.person = $2) AND r.message IS NULL
                ORDER BY m.sent_at
                LIMIT $4
                """,
                [
                    .text(id.rawValue), .text(person.rawValue), instant.map(SQLValue.instant) ?? .integer(Int64.min),
                    .integer(limit),
                ]
            ).map(Message.init)
        }
    }

    /// Marks messages as read by one of those who got them; again, and of messages to others, is harmless.
    ///
    /// The row itself says who read what and when, so the audit stream does not say it again.
    public func markRead(_ messages: [MessageID], by person: PersonID, now: Date) async throws {
        try await database.write { transaction in
            for message in messages {
                try transaction.execute(
                    """
                    INSERT INTO message_read (message, person, read_at)
                    SELECT m.id, c.person, CAST($3 AS BIGINT)
                    FROM message m
                    JOIN candidate c ON c.sitting = m.sitting AND (m.person IS NULL OR m.person = c.person)
                    WHERE m.id = $1 AND c.person = $2
                    ON CONFLICT (message, person) DO NOTHING
                    """,
                    [.text(message.rawValue), .text(person.rawValue), .instant(now)]
                )
            }
        }
    }

    /// Every message of a sitting with the number of those who read it, newest first.
    public func messages(of id: SittingID) async throws -> [SentMessage] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT m.id, m.sitting, m.person, m.body, m.sent_by, m.sent_at, c.number,
                    (SELECT COUNT(*) FROM message_read r WHERE r.message = m.id) AS read_count,
                    CASE WHEN m.person IS NULL
                        THEN (SELECT COUNT(*) FROM candidate a WHERE a.sitting = m.sitting) ELSE 1
                    END AS recipient_count
                FROM message m
                LEFT JOIN candidate c ON c.sitting = m.sitting AND c.person = m.person
                WHERE m.sitting = $1
                ORDER BY m.sent_at DESC
                """,
                [.text(id.rawValue)]
            ).map(SentMessage.init)
        }
    }
}
