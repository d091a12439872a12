import Assessment

/// Words for what the bank names by code: kinds, axes, categories, difficulty.
enum BankWords {
    /// Such as "Single best answer"; a kind of a later build keeps its code.
    static func kind(_ kind: KindName, _ texts: Texts) -> String {
        let key = "kind.\(kind.rawValue)"
        return texts.has(key) ? texts(key) : kind.rawValue
    }

    /// Such as "Content"; an axis of the school's own keeps its code.
    static func axis(_ axis: String, _ texts: Texts) -> String {
        let key = "axis.\(axis)"
        return texts.has(key) ? texts(key) : category(axis)
    }

    /// Such as "Final year" of `final-year`.
    static func category(_ code: String) -> String {
        let words = code.replacing("-", with: " ").replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Such as "medium (.65)"; `nil` without an estimate.
    static func difficulty(_ facility: Mark?, _ texts: Texts) -> String? {
        guard let facility else { return nil }
        let band = texts("difficulty.\(DifficultyBand(facility: facility).rawValue)")
        return texts("bank.difficulty", ["band": band, "facility": NumberText.share(facility.approximate)])
    }

    /// Such as "used 2 times", "never used".
    static func uses(_ count: Int, _ texts: Texts) -> String {
        count == 0 ? texts("bank.never-used") : texts("bank.used", count: count)
    }
}
