public import Foundation

/// The one database of an installation: many readers, one writer.
public struct Database: Sendable {
    let driver: any Driver

    /// Opens or makes the SQLite file of the embedded mode.
    ///
    /// - Throws: ``StorageError/notDurable(_:)`` when the writer does not read back `synchronous = FULL` in WAL mode.
    public static func sqlite(at file: URL, readers: Int = 4) throws -> Database {
        Database(driver: try SQLiteDriver(file: file, readers: readers))
    }

    /// An SQLite database that lives and dies with this value, for tests of the floors above.
    public static func inMemory() throws -> Database {
        Database(driver: try SQLiteDriver())
    }

    #if PostgreSQL
    /// Connects to the PostgreSQL database at `address`, a libpq connection string or URI.
    ///
    /// - Throws: ``StorageError/notDurable(_:)`` when the server confirms commits before they are on its disk,
    ///   ``StorageError/badValue(_:)`` when the database is not UTF-8 with collation C.
    public static func postgreSQL(address: String, readers: Int = 4) async throws -> Database {
        Database(driver: try await PostgreSQLDriver(address: address, readers: readers))
    }
    #endif

    public var dialect: Dialect { driver.dialect }

    /// The fault that made the writer give up for good, such as a failed fsync: stop the process and start it again.
    public var fault: StorageError? { driver.fault }

    /// Runs `work` in one snapshot; it can write nothing.
    public func read<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await driver.read(work)
    }

    /// Runs `work` in the writing transaction; once this returns, its changes survive a power loss.
    ///
    /// Writers come one after another, in PostgreSQL across all nodes too. Cancelling the task before the commit rolls
    /// back and throws `CancellationError`.
    @discardableResult
    public func write<Value: Sendable>(
        _ work: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await driver.write(work)
    }

    /// Runs `work` with the writing connection in hand, so that several transactions follow each other at once.
    ///
    /// Nobody else writes meanwhile: `work` is short, and waits for nothing but its own transactions.
    ///
    /// - Throws: when the connection cannot be had; `work` was not begun then.
    func hold(_ work: @escaping @Sendable (any Writer) -> Void) async throws { try await driver.hold(work) }

    /// Closes all connections; later calls throw.
    public func close() async throws { try await driver.close() }
}

/// The seam between the two databases; ``Database`` is its only user.
protocol Driver: Sendable {
    var dialect: Dialect { get }
    var fault: StorageError? { get }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func write<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func hold(_ work: @escaping @Sendable (any Writer) -> Void) async throws

    /// Writes a consistent copy of the whole database to a new file while writing goes on.
    func copy(to file: URL) async throws
    func close() async throws
}

/// The writing connection in the hand of one who holds it.
protocol Writer {
    /// Runs `work` in a transaction; once this returns, its changes survive a power loss.
    func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value
}
