import Foundation
import GRDB
import Synchronization

/// SQLite through GRDB: one writing connection that also owns checkpoints, and a few readers in WAL mode.
///
/// There is never a second connection that writes or checkpoints: Debian 12 ships SQLite 3.40.1, where two of them can
/// damage the file while the log is reset (versions 3.7.0 to 3.51.2).
final class SQLiteDriver: Driver {
    private let connections: any DatabaseWriter
    private let checkpoints: CheckpointRule?
    private let brokenBy = Mutex<StorageError?>(nil)

    let dialect = Dialect.sqlite

    var fault: StorageError? { brokenBy.withLock { $0 } }

    /// Opens the file; `synchronous` is what the writer is told, and anything but FULL is then refused.
    init(file: URL, readers: Int, synchronous: Synchronous = .full) throws {
        do {
            var configuration = Self.configuration
            configuration.maximumReaderCount = readers
            let pool = try DatabasePool(path: file.path, configuration: configuration)
            let checkpoints = CheckpointRule()
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL while it opens a pool, so ours must come after.
                switch synchronous {
                case .full: try database.execute(sql: "PRAGMA synchronous = FULL")
                case .normal: try database.execute(sql: "PRAGMA synchronous = NORMAL")
                }
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
                // 32 MiB: the pages that the appends of a large sitting come back to.
                try database.execute(sql: "PRAGMA cache_size = -32768")
                try Self.checkDurability(of: database)
                checkpoints.watch(database)
            }
            connections = pool
            self.checkpoints = checkpoints
        } catch {
            throw StorageError(sqlite: error)
        }
    }

    /// A database in memory; it has one connection and no log.
    init() throws {
        do {
            connections = try DatabaseQueue(configuration: Self.configuration)
            checkpoints = nil
        } catch {
            throw StorageError(sqlite: error)
        }
    }

    /// A copy made by ``copy(to:)``, to be looked at only.
    init(copy file: URL) throws {
        do {
            var configuration = Self.configuration
            configuration.readonly = true
            connections = try DatabaseQueue(path: file.path, configuration: configuration)
            checkpoints = nil
        } catch {
            throw StorageError(sqlite: error)
        }
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        do {
            return try await connections.read { database in
                try SQLiteSession(database, isReading: true).perform(work)
            }
        } catch {
            throw noted(error)
        }
    }

    func write<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        if let fault { throw fault }
        do {
            let value = try await connections.writeWithoutTransaction { database in
                try Self.perform(work, on: database)
            }
            checkpointIfDue()
            return value
        } catch {
            throw noted(error)
        }
    }

    func hold(_ work: @escaping @Sendable (any Writer) -> Void) async throws {
        do {
            try await connections.writeWithoutTransaction { work(HeldConnection(driver: self, database: $0)) }
        } catch {
            throw noted(error)
        }
        checkpointIfDue()
    }

    private struct HeldConnection: Writer {
        let driver: SQLiteDriver
        let database: GRDB.Database

        func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value {
            if let fault = driver.fault { throw fault }
            do {
                return try SQLiteDriver.perform(work, on: database)
            } catch {
                throw driver.noted(error)
            }
        }
    }

    private func checkpointIfDue() {
        guard let checkpoints, checkpoints.begin() else { return }
        // Not awaited: whoever was saved hears so before the log is copied back.
        Task { await checkpoint(checkpoints) }
    }

    /// The copy is made by a reading connection, so the writer neither waits nor restarts it.
    func copy(to file: URL) async throws {
        do {
            try await connections.read { database in
                let destination = try DatabaseQueue(path: file.path)
                try destination.writeWithoutTransaction { copy in
                    try database.backup(to: copy)
                    // The copy is one file, without a log beside it.
                    try copy.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                try destination.close()
            }
        } catch {
            throw noted(error)
        }
    }

    func close() async throws {
        do {
            if checkpoints != nil {
                try await connections.writeWithoutTransaction { database in
                    // SQLite takes a closed connection for a valid address.
                    guard database.sqliteConnection != nil else { return }
                    do {
                        _ = try database.checkpoint(.truncate)
                    } catch DatabaseError.SQLITE_BUSY {
                        // A reader is still inside; the next start reads the log.
                    }
                }
            }
            try connections.close()
        } catch {
            throw StorageError(sqlite: error)
        }
    }

    enum Synchronous: Sendable { case full, normal }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.waitInSeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
        }
        return configuration
    }

    static let waitInSeconds = 5.0

    private static func checkDurability(of database: GRDB.Database) throws {
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard synchronous == 2 else {
            throw StorageError.notDurable("PRAGMA synchronous reads \(synchronous ?? -1) instead of 2 (FULL)")
        }
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        guard journal == "wal" else {
            throw StorageError.notDurable("PRAGMA journal_mode reads \(journal ?? "nothing") instead of wal")
        }
        guard try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1 else {
            throw StorageError.notDurable("foreign keys are not enforced")
        }
    }

    private static func perform<Value>(
        _ work: (Transaction) throws -> Value,
        on database: GRDB.Database
    ) throws -> Value {
        try database.beginTransaction(.immediate)
        do {
            let value = try SQLiteSession(database, isReading: false).perform(work)
            try database.commit()
            return value
        } catch {
            // A failure to roll back hides nothing: the first error is thrown, and SQLite has rolled back by itself.
            try? database.rollback()
            throw error
        }
    }

    private func checkpoint(_ rule: CheckpointRule) async {
        do {
            try await connections.writeWithoutTransaction { try rule.run(on: $0) }
        } catch {
            // The log still holds everything; only a failed fsync must stop the writer.
            _ = noted(error)
        }
        rule.end()
    }

    /// After a failed fsync the kernel may hold pages as clean that never reached the disk: nothing later on this file
    /// descriptor can be believed, so the writer gives up until the process starts anew (the "fsyncgate" of 2018).
    private func noted(_ error: any Error) -> any Error {
        guard let failure = error as? DatabaseError else { return error }
        let translated = StorageError(sqlite: failure)
        switch failure.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC:
            brokenBy.withLock { $0 = $0 ?? .unavailable("the disk failed to sync; restart the server") }
        default:
            break
        }
        return failure.resultCode == .SQLITE_INTERRUPT ? CancellationError() : translated
    }
}
