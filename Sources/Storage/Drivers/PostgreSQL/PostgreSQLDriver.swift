#if PostgreSQL
import Foundation

/// PostgreSQL through libpq: one writing connection and a few readers, each with its own thread, since libpq blocks.
///
/// Writers of all nodes come one after another (an advisory lock taken before the first statement), so that the rules
/// see exactly what they see on SQLite. Group commit makes up for it.
final class PostgreSQLDriver: Driver {
    private let writer: PostgreSQLThreads
    private let readers: PostgreSQLThreads

    let dialect = Dialect.postgreSQL

    /// The server itself stops when its disk fails to sync; there is nothing to remember here.
    var fault: StorageError? { nil }

    init(address: String, readers count: Int) async throws {
        writer = PostgreSQLThreads(count: 1, address: address)
        readers = PostgreSQLThreads(count: max(count, 1), address: address)
        do {
            try await writer.run { try $0.open() }
        } catch {
            try await close()
            throw error
        }
    }

    deinit {
        writer.stop()
        readers.stop()
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await readers.run { connection in
            try Self.perform(work, on: connection, begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
    }

    func write<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await writer.run { try HeldConnection(connection: $0).write(work) }
    }

    func hold(_ work: @escaping @Sendable (any Writer) -> Void) async throws {
        try await writer.run { work(HeldConnection(connection: $0)) }
    }

    private struct HeldConnection: Writer {
        let connection: PostgreSQLConnection

        func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value {
            // READ COMMITTED takes a new snapshot for each statement, so all of them see what the last writer did.
            let begin = "BEGIN; SELECT pg_advisory_xact_lock(7597125030452261)"
            return try PostgreSQLDriver.perform(work, on: connection, begin: begin)
        }
    }

    func copy(to file: URL) async throws {
        throw StorageError.badBackup("a PostgreSQL database is saved with pg_dump or pg_basebackup, not from here")
    }

    func close() async throws {
        writer.stop()
        readers.stop()
    }

    private static func perform<Value>(
        _ work: (Transaction) throws -> Value,
        on connection: PostgreSQLConnection,
        begin: String
    ) throws -> Value {
        try connection.open()
        do {
            try connection.run(script: begin)
            let value = try PostgreSQLSession(connection).perform(work)
            // PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement had failed.
            let tag = try connection.run(script: "COMMIT")
            guard tag == "COMMIT" else { throw StorageError.unavailable("the server rolled back") }
            return value
        } catch {
            // If the connection is lost the server rolls back by itself, and the first error is the one to throw.
            do { try connection.run(script: "ROLLBACK") } catch { connection.close() }
            throw error
        }
    }
}

/// One transaction on a libpq connection.
final class PostgreSQLSession: Session {
    let dialect = Dialect.postgreSQL
    var failure: (any Error)?
    private let connection: PostgreSQLConnection

    init(_ connection: PostgreSQLConnection) { self.connection = connection }

    func execute(_ sql: StaticString, _ values: [SQLValue]) throws -> Int {
        try connection.run(sql, values).changedRows
    }

    func rows(_ sql: StaticString, _ values: [SQLValue]) throws -> [Row] {
        try connection.run(sql, values).rows(for: sql)
    }

    func run(script: String) throws { try connection.run(script: script) }
}
#endif
