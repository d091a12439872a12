import Foundation

/// Heads in memory, good as long as the journal's tally is the one they were read under.
struct JournalHeads: Sendable {
    var tally: JournalTally?
    var heads: [StreamName: JournalHead] = [:]
}

/// Appends of one transaction: events as they come, heads and tally once at the end.
struct JournalBatch {
    private(set) var known: JournalHeads
    private let key: JournalKey
    private let transaction: Transaction
    private var tally: JournalTally
    private var changed: Set<StreamName> = []
    private var encoding = JournalEncoding()

    /// Begins with the heads of an earlier batch, which are dropped when anybody else has appended since.
    init(key: JournalKey, transaction: Transaction, known: JournalHeads) throws {
        self.key = key
        self.transaction = transaction
        guard let stored = try JournalTally.stored(in: transaction) else {
            self.known = JournalHeads()
            tally = JournalTally()
            try distrust()
            return
        }
        if let before = known.tally, before.isSame(as: stored.tally) {
            self.known = known
            tally = before
            return
        }
        self.known = JournalHeads()
        tally = stored.tally
        tally.encoded(using: &encoding)
        tally.isSound = key.accepts(stored.seal, for: encoding)
        try distrust()
    }

    /// Somebody may have changed the journal behind our back: go on saving then, but never seal that state.
    private mutating func distrust() throws {
        let last = try Self.lastPosition(in: transaction)
        guard last != tally.events else { return }
        tally.events = max(last, tally.events)
        tally.isSound = false
    }

    /// - Returns: ``StorageError/outOfDate(stream:number:)`` as a value: it concerns this entry and no other.
    mutating func append(
        _ entry: JournalEntry,
        expecting number: Int64?
    ) throws -> Result<JournalOutcome, StorageError> {
        var head = try head(of: entry.stream)
        if let number, number != head.number {
            guard let standing = try standing(for: entry) else {
                return .failure(.outOfDate(stream: entry.stream.rawValue, number: head.number))
            }
            return .success(try outcome(of: entry, where: standing))
        }
        let event = JournalEvent(
            position: tally.events &+ 1,
            stream: entry.stream,
            number: head.number &+ 1,
            changeID: entry.changeID,
            epoch: entry.epoch,
            receivedAt: entry.receivedAt.inMilliseconds,
            body: entry.body,
            previousHash: head.hash
        )
        guard try insert(event) else {
            guard let standing = try standing(for: entry) else {
                throw StorageError.corrupt("the journal kept nothing of an insert into \(entry.stream.rawValue)")
            }
            return .success(try outcome(of: entry, where: standing))
        }
        if head.number == 0 { tally.streams += 1 }
        head = JournalHead(number: event.number, position: event.position, hash: event.hash(using: &encoding))
        tally.add(head.hash, using: &encoding)
        known.heads[entry.stream] = head
        changed.insert(entry.stream)
        return .success(.appended(event.receipt(hash: head.hash)))
    }

    /// Writes the heads that changed, and the tally.
    mutating func finish() throws {
        guard !changed.isEmpty else {
            known.tally = tally
            return
        }
        for stream in changed {
            guard let head = known.heads[stream] else { continue }
            try transaction.execute(
                """
                INSERT INTO journal_head (stream, number, position, hash)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (stream) DO UPDATE SET
                    number = excluded.number, position = excluded.position, hash = excluded.hash
                """,
                [.text(stream.rawValue), .integer(head.number), .integer(head.position), .bytes(head.hash.bytes)]
            )
        }
        tally.encoded(using: &encoding)
        try transaction.execute(
            """
            INSERT INTO journal_tally (id, events, streams, chain, seal)
            VALUES (1, $1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET
                events = excluded.events, streams = excluded.streams, chain = excluded.chain, seal = excluded.seal
            """,
            [
                .integer(tally.events), .integer(tally.streams), .bytes(tally.chain.bytes),
                .bytes(tally.isSound ? key.seal(encoding) : Data()),
            ]
        )
        changed = []
        known.tally = tally
    }

    private mutating func head(of stream: StreamName) throws -> JournalHead {
        if let head = known.heads[stream] { return head }
        let head = try storedHead(of: stream)
        known.heads[stream] = head
        return head
    }

    /// The head as its row gives it, when the event that it names bears it out; else what the events themselves say.
    private mutating func storedHead(of stream: StreamName) throws -> JournalHead {
        let row = try transaction.row(
            """
            SELECT h.position AS head_position, h.number AS head_number, h.hash,
                j.position, j.stream, j.number, j.change_id, j.epoch, j.received_at, j.body, j.previous_hash
            FROM journal_head h LEFT JOIN journal j ON j.position = h.position
            WHERE h.stream = $1
            """,
            [.text(stream.rawValue)]
        )
        if let row, try row.value("position") != .null {
            let event = try JournalEvent(row)
            let head = JournalHead(
                number: event.number,
                position: event.position,
                hash: event.hash(using: &encoding)
            )
            if event.stream == stream, try row.integer("head_number") == head.number,
                try ChainHash(bytes: row.bytes("hash")) == head.hash
            {
                return head
            }
        }
        let last = try lastEvent(of: stream)
        guard row != nil || last != nil else { return JournalHead() }
        // As above: the response is stored after the last event there is, and verifying will tell.
        tally.isSound = false
        return last.map { JournalHead(number: $0.number, position: $0.position, hash: $0.hash(using: &encoding)) }
            ?? JournalHead()
    }

    private func lastEvent(of stream: StreamName) throws -> JournalEvent? {
        try transaction.row(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE stream = $1
            ORDER BY number DESC, position DESC
            LIMIT 1
            """,
            [.text(stream.rawValue)]
        ).map(JournalEvent.init)
    }

    private static func lastPosition(in transaction: Transaction) throws -> Int64 {
        try transaction.row(
            """
            SELECT position
            FROM journal
            ORDER BY position DESC
            LIMIT 1
            """
        )?.integer("position") ?? 0
    }

    /// - Returns: False when an event of the stream has this change id already.
    private func insert(_ event: JournalEvent) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO journal (stream, number, change_id, epoch, received_at, body, previous_hash, position)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (stream, change_id) DO NOTHING
            """,
            [
                .text(event.stream.rawValue), .integer(event.number), .text(event.changeID.rawValue),
                .integer(event.epoch), .instant(event.receivedAt), .bytes(event.body),
                .bytes(event.previousHash.bytes), .integer(event.position),
            ]
        ) == 1
    }

    private func standing(for entry: JournalEntry) throws -> JournalEvent? {
        try Journal(key: key).event(of: entry.stream, changeID: entry.changeID, in: transaction)
    }

    private mutating func outcome(of entry: JournalEntry, where standing: JournalEvent) throws -> JournalOutcome {
        let isRepeat = entry.isRepeat.map { $0(standing) } ?? (standing.body == entry.body)
        if isRepeat { return .repeated(standing.receipt) }
        var evidence = entry
        evidence.stream = entry.stream.evidence
        evidence.changeID = ChangeID(trusted: entry.changeID.rawValue + "/" + entry.bodyHash.hexadecimal)
        evidence.isRepeat = { _ in true }
        let kept = try append(evidence, expecting: nil).get()
        return .differs(standing: standing.receipt, evidence: kept.receipt)
    }
}

extension JournalEntry {
    fileprivate var bodyHash: ChainHash {
        var encoding = JournalEncoding()
        encoding.begin("avicenna journal evidence 1")
        encoding.add(body)
        return ChainHash(hashing: encoding.bytes)
    }
}

extension JournalTally {
    /// Whether `stored` says the same; whether it is sound was found out when it was read first.
    fileprivate func isSame(as stored: JournalTally) -> Bool {
        events == stored.events && streams == stored.streams && chain == stored.chain
    }
}
