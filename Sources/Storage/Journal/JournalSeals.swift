import Foundation

/// The last event of a stream, as memory holds it between appends.
struct JournalHead: Hashable, Sendable {
    /// 0 before the first event.
    var number: Int64 = 0
    var hash = ChainHash.none
    /// False once the database held a head that our key did not seal.
    ///
    /// It is never sealed again, so that an append stores the response and yet hides nothing.
    var isSound = true

    func encoded(stream: String, using encoding: inout JournalEncoding) {
        encoding.begin("avicenna journal head 1")
        encoding.add(stream)
        encoding.add(number)
        encoding.add(hash)
    }
}

/// How much the whole journal holds; its row tells whether anybody has appended since.
struct JournalTally: Hashable, Sendable {
    var events: Int64 = 0
    var streams: Int64 = 0
    var isSound = true

    func encoded(using encoding: inout JournalEncoding) {
        encoding.begin("avicenna journal tally 1")
        encoding.add(events)
        encoding.add(streams)
    }
}
