import Foundation

/// The one journal of everything that must not be lost or changed unseen.
///
/// Events are appended to streams and never changed. Each names the hash of its predecessor; a second chain runs over
/// all events, and its end is sealed with a key. `DESIGN.md` tells who can and cannot change the past.
///
/// Responses go through ``ResponseLog``; everything that changes other rows too appends in its own transaction.
public struct Journal: Sendable {
    let key: JournalKey

    public init(key: JournalKey) { self.key = key }

    /// Appends an entry within a writing transaction; it is there when that transaction commits.
    ///
    /// The same entry again, by stream and change id, appends nothing and returns the first receipt. `number` is that of
    /// the stream's last event when the caller's rules were asked.
    ///
    /// - Throws: ``StorageError/outOfDate(stream:number:)`` when the stream has moved on; roll back then.
    public func append(
        _ entry: JournalEntry,
        expecting number: Int64? = nil,
        in transaction: Transaction
    ) throws -> JournalOutcome {
        var batch = try JournalBatch(key: key, transaction: transaction, known: JournalHeads())
        let outcome = try batch.append(entry, expecting: number).get()
        try batch.finish()
        return outcome
    }

    /// The events of a stream in order, beginning with `first`.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` when a number is missing between them.
    public func events(
        of stream: StreamName,
        from first: Int64 = 1,
        in transaction: Transaction
    ) throws -> [JournalEvent] {
        let rows = try transaction.rows(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE stream = $1 AND number >= $2
            ORDER BY number
            """,
            [.text(stream.rawValue), .integer(first)]
        )
        return try rows.enumerated().map { offset, row in
            let event = try JournalEvent(row)
            guard event.number == max(first, 1) + Int64(offset) else {
                throw StorageError.corrupt("event \(max(first, 1) + Int64(offset)) of \(stream.rawValue) is missing")
            }
            return event
        }
    }

    /// The newest events of a stream before number `end`, newest first, at most `limit`.
    public func newestEvents(
        of stream: StreamName,
        before end: Int64,
        limit: Int,
        in transaction: Transaction
    ) throws -> [JournalEvent] {
        try transaction.rows(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE stream = $1 AND number < $2
            ORDER BY number DESC
            LIMIT $3
            """,
            [.text(stream.rawValue), .integer(end), .integer(limit)]
        ).map(JournalEvent.init)
    }

    /// The event that stands under a change id, if any.
    public func event(
        of stream: StreamName,
        changeID: ChangeID,
        in transaction: Transaction
    ) throws -> JournalEvent? {
        try transaction.row(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE stream = $1 AND change_id = $2
            """,
            [.text(stream.rawValue), .text(changeID.rawValue)]
        ).map(JournalEvent.init)
    }

    /// The events of all streams after a position, in the order of their commits: for projections and shipping.
    public func events(after position: Int64, limit: Int, in transaction: Transaction) throws -> [JournalEvent] {
        try transaction.rows(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE position > $1
            ORDER BY position
            LIMIT $2
            """,
            [.integer(position), .integer(limit)]
        ).map(JournalEvent.init)
    }

    /// The number of a stream's last event; 0 for a stream that has none.
    public func lastNumber(of stream: StreamName, in transaction: Transaction) throws -> Int64 {
        try transaction.row(
            """
            SELECT number
            FROM journal_head
            WHERE stream = $1
            """,
            [.text(stream.rawValue)]
        )?.integer("number") ?? 0
    }

    /// The journal's tables, which nothing but this folder reads or writes.
    public static let migration = Migration(
        number: 1,
        name: "journal",
        sql: """
            CREATE TABLE journal (
                stream TEXT NOT NULL,
                number BIGINT NOT NULL CHECK (number >= 1),
                change_id TEXT NOT NULL,
                epoch BIGINT NOT NULL,
                received_at BIGINT NOT NULL,
                body BYTEA NOT NULL,
                previous_hash BYTEA NOT NULL,
                position BIGINT NOT NULL PRIMARY KEY CHECK (position >= 1),
                UNIQUE (stream, change_id)
            );
            CREATE TABLE journal_head (
                stream TEXT NOT NULL PRIMARY KEY,
                number BIGINT NOT NULL,
                position BIGINT NOT NULL,
                hash BYTEA NOT NULL
            );
            CREATE TABLE journal_tally (
                id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                events BIGINT NOT NULL,
                streams BIGINT NOT NULL,
                chain BYTEA NOT NULL,
                seal BYTEA NOT NULL
            );
            """
    )
}

extension JournalEvent {
    init(_ row: Row) throws {
        guard let previous = ChainHash(bytes: try row.bytes("previous_hash")) else {
            throw StorageError.wrongColumn(table: "journal", column: "previous_hash", problem: "is not 32 bytes")
        }
        self.init(
            position: try row.integer("position"),
            stream: StreamName(trusted: try row.text("stream")),
            number: try row.integer("number"),
            changeID: ChangeID(trusted: try row.text("change_id")),
            epoch: try row.integer("epoch"),
            receivedAt: try row.instant("received_at"),
            body: try row.bytes("body"),
            previousHash: previous
        )
    }
}
