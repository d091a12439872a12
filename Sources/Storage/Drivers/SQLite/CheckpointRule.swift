import GRDB
import GRDBSQLite
import Synchronization

/// When the writer copies the log back into the database file.
///
/// PASSIVE whenever 4,000 frames (16 MiB) have come since the last one: it waits for nobody, and a page that many saves
/// changed is copied once. When a full copy has succeeded and the log has grown beyond 16,384 frames (64 MiB, a long
/// reader was in the way), TRUNCATE gives the space back, waiting at most 20 ms for readers.
final class CheckpointRule: Sendable {
    private let state = Mutex(State())

    private struct State {
        var frames = 0
        var copied = 0
        var isRunning = false
    }

    private static let step = 4_000
    private static let large = 16_384

    /// Counts the frames of the log after each commit of this connection.
    ///
    /// SQLite keeps a bare pointer to this object. The driver owns both and commits only while it is alive.
    func watch(_ database: GRDB.Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, frames in
                if let context {
                    Unmanaged<CheckpointRule>.fromOpaque(context).takeUnretainedValue().committed(frames: Int(frames))
                }
                return SQLITE_OK
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func committed(frames: Int) {
        state.withLock { state in
            // Fewer frames than before: SQLite began the log anew, so all of it had been copied.
            if frames < state.frames { state.copied = 0 }
            state.frames = frames
        }
    }

    /// True once for each checkpoint that is due; then ``run(on:)`` and ``end()`` must follow.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isRunning, state.frames - state.copied >= Self.step else { return false }
            state.isRunning = true
            return true
        }
    }

    func run(on database: GRDB.Database) throws {
        // The database may have been closed since this was asked for; SQLite would not notice.
        guard database.sqliteConnection != nil else { return }
        let (frames, copied) = try database.checkpoint(.passive)
        state.withLock { $0.copied = copied }
        guard copied == frames, frames >= Self.large else { return }
        sqlite3_busy_timeout(database.sqliteConnection, 20)
        defer { sqlite3_busy_timeout(database.sqliteConnection, CInt(SQLiteDriver.waitInSeconds * 1000)) }
        do {
            _ = try database.checkpoint(.truncate)
            state.withLock { $0 = State(isRunning: true) }
        } catch DatabaseError.SQLITE_BUSY {
            // A reader is still inside; the next checkpoint tries again.
        }
    }

    func end() { state.withLock { $0.isRunning = false } }
}
