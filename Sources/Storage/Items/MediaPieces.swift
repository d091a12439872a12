public import Assessment
import Foundation

/// One file of items on its way into the database, in pieces that are each a short turn of the writer.
///
/// The same bytes are always cut in the same places, so that two imports of one file write the same pieces.
struct MediaPieces: Sendable {
    let media: StoredMedia

    static let length = 256 << 10
    /// Pieces in one turn of the writer: half a megabyte and its commit stay within 10 ms, and 200 MiB are 400 turns.
    static let inOneTurn = 2

    var count: Int { (media.bytes.count + Self.length - 1) / Self.length }

    var all: [Piece] { (0..<count).map { Piece(media: media, number: $0) } }

    struct Piece: Sendable {
        let media: StoredMedia
        let number: Int

        /// Shares the bytes of the whole: cut only when it is written.
        private var bytes: Data {
            let start = media.bytes.startIndex + number * MediaPieces.length
            return media.bytes[start..<min(start + MediaPieces.length, media.bytes.endIndex)]
        }

        func insert(_ transaction: Transaction) throws {
            try transaction.execute(
                """
                INSERT INTO media_piece (media, number, bytes)
                VALUES ($1, $2, $3)
                ON CONFLICT (media, number) DO NOTHING
                """,
                [.text(media.hash.rawValue), .integer(number), .bytes(bytes)]
            )
        }
    }
}

extension StoredMedia {
    /// Lets `version` know this file as `name`; its bytes follow in pieces.
    ///
    /// From here on the file belongs to an import, so nobody who clears up takes its pieces away.
    func announce(as name: String, of version: ContentHash, in id: String, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO media (hash, size)
            VALUES ($1, $2)
            ON CONFLICT (hash) DO NOTHING
            """,
            [.text(hash.rawValue), .integer(bytes.count)]
        )
        try transaction.execute(
            """
            INSERT INTO media_name (import, version, name, type, media)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [.text(id), .text(version.rawValue), .text(name), .text(type), .text(hash.rawValue)]
        )
    }
}

extension Store {
    /// The media that a version of the bank names, by the name it uses; what is only planned is not there.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` when the pieces are not the file that was stored.
    public func media(named name: String, of version: ContentHash) async throws -> StoredMedia? {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT n.type, n.media, m.size
                FROM media_name n
                JOIN import i ON i.id = n.import AND i.state = 'applied'
                JOIN media m ON m.hash = n.media
                WHERE n.version = $1 AND n.name = $2
                ORDER BY i.applied_number
                LIMIT 1
                """,
                [.text(version.rawValue), .text(name)]
            )
            guard let row else { return nil }
            let hash = try row.text("media")
            let bytes = try Self.bytes(of: hash, size: Int(try row.integer("size")), in: transaction)
            let media = StoredMedia(type: try row.text("type"), bytes: bytes)
            guard media.hash.rawValue == hash else {
                throw StorageError.corrupt("a file of an item differs from its hash")
            }
            return media
        }
    }

    private static func bytes(of media: String, size: Int, in transaction: Transaction) throws -> Data {
        var bytes = Data(capacity: size)
        // One by one: all at once they would be in memory twice.
        while bytes.count < size {
            let piece = try transaction.row(
                """
                SELECT bytes
                FROM media_piece
                WHERE media = $1 AND number = $2
                """,
                [.text(media), .integer(bytes.count / MediaPieces.length)]
            )?.bytes("bytes")
            guard let piece, !piece.isEmpty else { throw StorageError.corrupt("a piece of an item's file is missing") }
            bytes.append(piece)
        }
        return bytes
    }
}
