public import Foundation

/// What is to be appended to a stream.
public struct JournalEntry: Sendable {
    public var stream: StreamName
    public var changeID: ChangeID
    /// The device epoch under which the change was made; 0 where there is none.
    public var epoch: Int64
    /// Kept in whole milliseconds.
    public var receivedAt: Date
    /// At most ``sizeLimit`` bytes; the journal never looks inside.
    public var body: Data
    /// Whether an event that stands under the same change id came from the same request.
    ///
    /// Bodies are compared byte by byte when this is `nil`. Give a rule where the body holds more than the request
    /// said, such as a standing that depends on the time: a repeated save must get its first receipt again.
    public var isRepeat: (@Sendable (JournalEvent) -> Bool)?

    public static let sizeLimit = 8 << 20

    public init(
        stream: StreamName,
        changeID: ChangeID,
        epoch: Int64 = 0,
        receivedAt: Date,
        body: Data,
        isRepeat: (@Sendable (JournalEvent) -> Bool)? = nil
    ) {
        self.stream = stream
        self.changeID = changeID
        self.epoch = epoch
        self.receivedAt = receivedAt
        self.body = body
        self.isRepeat = isRepeat
    }

    func check() throws(StorageError) {
        guard body.count <= Self.sizeLimit else { throw .badValue("a journal entry of \(body.count) bytes") }
    }
}

/// One event of the journal as it stands there for good.
public struct JournalEvent: Hashable, Sendable {
    /// Counts the events of the whole journal from 1, without gaps, in the order of their commits.
    public let position: Int64
    public let stream: StreamName
    /// Counts the events of the stream from 1, without gaps.
    public let number: Int64
    public let changeID: ChangeID
    public let epoch: Int64
    public let receivedAt: Date
    public let body: Data
    public let previousHash: ChainHash

    /// SHA-256 over all of the above.
    public var hash: ChainHash {
        var encoding = JournalEncoding()
        return hash(using: &encoding)
    }

    public var receipt: JournalReceipt { receipt(hash: hash) }

    func receipt(hash: ChainHash) -> JournalReceipt {
        JournalReceipt(stream: stream, changeID: changeID, number: number, hash: hash, receivedAt: receivedAt)
    }

    func hash(using encoding: inout JournalEncoding) -> ChainHash {
        encoding.begin("avicenna journal event 1")
        encoding.add(position)
        encoding.add(stream.rawValue)
        encoding.add(number)
        encoding.add(changeID.rawValue)
        encoding.add(epoch)
        encoding.add(receivedAt.millisecondsSince1970)
        encoding.add(body)
        encoding.add(previousHash)
        return ChainHash(hashing: encoding.bytes)
    }
}

/// Proof that an event is on disk; handed out only after its commit.
public struct JournalReceipt: Hashable, Sendable {
    public let stream: StreamName
    public let changeID: ChangeID
    public let number: Int64
    public let hash: ChainHash
    public let receivedAt: Date
}

/// What became of an entry.
public enum JournalOutcome: Hashable, Sendable {
    case appended(JournalReceipt)
    /// The same change had been appended before; this is its first receipt.
    case repeated(JournalReceipt)
    /// Another body stands under this change id. It counts; the new one is kept in the stream's ``StreamName/evidence``.
    case differs(standing: JournalReceipt, evidence: JournalReceipt)

    /// The receipt of what stands under the change id.
    public var receipt: JournalReceipt {
        switch self {
        case .appended(let receipt), .repeated(let receipt), .differs(let receipt, _): receipt
        }
    }
}
