public import Foundation

/// A short statement of the whole journal at one moment, to be kept outside the database.
///
/// Keep it on paper, with a partner school, in a time stamp: a journal that does not continue it was cut or set back.
public struct JournalAnchor: Hashable, Sendable {
    public let takenAt: Date
    /// How many events the journal held.
    public let events: Int64
    public let streams: Int64
    /// The chain over the hashes of all events, in the order of their positions.
    public let root: ChainHash
    /// HMAC of all of the above under the journal's key.
    public let seal: Data

    func encoded(using encoding: inout JournalEncoding) {
        encoding.begin("avicenna journal anchor 2")
        encoding.add(takenAt.millisecondsSince1970)
        encoding.add(events)
        encoding.add(streams)
        encoding.add(root)
    }
}

extension Journal {
    /// States the journal as it is in this transaction's snapshot.
    public func anchor(at now: Date, in transaction: Transaction) throws -> JournalAnchor {
        let tally = try JournalTally.stored(in: transaction)?.tally ?? JournalTally()
        let unsealed = JournalAnchor(
            takenAt: now.inMilliseconds,
            events: tally.events,
            streams: tally.streams,
            root: tally.chain,
            seal: Data()
        )
        var encoding = JournalEncoding()
        unsealed.encoded(using: &encoding)
        return JournalAnchor(
            takenAt: unsealed.takenAt,
            events: unsealed.events,
            streams: unsealed.streams,
            root: unsealed.root,
            seal: key.seal(encoding)
        )
    }
}

extension JournalAnchor: Codable {
    private enum CodingKeys: String, CodingKey {
        case format
        case takenAt = "takenAtMilliseconds"
        case events
        case streams
        case root
        case seal
    }

    private static let format = "avicenna journal anchor 2"

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rootText = try values.decode(String.self, forKey: .root)
        let sealText = try values.decode(String.self, forKey: .seal)
        guard try values.decode(String.self, forKey: .format) == Self.format,
            let root = Data(hexadecimal: rootText).flatMap({ ChainHash(bytes: $0) }),
            let seal = Data(hexadecimal: sealText)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .format,
                in: values,
                debugDescription: "not a journal anchor"
            )
        }
        self.init(
            takenAt: Date(millisecondsSince1970: try values.decode(Int64.self, forKey: .takenAt)),
            events: try values.decode(Int64.self, forKey: .events),
            streams: try values.decode(Int64.self, forKey: .streams),
            root: root,
            seal: seal
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(Self.format, forKey: .format)
        try values.encode(takenAt.millisecondsSince1970, forKey: .takenAt)
        try values.encode(events, forKey: .events)
        try values.encode(streams, forKey: .streams)
        try values.encode(root.hexadecimal, forKey: .root)
        try values.encode(seal.hexadecimal, forKey: .seal)
    }
}
