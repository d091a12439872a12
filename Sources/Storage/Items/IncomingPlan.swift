/// Everything that a file holds, as staging wants it.
public struct IncomingPlan: Sendable {
    /// Problems of the file as a whole; with any, the plan cannot be applied.
    public var problems: [String]
    /// What of the file is left out without harm.
    public var notes: [String]
    /// The identifier of the package, by which it is known when it comes again; empty for files that have none.
    public var package: String
    public var items: [IncomingItem]
    public var files: [IncomingFile]

    public init(
        problems: [String] = [],
        notes: [String] = [],
        package: String = "",
        items: [IncomingItem] = [],
        files: [IncomingFile] = []
    ) {
        self.problems = problems
        self.notes = notes
        self.package = package
        self.items = items
        self.files = files
    }
}

/// How far the staging of a plan has come.
public enum StagingStep: Hashable, Sendable {
    /// So many entries of all are compared with the bank and written.
    case entries(Int, of: Int)
    /// So many pieces of the items' pictures and other files are written, of all that the database has not yet.
    case files(Int, of: Int)
}
