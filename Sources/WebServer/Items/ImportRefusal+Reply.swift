import Assessment
import Storage

extension Failure {
    /// A refusal of an import as people and programs see it.
    init(_ refusal: ImportRefusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .notStaged(let state):
            self = .conflict("import.not-staged", "this plan is \(state.rawValue); nothing more can be done with it")
        case .blocked(let count):
            self = .unprocessable("import.blocked", "\(count) entries stand in the way; nothing was imported")
        case .outdated:
            self = .conflict("import.outdated", "the bank has changed since this plan was made; upload the file again")
        case .unfinishedChoice:
            self = .conflict(
                "import.unfinished-choice",
                "a choice for all items of this plan was not carried to the end; choose for all again, then apply"
            )
        case .noFreeIdentifier(let item):
            self = .conflict(
                "import.no-free-identifier",
                "no identifier is free for a new item beside “\(item.rawValue)”; keep the bank’s or take the file’s"
            )
        case .noRoom(let needed, let free):
            let (needed, free) = (NumberText.bytes(needed), NumberText.bytes(free))
            let message = "the import needs \(needed) of free disk space and there is \(free); nothing was imported"
            self = Failure(.unavailable, "import.no-room", message)
        }
    }
}
