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
    /// What has been gone through so far, joined as it was joined when it was appended.
    private var seen = JournalTally()
    private var position: Int64 = 0
    private var heads: [String: JournalHead] = [:]

    init(key: JournalKey, anchors: [JournalAnchor], transaction: Transaction) {
        self.key = key
        self.transaction = transaction
        self.anchors = anchors.map { AnchorCheck(anchor: $0) }
    }

    mutating func run() throws {
        let stored = try JournalTally.stored(in: transaction)
        noteAnchors()
        var pages = JournalEventPages(transaction: transaction)
        while let row = try pages.next() {
            report.events += 1
            do {
                try check(try JournalEvent(row))
                noteAnchors()
            } catch StorageError.wrongColumn {
                report.add(.unreadable, stream: try row.text("stream"), number: try row.integer("number"))
            }
        }
        report.streams = Int64(heads.count)
        try checkHeads()
        checkTally(stored)
        for check in anchors { self.check(check) }
    }

    private mutating func check(_ event: JournalEvent) throws {
        let stream = event.stream.rawValue
        let last = heads[stream] ?? JournalHead()
        if event.number != last.number &+ 1 { report.add(.gap, stream: stream, number: event.number) }
        if event.previousHash != last.hash { report.add(.brokenLink, stream: stream, number: event.number) }
        if event.position != position &+ 1 { report.add(.position, stream: stream, number: event.number) }
        position = event.position
        let hash = event.hash(using: &encoding)
        heads[stream] = JournalHead(number: event.number, position: event.position, hash: hash)
        if last.number == 0 { seen.streams += 1 }
        seen.add(hash, using: &encoding)
    }

    private mutating func checkHeads() throws {
        var left = heads
        var pages = JournalHeadPages(transaction: transaction)
        while let row = try pages.next() {
            let stream = try row.text("stream")
            let stored = JournalHead(
                number: try row.integer("number"),
                position: try row.integer("position"),
                hash: ChainHash(bytes: try row.bytes("hash")) ?? .none
            )
            guard let last = left.removeValue(forKey: stream) else {
                report.add(.headWithoutEvents, stream: stream, number: stored.number)
                continue
            }
            if last != stored { report.add(.headDiffers, stream: stream, number: stored.number) }
        }
        for stream in left.keys.sorted() { report.add(.headMissing, stream: stream) }
    }

    private mutating func checkTally(_ stored: (tally: JournalTally, seal: Data)?) {
        guard let stored else {
            if report.events > 0 { report.add(.tallyMissing) }
            return
        }
        stored.tally.encoded(using: &encoding)
        if !key.accepts(stored.seal, for: encoding) { report.add(.tallySeal) }
        if stored.tally.events != report.events || stored.tally.streams != report.streams {
            report.add(.tallyDiffers)
        }
        if stored.tally.chain != seen.chain { report.add(.chainDiffers) }
    }

    private mutating func noteAnchors() {
        for index in anchors.indices where anchors[index].anchor.events == seen.events { anchors[index].then = seen }
    }

    private mutating func check(_ check: AnchorCheck) {
        check.anchor.encoded(using: &encoding)
        if !key.accepts(check.anchor.seal, for: encoding) { report.add(.anchorSeal) }
        if check.then?.streams != check.anchor.streams || check.then?.chain != check.anchor.root {
            report.add(.anchorDiffers)
        }
    }
}

/// What the journal held when an anchor was taken, as going through its events finds it.
private struct AnchorCheck {
    let anchor: JournalAnchor
    var then: JournalTally?
}
