/// The keyboard map.
struct KeysPage: Page {
    let title: String
    let groups: [Group]

    struct Group: Sendable {
        let name: String
        let keys: [Key]
    }

    struct Key: Sendable {
        /// Such as: Alt+N.
        let keys: String
        let does: String
    }

    init(texts: Texts) {
        title = texts("keys.heading")
        groups = Self.map.map { name, keys in
            Group(
                name: texts("keys.\(name)"),
                keys: keys.map { Key(keys: $0.0, does: texts("keys.\($0.1)")) }
            )
        }
    }

    private static let map: [(String, [(String, String)])] = [
        (
            "everywhere",
            [("Tab", "tab"), ("Space", "space"), ("Alt+T", "time"), ("Alt+M", "messages"), ("Esc", "close")]
        ),
        (
            "question",
            [
                ("Alt+N", "next"), ("Alt+P", "previous"), ("Alt+R", "review"), ("Alt+F", "flag"),
                ("Alt+L", "resources"), ("↑ ↓", "arrows"),
            ]
        ),
        ("letters", [("A–Z, 1–9", "choose"), ("Shift+A–Z", "strike"), ("N P F", "letters-go")]),
    ]
}
