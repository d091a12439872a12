/// The start page: what needs the person now, and what comes in the next days.
struct HomePage: Page {
    let title: String
    let tasks: [Task]
    let coming: [Task]
    /// Said when nothing needs the person: "Nothing needs you now. Next: Paper A, 3 June."
    let empty: String?
    let hasTasks: Bool
    let hasComing: Bool

    /// One thing to do, or to come: its name leads to it.
    struct Task: Sendable {
        let href: String
        let name: String
        /// When, or how much: "until 12:30", "4 items".
        let detail: String
    }

    init(tasks: [Task], coming: [Task], texts: Texts) {
        title = texts("home.heading")
        self.tasks = tasks
        self.coming = coming
        hasTasks = !tasks.isEmpty
        hasComing = !coming.isEmpty
        empty =
            if !tasks.isEmpty {
                nil
            } else if let next = coming.first {
                texts("home.empty-next", ["name": next.name, "when": next.detail])
            } else {
                texts("home.empty")
            }
    }
}
