import Assessment
import Foundation

/// A text that items share, as the bank keeps it: once, under the hash of its block's canonical JSON.
///
/// The block says which file it was read from; two readings of one file that show different pictures are two texts.
struct StoredStimulus {
    let hash: ContentHash
    let body: String

    init(_ json: JSONValue) {
        body = CanonicalJSON.text(json)
        hash = ContentHash(of: Data(body.utf8))
    }

    func insert(_ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO stimulus (hash, body)
            VALUES ($1, $2)
            ON CONFLICT (hash) DO NOTHING
            """,
            [.text(hash.rawValue), .text(body)]
        )
    }

    /// Notes that the version called `version` of the import `id`, whose row is there, shows it.
    func insertUse(by version: ContentHash, in id: String, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO stimulus_use (import, version, stimulus)
            VALUES ($1, $2, $3)
            """,
            [.text(id), .text(version.rawValue), .text(hash.rawValue)]
        )
    }

    /// The block that is kept under `hash`.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` when there is none.
    static func json(_ hash: String, in transaction: Transaction) throws -> JSONValue {
        let row = try transaction.row("SELECT body FROM stimulus WHERE hash = $1", [.text(hash)])
        guard let row else { throw StorageError.corrupt("a text that items share is missing") }
        return try StrictJSON.value(Data(try row.text("body").utf8), maximumDepth: 64)
    }
}

extension StagedVersion {
    /// Takes the version called `hash` out of the import `id`, and each shared text that no version shows any more.
    static func remove(_ hash: String, from id: String, _ transaction: Transaction) throws {
        let version: [SQLValue] = [.text(id), .text(hash)]
        let stimuli = try transaction.rows(
            "SELECT stimulus FROM stimulus_use WHERE import = $1 AND version = $2",
            version
        ).map { try $0.text("stimulus") }
        try transaction.execute("DELETE FROM stimulus_use WHERE import = $1 AND version = $2", version)
        try transaction.execute("DELETE FROM stimulus_inline WHERE import = $1 AND version = $2", version)
        try transaction.execute("DELETE FROM item_version WHERE import = $1 AND hash = $2", version)
        for stimulus in stimuli {
            try transaction.execute(
                """
                DELETE FROM stimulus
                WHERE hash = $1 AND NOT EXISTS (SELECT 1 FROM stimulus_use WHERE stimulus = $1)
                """,
                [.text(stimulus)]
            )
        }
    }
}
