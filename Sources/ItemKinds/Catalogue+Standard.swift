public import Assessment

extension Catalogue {
    /// Every kind of this build; one line a kind.
    ///
    /// The first that recognises an item has it, so a kind stands before another whose form takes its items in:
    /// judgements of two columns before extended matching, which takes every match of one option a row, and that before
    /// matching, which takes every match.
    public static let standard = Catalogue([
        SingleBestAnswer.self,
        MultipleResponse.self,
        MultipleTrueFalse.self,
        KPrim.self,
        ExtendedMatching.self,
        Matching.self,
        VeryShortAnswer.self,
        ShortAnswer.self,
        Essay.self,
        Upload.self,
        Numeric.self,
        Slider.self,
        Ordering.self,
        SituationalJudgementRanking.self,
        SituationalJudgementChoice.self,
        ScriptConcordance.self,
        KeyFeature.self,
        Cloze.self,
        HotText.self,
        Hotspot.self,
        PointOnImage.self,
        Labelling.self,
        CertaintyBased.self,
        OSCEStation.self,
        ProcessedItem.self,
    ])
}
