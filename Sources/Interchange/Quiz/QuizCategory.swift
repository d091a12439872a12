/// Paths of categories, such as `$course$/Cardiology/Valves`.
enum QuizCategory {
    /// The category of questions that have none: the top of the bank.
    static let top = "$course$/top"

    /// `path` as a classification of items; `nil` at the top.
    static func classification(_ path: String) -> String? {
        let plain = path.trimmed
        return plain.isEmpty || plain == top ? nil : plain
    }
}
