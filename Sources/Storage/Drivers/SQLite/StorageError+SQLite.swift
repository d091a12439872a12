import GRDB

extension StorageError {
    /// Says in our words what SQLite reports; errors that are ours already stay as they are.
    init(sqlite error: any Error) {
        if let own = error as? StorageError {
            self = own
        } else if let failure = error as? DatabaseError {
            self.init(failure)
        } else {
            self = .unavailable("\(type(of: error))")
        }
    }

    private init(_ failure: DatabaseError) {
        // SQLite's messages name tables, columns and constraints, never values.
        let message = failure.message ?? "SQLite error \(failure.extendedResultCode.rawValue)"
        switch failure.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .conflict(constraint: message)
            return
        default:
            break
        }
        switch failure.resultCode {
        case .SQLITE_CONSTRAINT: self = .constraint(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(message)
        case .SQLITE_TOOBIG: self = .badValue("too long")
        case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_MISMATCH: self = .badStatement(message)
        default: self = .unavailable("\(message) (SQLite \(failure.extendedResultCode.rawValue))")
        }
    }
}
