public import Assessment
public import Foundation

/// The one store of an installation: every method is one transaction and keeps one invariant.
public struct Store: Sendable {
    /// The kinds and rules that this installation knows.
    public let catalogue: Catalogue
    let database: Database
    let journal: Journal
    let log: ResponseLog
    let key: ServerKey
    let live = LiveAttempts()
    private let makeUUID: @Sendable (Date) -> UUID

    /// Joins the parts; ``migrate(now:)`` comes before any other call.
    ///
    /// `makeUUID` makes identifiers; tests give their own.
    public init(
        database: Database,
        key: ServerKey,
        catalogue: Catalogue,
        makeUUID: @escaping @Sendable (Date) -> UUID = UUID.version7(now:)
    ) throws {
        self.catalogue = catalogue
        self.database = database
        self.key = key
        self.makeUUID = makeUUID
        journal = Journal(key: try key.journalKey)
        log = ResponseLog(database: database, journal: journal)
    }

    /// Brings the schema up to date.
    ///
    /// - Returns: The numbers of the migrations applied now.
    @discardableResult
    public func migrate(now: Date) async throws -> [Int] {
        try await database.migrate(Self.migrations, now: now)
    }

    /// A fault after which nothing more is saved until the server is started anew; `nil` while all is well.
    public var fault: StorageError? { database.fault }

    /// The identifier of this bank as a package, by which other banks and this one know it when it comes again.
    public var bankID: String { key.bankID }

    func newID(_ now: Date) -> String { makeUUID(now).uuidString.lowercased() }

    /// Writes and records who did it, in one transaction.
    @discardableResult
    func change<Value: Sendable>(
        _ action: AuditAction,
        of object: String,
        by actor: Actor,
        now: Date,
        _ work: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let changeID = ChangeID(makeUUID(now))
        return try await database.write { transaction in
            let value = try work(transaction)
            let event = AuditEvent(actor: actor, action: action, object: object)
            let entry = JournalEntry(stream: .audit, changeID: changeID, receivedAt: now, body: event.body)
            _ = try journal.append(entry, in: transaction)
            return value
        }
    }

    /// The newest events of the audit stream before number `end`, newest first, at most `limit`.
    public func auditEvents(before end: Int64 = .max, limit: Int) async throws -> [JournalEvent] {
        try await database.read { try journal.newestEvents(of: .audit, before: end, limit: limit, in: $0) }
    }

    /// All events of one stream, in order.
    public func events(of stream: StreamName) async throws -> [JournalEvent] {
        try await database.read { try journal.events(of: stream, in: $0) }
    }
}

extension StreamName {
    /// Who changed what and when.
    public static let audit = StreamName("audit")
}
