#if PostgreSQL
import CPostgreSQL
import Foundation

/// One libpq connection, used by one thread at a time.
final class PostgreSQLConnection {
    private let address: String
    private var handle: OpaquePointer?
    /// Names of the statements that this connection has prepared, by text and types of the values.
    private var prepared: [String: String] = [:]

    init(address: String) { self.address = address }

    deinit { PQfinish(handle) }

    /// Connects if there is no sound connection, and checks that the server keeps what it confirms.
    func open() throws {
        if let handle, PQstatus(handle) == CONNECTION_OK { return }
        close()
        handle = PQconnectdb(address)
        guard PQstatus(handle) == CONNECTION_OK else {
            let problem = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? "no memory"
            close()
            throw StorageError.unavailable(problem.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try run(
            script: """
                SET client_encoding TO 'UTF8';
                SET TimeZone TO 'UTC';
                SET lock_timeout TO '5s';
                SET idle_in_transaction_session_timeout TO '60s'
                """
        )
        try checkDurability()
    }

    func close() {
        PQfinish(handle)
        handle = nil
        prepared = [:]
    }

    /// Runs statements without values, separated by semicolons.
    ///
    /// - Returns: The tag of the last one, such as `COMMIT`.
    @discardableResult
    func run(script: String) throws -> String {
        let result = PostgreSQLResult(PQexec(handle, script))
        try check(result)
        return result.tag
    }

    func run(_ sql: StaticString, _ values: [SQLValue]) throws -> PostgreSQLResult {
        for value in values { try value.check() }
        let parameters = PostgreSQLParameters(values)
        let name = try prepare(sql, parameters)
        let result = parameters.withPointers { pointers, lengths, formats in
            PostgreSQLResult(PQexecPrepared(handle, name, CInt(values.count), pointers, lengths, formats, 1))
        }
        try check(result)
        return result
    }

    private func prepare(_ sql: StaticString, _ parameters: PostgreSQLParameters) throws -> String {
        let key = parameters.signature + sql.description
        if let name = prepared[key] { return name }
        // The server would not mind values that no placeholder uses; SQLite does.
        guard Self.placeholders(in: sql) == Set(1..<(parameters.types.count + 1)) else {
            throw StorageError.badStatement("placeholders and values do not match")
        }
        let name = "s\(prepared.count)"
        let types = parameters.types
        try check(PostgreSQLResult(PQprepare(handle, name, sql.description, CInt(types.count), types)))
        prepared[key] = name
        return name
    }

    /// The numbers of all `$1`, `$2` … outside quotes.
    private static func placeholders(in sql: StaticString) -> Set<Int> {
        var numbers: Set<Int> = []
        for (index, unquoted) in sql.description.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        where index.isMultiple(of: 2) {
            for after in unquoted.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
                if let number = Int(after.prefix { $0.isNumber }) { numbers.insert(number) }
            }
        }
        return numbers
    }

    private func check(_ result: PostgreSQLResult) throws {
        switch PQresultStatus(result.pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default: throw StorageError(postgreSQL: result.pointer)
        }
    }

    /// The same promises that the SQLite driver checks: a commit is on disk when it is confirmed; texts compare by
    /// their bytes, so that both databases sort alike.
    private func checkDurability() throws {
        let answer = try run(
            """
            SELECT
                current_setting('synchronous_commit') AS synchronous_commit,
                current_setting('fsync') AS fsync,
                current_setting('server_encoding') AS encoding,
                (SELECT datcollate FROM pg_database WHERE datname = current_database()) AS collation
            """,
            []
        )
        guard let row = try answer.rows(for: "SELECT FROM pg_settings").first else {
            throw StorageError.unavailable("the server does not tell its settings")
        }
        let commit = try row.text("synchronous_commit")
        guard ["on", "remote_apply"].contains(commit) else {
            throw StorageError.notDurable("synchronous_commit is \(commit); set it to on")
        }
        guard try row.text("fsync") == "on" else { throw StorageError.notDurable("fsync is off; set it to on") }
        let (encoding, collation) = (try row.text("encoding"), try row.text("collation"))
        guard encoding == "UTF8", ["C", "POSIX"].contains(collation) else {
            throw StorageError.badValue(
                "a database with encoding \(encoding) and collation \(collation). Make one with CREATE DATABASE … "
                    + "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
            )
        }
    }
}
#endif
