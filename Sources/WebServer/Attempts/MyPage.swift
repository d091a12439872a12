/// The candidate's exams: open now, coming, done.
struct MyPage: Page {
    let title: String
    let groups: [Group]
    let isEmpty: Bool

    struct Group: Sendable {
        let name: String
        let exams: [Exam]
    }

    /// One exam with the one thing that can be done with it.
    struct Exam: Sendable {
        let name: String
        /// Such as: 3 June 2027, 10:00–12:30 London.
        let when: String
        /// Such as: 2 h 30 min, includes 25 % extra time.
        let length: String?
        /// State in words: "Open until 12:30", "Handed in 12:21:40".
        let state: String?
        let href: String?
        let action: String?
    }

    /// Groups without an exam are left out.
    init(open: [Exam], coming: [Exam], done: [Exam], texts: Texts) {
        title = texts("my.heading")
        groups = [("my.open", open), ("my.coming", coming), ("my.done", done)].filter { !$0.1.isEmpty }
            .map { Group(name: texts($0.0), exams: $0.1) }
        isEmpty = groups.isEmpty
    }
}
