import Foundation

extension Journal {
    /// Goes through the whole journal and reports everything that was not appended this way.
    ///
    /// The journal must continue each of the anchors, which were kept outside.
    ///
    /// - Throws: Only what reading itself throws; tampering is reported.
    /// - Complexity: O(events); one snapshot is held throughout.
    public func verify(
        against anchors: [JournalAnchor] = [],
        in transaction: Transaction
    ) throws -> JournalReport {
        var verifier = JournalVerifier(key: key, anchors: anchors, transaction: transaction)
        do {
            try verifier.run()
        } catch StorageError.wrongColumn(let table, let column, _) {
            verifier.report.add(.unreadable, stream: "\(table).\(column)")
        }
        return verifier.report
    }
}

struct JournalVerifier {
    var report = JournalReport()
    private let key: JournalKey
    private let transaction: Transaction
    private var encoding = JournalEncoding()
    private var anchors: [AnchorCheck]
    private var positions = PositionSet(highest: 0)
    private var tally: Row?
    private var heads: JournalHeadPages
    private var nextHead: JournalHeadPages.Entry?
    /// The stream that is being gone through, and its last event so far.
    private var stream: String?
    private var last = JournalHead()
    private var lastPosition: Int64 = 0

    init(key: JournalKey, anchors: [JournalAnchor], transaction: Transaction) {
        self.key = key
        self.transaction = transaction
        self.anchors = anchors.map { AnchorCheck(anchor: $0) }
        heads = JournalHeadPages(transaction: transaction)
    }

    mutating func run() throws {
        tally = try transaction.row(
            """
            SELECT events, streams, seal
            FROM journal_tally
            WHERE id = 1
            """
        )
        positions = PositionSet(highest: try tally?.integer("events") ?? 0)
        nextHead = try heads.next()
        var pages = JournalEventPages(transaction: transaction)
        while let row = try pages.next() {
            report.events += 1
            do {
                try check(try JournalEvent(row))
            } catch StorageError.wrongColumn {
                report.add(.unreadable, stream: try row.text("stream"), number: try row.integer("number"))
            }
        }
        try endStream()
        while let head = nextHead {
            try check(head, against: nil)
        }
        try checkTally()
        for check in anchors { self.check(check) }
    }

    private mutating func check(_ event: JournalEvent) throws {
        if event.stream.rawValue != stream {
            try endStream()
            stream = event.stream.rawValue
            report.streams += 1
        }
        if event.number != last.number &+ 1 {
            report.add(.gap, stream: stream, number: event.number)
        }
        if event.previousHash != last.hash {
            report.add(.brokenLink, stream: stream, number: event.number)
        }
        if !positions.insert(event.position) || event.position <= lastPosition {
            report.add(.position, stream: stream, number: event.number)
        }
        lastPosition = event.position
        last = JournalHead(number: event.number, hash: event.hash(using: &encoding))
        for index in anchors.indices where event.position <= anchors[index].anchor.events {
            anchors[index].events += 1
            anchors[index].head = last
        }
    }

    private mutating func endStream() throws {
        guard let stream else { return }
        for index in anchors.indices { anchors[index].endStream(stream) }
        while let head = nextHead, head.stream.utf8.lexicographicallyPrecedes(stream.utf8) {
            try check(head, against: nil)
        }
        if let head = nextHead, head.stream == stream {
            try check(head, against: last)
        } else {
            report.add(.headMissing, stream: stream)
        }
        self.stream = nil
        last = JournalHead()
        lastPosition = 0
    }

    /// Checks the next sealed head and moves on to the one after it.
    private mutating func check(_ entry: JournalHeadPages.Entry, against last: JournalHead?) throws {
        entry.head.encoded(stream: entry.stream, using: &encoding)
        if !key.accepts(entry.seal, for: encoding) {
            report.add(.headSeal, stream: entry.stream, number: entry.head.number)
        }
        if let last {
            if last.number != entry.head.number || last.hash != entry.head.hash {
                report.add(.headDiffers, stream: entry.stream, number: entry.head.number)
            }
        } else {
            report.add(.headWithoutEvents, stream: entry.stream, number: entry.head.number)
        }
        nextHead = try heads.next()
    }

    private mutating func checkTally() throws {
        guard let row = tally else {
            if report.events > 0 { report.add(.tallyMissing) }
            return
        }
        let tally = JournalTally(events: try row.integer("events"), streams: try row.integer("streams"))
        tally.encoded(using: &encoding)
        if !key.accepts(try row.bytes("seal"), for: encoding) { report.add(.tallySeal) }
        if tally.events != report.events || tally.streams != report.streams {
            report.add(.tallyDiffers)
        }
    }

    private mutating func check(_ check: AnchorCheck) {
        check.anchor.encoded(using: &encoding)
        if !key.accepts(check.anchor.seal, for: encoding) { report.add(.anchorSeal) }
        let agrees =
            check.events == check.anchor.events && check.root.streams == check.anchor.streams
            && check.root.value() == check.anchor.root
        if !agrees { report.add(.anchorDiffers) }
    }
}

/// What the journal held when an anchor was taken, rebuilt from the positions of its events.
private struct AnchorCheck {
    let anchor: JournalAnchor
    var events: Int64 = 0
    var head: JournalHead?
    var root = JournalRoot()

    init(anchor: JournalAnchor) { self.anchor = anchor }

    mutating func endStream(_ stream: String) {
        if let head { root.add(head, stream: stream) }
        head = nil
    }
}

/// Positions seen so far, one bit each.
private struct PositionSet {
    private var words: [UInt64] = []
    private let highest: Int64

    /// - Parameter highest: What the sealed tally allows, so that a forged position cannot ask for memory; never more
    ///   than 2³¹ (256 MiB here).
    init(highest: Int64) { self.highest = min(highest, 1 << 31) }

    /// - Returns: False for a position that was there already or that there cannot be.
    mutating func insert(_ position: Int64) -> Bool {
        guard position >= 1, position <= highest else { return false }
        let (word, bit) = (Int(position >> 6), UInt64(1) << UInt64(position & 63))
        if word >= words.count {
            words.append(contentsOf: repeatElement(0, count: max(word + 1, words.count * 2) - words.count))
        }
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        return true
    }
}
