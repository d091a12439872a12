/// The open transaction that a closure of ``Database/read(_:)`` or ``Database/write(_:)`` works in.
///
/// It is valid inside that closure only. Once a statement has failed, the transaction is lost in both databases: every
/// later statement throws the same error, and so does the whole, even where the closure swallowed it.
///
/// Statements are literals, so that no value can become part of one. Placeholders are `$1`, `$2` …: `$3` is always the
/// third value, wherever and however often it stands.
public struct Transaction {
    let session: any Session

    /// Which database this is, for the few named verbs that must differ.
    public var dialect: Dialect { session.dialect }

    /// Runs one statement.
    ///
    /// - Returns: The number of rows inserted, updated or deleted; 0 for a row that ON CONFLICT DO NOTHING skipped.
    @discardableResult
    public func execute(_ sql: StaticString, _ values: [SQLValue] = []) throws -> Int {
        try guarded { try session.execute(sql, values) }
    }

    /// Runs one statement and returns all rows it answers with.
    public func rows(_ sql: StaticString, _ values: [SQLValue] = []) throws -> [Row] {
        try guarded { try session.rows(sql, values) }
    }

    /// Runs one statement and returns its first row.
    public func row(_ sql: StaticString, _ values: [SQLValue] = []) throws -> Row? {
        try rows(sql, values).first
    }

    /// Runs the statements of a migration.
    func run(script: String) throws {
        try guarded { try session.run(script: script) }
    }

    private func guarded<Value>(_ work: () throws -> Value) throws -> Value {
        if let failure = session.failure { throw failure }
        do {
            return try work()
        } catch {
            session.failure = error
            throw error
        }
    }
}

public enum Dialect: String, Sendable {
    case sqlite
    case postgreSQL
}

/// What a driver does inside one transaction.
protocol Session: AnyObject {
    var dialect: Dialect { get }
    /// The first error of this transaction; the driver rolls back when it is set.
    var failure: (any Error)? { get set }

    func execute(_ sql: StaticString, _ values: [SQLValue]) throws -> Int
    func rows(_ sql: StaticString, _ values: [SQLValue]) throws -> [Row]
    func run(script: String) throws
}

extension Session {
    /// Runs the work of one transaction, so that a statement's error is thrown even where `work` swallowed it.
    func perform<Value>(_ work: (Transaction) throws -> Value) throws -> Value {
        let value = try work(Transaction(session: self))
        if let failure { throw failure }
        return value
    }
}
