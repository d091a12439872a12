import Foundation

/// The last event of a stream, as memory and `journal_head` hold it between appends: a copy for speed, proven against
/// the event itself whenever it is read back.
struct JournalHead: Hashable, Sendable {
    /// 0 before the first event.
    var number: Int64 = 0
    var position: Int64 = 0
    var hash = ChainHash.none
}

/// How much the whole journal holds, and the chain over all of it; its row tells whether anybody has appended since.
struct JournalTally: Hashable, Sendable {
    var events: Int64 = 0
    var streams: Int64 = 0
    /// Each event's hash joined to the chain of the one before, in the order of positions.
    var chain = ChainHash.none
    /// False once the database held a state that our key did not seal.
    ///
    /// It is never sealed again, so that an append stores the response and yet hides nothing.
    var isSound = true

    mutating func add(_ hash: ChainHash, using encoding: inout JournalEncoding) {
        encoding.begin("avicenna journal chain 1")
        encoding.add(chain)
        encoding.add(hash)
        chain = ChainHash(hashing: encoding.bytes)
        events &+= 1
    }

    func encoded(using encoding: inout JournalEncoding) {
        encoding.begin("avicenna journal tally 2")
        encoding.add(events)
        encoding.add(streams)
        encoding.add(chain)
    }
}

extension JournalTally {
    /// The tally as the database holds it, whoever sealed it, and its seal; `nil` before the first event.
    static func stored(in transaction: Transaction) throws -> (tally: JournalTally, seal: Data)? {
        try transaction.row(
            """
            SELECT events, streams, chain, seal
            FROM journal_tally
            WHERE id = 1
            """
        ).map { row in
            let tally = JournalTally(
                events: try row.integer("events"),
                streams: try row.integer("streams"),
                chain: ChainHash(bytes: try row.bytes("chain")) ?? .none
            )
            return (tally, try row.bytes("seal"))
        }
    }
}
