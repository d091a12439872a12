public import Assessment
public import ExamDelivery
public import Foundation

/// Why a file is not taken.
public enum HandedFileRefusal: Error, Hashable, Sendable {
    case empty
    case tooLarge(limit: Int)
    /// The attempt has handed in as many files, or as many bytes, as one may.
    case tooMany
}

extension Store {
    /// The largest file that a candidate can hand in.
    public static let handedFileLimit = 20 << 20
    /// All files of one attempt together, the ones that were replaced included: nothing handed in is ever deleted.
    static let handedBytesLimit = 200 << 20
    static let handedFileCount = 100

    /// Keeps a file that a candidate hands in; returns only when all of it is on disk.
    ///
    /// The response that names it is saved afterwards, as any other. The same bytes again are the same file.
    ///
    /// - Throws: ``HandedFileRefusal``; ``AttemptRefusal/confirmed`` when nothing more is taken in; a ``StorageError``
    ///   when nothing was kept.
    public func keepFile(_ bytes: Data, named name: String, of id: AttemptID, now: Date) async throws -> HandedFile {
        guard !bytes.isEmpty else { throw HandedFileRefusal.empty }
        guard bytes.count <= Self.handedFileLimit else {
            throw HandedFileRefusal.tooLarge(limit: Self.handedFileLimit)
        }
        let file = HandedFile(
            name: Self.fileName(name),
            type: FileType.name(of: bytes),
            hash: ContentHash(of: bytes),
            bytes: bytes.count
        )
        guard try await !isKept(file, of: id) else { return file }
        try await requireRoom(for: file, of: id)
        let pieces = (0..<(bytes.count + MediaPieces.length - 1) / MediaPieces.length).map { $0 }
        try await log.bulk(pieces, most: MediaPieces.inOneTurn) { transaction, number in
            let start = bytes.startIndex + number * MediaPieces.length
            try transaction.execute(
                """
                INSERT INTO handed_piece (attempt, hash, number, bytes)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (attempt, hash, number) DO NOTHING
                """,
                [
                    .text(id.rawValue), .text(file.hash.rawValue), .integer(number),
                    .bytes(bytes[start..<min(start + MediaPieces.length, bytes.endIndex)]),
                ]
            )
        }
        // The row that makes the pieces count comes last.
        try await database.write { transaction in
            _ = try transaction.execute(
                """
                INSERT INTO handed_file (attempt, hash, type, size, received_at)
                VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (attempt, hash) DO NOTHING
                """,
                [
                    .text(id.rawValue), .text(file.hash.rawValue), .text(file.type), .integer(file.bytes),
                    .instant(now),
                ]
            )
        }
        return file
    }

    /// The bytes and the type of a file that an attempt handed in; `nil` when it has none of that hash.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` when the pieces are not the file that was kept.
    public func handedFile(_ hash: ContentHash, of id: AttemptID) async throws -> StoredMedia? {
        try await database.read { transaction in
            let row = try transaction.row(
                "SELECT type, size FROM handed_file WHERE attempt = $1 AND hash = $2",
                [.text(id.rawValue), .text(hash.rawValue)]
            )
            guard let row else { return nil }
            let size = Int(try row.integer("size"))
            var bytes = Data(capacity: size)
            while bytes.count < size {
                let piece = try transaction.row(
                    "SELECT bytes FROM handed_piece WHERE attempt = $1 AND hash = $2 AND number = $3",
                    [.text(id.rawValue), .text(hash.rawValue), .integer(bytes.count / MediaPieces.length)]
                )?.bytes("bytes")
                guard let piece, !piece.isEmpty else {
                    throw StorageError.corrupt("a piece of a file handed in is missing")
                }
                bytes.append(piece)
            }
            let media = StoredMedia(type: try row.text("type"), bytes: bytes)
            guard media.hash == hash else { throw StorageError.corrupt("a file handed in differs from its hash") }
            return media
        }
    }

    /// Asks of a response that it names only files that have arrived as it says.
    ///
    /// - Throws: ``AttemptRefusal/fileMissing``.
    func requireFiles(of response: ItemResponse, in id: AttemptID) async throws {
        for case .file(let file) in response.values.values {
            guard try await isKept(file, of: id) else { throw AttemptRefusal.fileMissing }
        }
    }

    private func isKept(_ file: HandedFile, of id: AttemptID) async throws -> Bool {
        try await database.read { transaction in
            try transaction.row(
                """
                SELECT hash
                FROM handed_file
                WHERE attempt = $1 AND hash = $2 AND type = $3 AND size = $4
                """,
                [.text(id.rawValue), .text(file.hash.rawValue), .text(file.type), .integer(file.bytes)]
            ) != nil
        }
    }

    private func requireRoom(for file: HandedFile, of id: AttemptID) async throws {
        let attempt = try await self.attempt(id)
        let (count, bytes, takes) = try await database.read { transaction in
            let row = try transaction.row(
                "SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes FROM handed_file WHERE attempt = $1",
                [.text(id.rawValue)]
            )
            let takes = try Self.sitting(attempt.start.sitting, in: transaction)?.state.takesResponses ?? false
            return (try row?.integer("files") ?? 0, try row?.integer("bytes") ?? 0, takes)
        }
        guard takes else { throw AttemptRefusal.confirmed }
        guard count < Self.handedFileCount, Int(bytes) + file.bytes <= Self.handedBytesLimit else {
            throw HandedFileRefusal.tooMany
        }
    }

    /// The last part of what a device calls its file, in at most 200 bytes, without what could end a header.
    private static func fileName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
        )
        var short = plain
        while short.utf8.count > 200 { short.removeFirst() }
        return short.isEmpty ? "file" : short
    }
}
