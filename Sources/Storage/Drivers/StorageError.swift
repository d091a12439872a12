/// What can go wrong between the rules and the disk, the same for every database.
///
/// No case carries a value that was stored: constraint and column names only.
public enum StorageError: Error, Hashable, Sendable {
    /// A primary key or unique constraint already holds such a row.
    case conflict(constraint: String)
    /// A CHECK, NOT NULL or foreign key constraint forbids the row.
    case constraint(String)
    /// The stream has moved on: its last number is `number`, not the one the caller built upon.
    case outOfDate(stream: String, number: Int64)
    /// Another writer held the database for longer than the waiting time. Try again.
    case busy
    /// The disk is full. Nothing of the transaction was kept.
    case full
    /// The database cannot be reached or cannot write. Nothing may be called saved.
    case unavailable(String)
    /// The database would not survive a power loss as it is set up, so it is not used.
    case notDurable(String)
    case corrupt(String)
    /// The database was written by a newer version of the program.
    case newerDatabase(found: Int, known: Int)
    /// The text of a migration is not the one that was applied to this database.
    case changedMigration(number: Int, name: String)
    /// A column is missing or holds another type than the code reads.
    case wrongColumn(table: String, column: String, problem: String)
    case badValue(String)
    case badStatement(String)
    case folderInUse(path: String, owner: Int32?)
    case folderNotEmpty(path: String)
    case badFolder(path: String, problem: String)
    case badBackup(String)

    /// True where the same call can succeed later without anyone's repair of the program or the data.
    public var mayPass: Bool {
        switch self {
        case .busy, .full, .unavailable, .outOfDate, .folderInUse: true
        case .conflict, .constraint, .notDurable, .corrupt, .newerDatabase, .changedMigration, .wrongColumn, .badValue,
            .badStatement, .folderNotEmpty, .badFolder, .badBackup:
            false
        }
    }
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .conflict(let constraint): "such a row exists already (\(constraint))"
        case .constraint(let constraint): "the database refuses the row (\(constraint))"
        case .outOfDate(let stream, let number): "stream \(stream) has moved on to number \(number); load it again"
        case .busy: "another writer holds the database; try again"
        case .full: "the disk is full; nothing was saved. Free some space"
        case .unavailable(let problem): "the database cannot be used now: \(problem)"
        case .notDurable(let problem): "the database could lose saved work in a power loss: \(problem)"
        case .corrupt(let problem): "the database is damaged: \(problem). Restore the last backup"
        case .newerDatabase(let found, let known):
            "the database was written by a newer version (schema \(found), this program knows \(known)). "
                + "Use the newer program"
        case .changedMigration(let number, let name):
            "migration \(number) “\(name)” is not the one this database was made with. Use the program that made it"
        case .wrongColumn(let table, let column, let problem): "table \(table), column \(column): \(problem)"
        case .badValue(let problem): "cannot be stored: \(problem)"
        case .badStatement(let problem): "wrong SQL statement: \(problem)"
        case .folderInUse(let path, let owner):
            "the data folder \(path) is in use by "
                + (owner.map { "process \($0). Stop it, or give another folder" } ?? "another process. Stop it first")
        case .folderNotEmpty(let path): "\(path) is not empty. Give an empty or a new folder"
        case .badFolder(let path, let problem): "\(path): \(problem)"
        case .badBackup(let problem): "not a usable backup: \(problem)"
        }
    }
}
