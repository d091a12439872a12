import Assessment
import Storage

/// How far the reading of a file has come; known only to the server that reads it, and only while it does.
enum ImportProgress: Hashable, Sendable {
    /// So many items are read; how many there are, nobody knows before the end.
    case reading(items: Int)
    /// What was read is compared with the bank and written, or the files of the items are.
    case staging(StagingStep)

    /// `step`, `done` and, where it is known, `total`.
    var json: JSONValue {
        switch self {
        case .reading(let items): ["step": "reading", "done": .integer(Int64(items))]
        case .staging(.entries(let done, let total)): Self.json("checking", done, total)
        case .staging(.files(let done, let total)): Self.json("files", done, total)
        }
    }

    private static func json(_ step: String, _ done: Int, _ total: Int) -> JSONValue {
        ["step": .string(step), "done": .integer(Int64(done)), "total": .integer(Int64(total))]
    }
}
