public import Assessment

/// Why the making of a plan ended before there was one, when nobody had asked for that.
public enum ImportEnd: Hashable, Sendable {
    /// The server stopped, or was stopped, while it read the file.
    case stopped
    /// Too few bytes were free for what the file holds.
    case noRoom(needed: Int, free: Int)
    /// The disk became full on the way.
    case diskFull
    /// A fault of ours or of the store, of which the log tells.
    case fault

    /// What `error` means for the import that it ended.
    public init(_ error: any Error) {
        switch error {
        case ImportRefusal.noRoom(let needed, let free): self = .noRoom(needed: needed, free: free)
        case StorageError.full: self = .diskFull
        case is CancellationError: self = .stopped
        default: self = .fault
        }
    }
}

extension ImportEnd {
    /// As the report of an import keeps it.
    init?(_ json: JSONValue?) {
        switch json?["reason"]?.text {
        case "stopped": self = .stopped
        case "noRoom":
            guard let needed = json?["needed"]?.number, let free = json?["free"]?.number else { return nil }
            self = .noRoom(needed: Int(needed), free: Int(free))
        case "diskFull": self = .diskFull
        case "fault": self = .fault
        default: return nil
        }
    }

    /// `reason`, with `needed` and `free` in bytes where there was no room.
    public var json: JSONValue {
        switch self {
        case .stopped: ["reason": "stopped"]
        case .noRoom(let needed, let free):
            ["reason": "noRoom", "needed": .integer(Int64(needed)), "free": .integer(Int64(free))]
        case .diskFull: ["reason": "diskFull"]
        case .fault: ["reason": "fault"]
        }
    }
}
