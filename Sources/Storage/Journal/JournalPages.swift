import Foundation

/// All events in the order of their positions, some thousands at a time.
struct JournalEventPages {
    private let transaction: Transaction
    private var page: [Row] = []
    private var index = 0
    private var position = Int64.min
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
            WHERE position > $1
            ORDER BY position
            LIMIT $2
            """,
            [.integer(position), .integer(Self.size)]
        )
        index = 0
        isLast = page.count < Self.size
        if let last = page.last { position = try last.integer("position") }
    }
}

/// All heads in the order of their streams.
struct JournalHeadPages {
    private let transaction: Transaction
    private var page: ArraySlice<Row> = []
    private var stream = ""
    private var isLast = false

    private static let size = 2_000

    init(transaction: Transaction) { self.transaction = transaction }

    mutating func next() throws -> Row? {
        if page.isEmpty {
            guard !isLast else { return nil }
            page = try transaction.rows(
                """
                SELECT stream, number, position, hash
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
        return row
    }
}
