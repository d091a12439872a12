import Foundation

/// All events in the order of stream and number, some thousands at a time.
struct JournalEventPages {
    private let transaction: Transaction
    private var page: [Row] = []
    private var index = 0
    private var stream = ""
    private var number = Int64.min
    private var isLast = false

    private static let size = 2_000

    init(transaction: Transaction) { self.transaction = transaction }

    mutating func next() throws -> Row? {
        if index == page.count {
            guard !isLast else { return nil }
            try load()
        }
        guard index < page.count else { return nil }
        defer { index += 1 }
        return page[index]
    }

    private mutating func load() throws {
        page = try transaction.rows(
            """
            SELECT position, stream, number, change_id, epoch, received_at, body, previous_hash
            FROM journal
            WHERE (stream, number) > ($1, $2)
            ORDER BY stream, number
            LIMIT $3
            """,
            [.text(stream), .integer(number), .integer(Self.size)]
        )
        index = 0
        isLast = page.count < Self.size
        if let last = page.last {
            stream = try last.text("stream")
            number = try last.integer("number")
        }
    }
}

/// All heads in the order of their streams.
struct JournalHeadPages {
    struct Entry {
        var stream: String
        var head: JournalHead
        var seal: Data
    }

    private let transaction: Transaction
    private var page: ArraySlice<Row> = []
    private var stream = ""
    private var isLast = false

    private static let size = 2_000

    init(transaction: Transaction) { self.transaction = transaction }

    mutating func next() throws -> Entry? {
        if page.isEmpty {
            guard !isLast else { return nil }
            page = try transaction.rows(
                """
                SELECT stream, number, hash, seal
                FROM journal_head
                WHERE stream > $1
                ORDER BY stream
                LIMIT $2
                """,
                [.text(stream), .integer(Self.size)]
            )[...]
            isLast = page.count < Self.size
        }
        guard let row = page.popFirst() else { return nil }
        stream = try row.text("stream")
        let hash = ChainHash(bytes: try row.bytes("hash")) ?? .none
        return Entry(
            stream: stream,
            head: JournalHead(number: try row.integer("number"), hash: hash),
            seal: try row.bytes("seal")
        )
    }
}
