public import Assessment

extension Catalogue {
    /// Every kind of this build; one line a kind.
    public static let standard = Catalogue([
        SingleBestAnswer.self,
        ExtendedMatching.self,
        VeryShortAnswer.self,
        Numeric.self,
    ])
}
