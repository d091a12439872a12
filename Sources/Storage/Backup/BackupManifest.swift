public import Foundation

/// What a backup folder holds, written beside it as `manifest.json`.
///
/// Keys are never in a backup: whoever holds it must not be able to forge the journal. Keep them elsewhere.
public struct BackupManifest: Hashable, Sendable, Codable {
    public let format: String
    public let madeAt: Date
    /// The version of the program that made it.
    public let program: String
    /// The number of the last migration in the database.
    public let schema: Int
    public let files: [File]
    /// What the journal held.
    ///
    /// Keep a copy elsewhere too: it proves that this backup is no older than it says.
    public let anchor: JournalAnchor

    public struct File: Hashable, Sendable, Codable {
        public let name: String
        public let bytes: Int64
        /// In hexadecimal.
        public let sha256: String
    }

    static let format = "avicenna backup 1"
    static let fileName = "manifest.json"
    static let databaseName = "database.sqlite"

    private enum CodingKeys: String, CodingKey {
        case format
        case madeAt
        case program
        case schema
        case files
        case anchor
    }

    /// - Throws: ``StorageError/badBackup(_:)``
    static func read(in folder: URL) throws -> BackupManifest {
        let manifest: BackupManifest
        do {
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            manifest = try decoder.decode(
                BackupManifest.self,
                from: Data(contentsOf: folder.appending(path: fileName))
            )
        } catch {
            throw StorageError.badBackup("\(folder.path) has no readable \(fileName)")
        }
        guard manifest.format == format else { throw StorageError.badBackup("unknown format \(manifest.format)") }
        guard manifest.files.map(\.name) == [databaseName] else {
            throw StorageError.badBackup("the manifest does not list \(databaseName) alone")
        }
        return manifest
    }

    func write(in folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let file = folder.appending(path: Self.fileName)
        try encoder.encode(self).write(to: file)
        try DurableFile.sync(file)
    }
}
