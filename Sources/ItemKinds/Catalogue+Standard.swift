public import Assessment

extension Catalogue {
    /// Every kind of this build; one line a kind.
    ///
    /// The first that recognises an item has it, so a kind stands before another whose form takes its items in:
    /// extended matching takes every match of one option a row.
    public static let standard = Catalogue([
        SingleBestAnswer.self,
        VeryShortAnswer.self,
        Numeric.self,
        ExtendedMatching.self,
        ProcessedItem.self,
    ])
}
